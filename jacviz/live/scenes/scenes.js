// The scene for each kind of payload.
import { PlaneScene } from "./plane.js";

const SCENES = { plane: PlaneScene };

/** The scene of a payload: what it draws, in which panes, with which controls. */
export const sceneOf = (payload) => new SCENES[payload.scene](payload);
