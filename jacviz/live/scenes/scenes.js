// The scene for each kind of payload.
import { ChainScene } from "./chain.js";
import { CurveScene } from "./curve.js";
import { FunctionsScene } from "./functions.js";
import { GraphScene } from "./graph.js";
import { PlaneScene } from "./plane.js";
import { ReliefScene } from "./relief.js";
import { SurfaceScene } from "./surface.js";
import { TableScene } from "./table.js";
import { VolumeScene } from "./volume.js";

const SCENES = {
  chain: ChainScene, curve: CurveScene, functions: FunctionsScene, graph: GraphScene, plane: PlaneScene,
  relief: ReliefScene, surface: SurfaceScene, table: TableScene, volume: VolumeScene,
};

/** The scene of a payload: what it draws, in which panes, with which controls. */
export const sceneOf = (payload) => new SCENES[payload.scene](payload);
