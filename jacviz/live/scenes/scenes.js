// The scene for each kind of payload.
import { BoxesScene } from "../integrals/boxes.js";
import { CellsScene } from "../integrals/cells.js";
import { StripsScene } from "../integrals/strips.js";
import { DepthScene } from "../networks/depth.js";
import { BackpropagationScene } from "../networks/backpropagation.js";
import { LayersScene } from "../networks/layers.js";
import { TrainingScene } from "../networks/training.js";
import { WarpingScene } from "../networks/warping.js";
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
  backpropagation: BackpropagationScene,
  boxes: BoxesScene,
  cells: CellsScene,
  chain: ChainScene,
  curve: CurveScene,
  depth: DepthScene,
  functions: FunctionsScene,
  graph: GraphScene,
  layers: LayersScene,
  plane: PlaneScene,
  relief: ReliefScene,
  strips: StripsScene,
  surface: SurfaceScene,
  table: TableScene,
  training: TrainingScene,
  volume: VolumeScene,
  warping: WarpingScene,
};

/** The scene of a payload: what it draws, in which panes, with which controls. */
export const sceneOf = (payload) => new SCENES[payload.scene](payload);
