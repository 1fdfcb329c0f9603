import type { Box } from './boxes.js';
import { element } from '../surface.js';
import { colourReader } from './colour.js';
import { readLook, watchLook } from './look.js';
import type { Graph } from './read-graph.js';
import { freeRoom } from './room.js';
import { dressed, type Placed, placed, type Scene } from './scene.js';
import { createStage, type Stage } from './stage.js';

export interface PictureOptions {
  readonly graph: Graph;
  readonly boxes: readonly Box[];
  readonly title: string;
  readonly signal: AbortSignal;
  /** The picture rests at another scale than before. */
  settled(scale: number): void;
}

/** The picture by itself, which comes first: to look at, to move and to zoom. The rest comes on top (explore.ts). */
export interface Picture {
  readonly shell: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly stage: Stage;
  readonly place: Placed;
  readonly colour: ReturnType<typeof colourReader>;
  /** As it looks now; or on paper, which is light. */
  scene(scheme?: 'light'): Scene;
}

export function createPicture(root: ShadowRoot, { graph, boxes, title, signal, settled }: PictureOptions): Picture {
  const canvas = element('canvas', { role: 'img', 'aria-label': title });
  const shell = element('div', { class: 'root' }, canvas);
  root.append(shell);

  const place = placed(graph, boxes);
  const colour = colourReader([255, 255, 255]);
  const scene = (scheme?: 'light'): Scene => dressed(place, readLook(shell, scheme), colour);
  const stage = createStage({ canvas, signal, room: () => freeRoom(canvas), settled });
  watchLook(shell, () => stage.show(scene()));
  stage.show(scene());
  return { shell, canvas, stage, place, colour, scene };
}
