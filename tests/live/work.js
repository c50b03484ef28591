// The work that the view asks of its mapping, counted.

function counted(mapping, pay) {
  const counting = (run) => {
    const count = (inputs, n) => {
      pay(n * run.work);
      return run(inputs, n);
    };
    return Object.assign(count, { work: run.work });
  };
  const { outputs } = mapping;
  const each = outputs.each.bind(outputs);
  const all = outputs.all.bind(outputs);
  mapping.run = counting(mapping.run);
  outputs.each = (kind) => each(kind).map(counting);
  outputs.all = (kind) => counting(all(kind));
}

/** The work of the ground and of the probe, in additions, and how many points the ground draws. */
export function workOfFrame() {
  const { view } = globalThis;
  const { scene, stage } = view;
  let work = 0;
  counted(scene.mapping, (more) => (work += more));
  for (const estimate of [scene.cell, scene.whole]) if (estimate) estimate.key = null; // nothing is known yet
  const drawn = scene.ground(stage);
  const ground = work;
  work = 0;
  scene.foreground(stage, scene.atProbe(stage));
  const marks = scene.panes.flatMap(({ name }) => drawn[name]);
  const points = marks.reduce((sum, { xy }) => sum + (xy?.length ?? 0) / 2, 0);
  return { ground, probe: work, points };
}
