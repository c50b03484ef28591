// The scene for each kind of payload, and the pane for each kind that a scene asks for.
import { BoxesScene } from "./integrals/boxesScene.js";
import { CellsScene } from "./integrals/cellsScene.js";
import { StripsScene } from "./integrals/stripsScene.js";
import { BackpropagationScene } from "./networks/backpropagationScene.js";
import { DepthScene } from "./networks/depthScene.js";
import { DiagramPane } from "./networks/diagramPane.js";
import { LayersScene } from "./networks/layersScene.js";
import { TrainingScene } from "./networks/trainingScene.js";
import { WarpingScene } from "./networks/warpingScene.js";
import { PlanePane } from "./panes/planePane.js";
import { SpacePane } from "./panes/spacePane.js";
import { ChainScene } from "./scenes/chainScene.js";
import { CurveScene } from "./scenes/curveScene.js";
import { FunctionsScene } from "./scenes/functionsScene.js";
import { GraphScene } from "./scenes/graphScene.js";
import { PlaneScene } from "./scenes/planeScene.js";
import { ReliefScene } from "./scenes/reliefScene.js";
import { SurfaceScene } from "./scenes/surfaceScene.js";
import { TableScene } from "./scenes/tableScene.js";
import { VolumeScene } from "./scenes/volumeScene.js";

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

const PANES = { plane: PlanePane, space: SpacePane, diagram: DiagramPane };

/** The scene of a payload: what it draws, in which panes, with which controls. */
export const sceneOf = (payload) => new SCENES[payload.scene](payload);

/** A pane of a kind; its role says whose ink its axes have. */
export const paneOf = (kind, name, role) => new PANES[kind](name, role);
