import type { Box } from './boxes.js';
import { element } from './dom.js';
import type { Kit } from './kit.js';
import { readLook, watchLook } from './look.js';
import { freeRoom } from './room.js';
import { dressed, type Placed, placed, type Scene } from './scene.js';
import { createStage, type Stage } from './stage.js';

export interface PictureOptions {
  readonly kit: Kit;
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
  /** As it looks now; or on paper, which is light. */
  scene(scheme?: 'light'): Scene;
}

export function createPicture(root: ShadowRoot, options: PictureOptions): Picture {
  const { kit, boxes, title, signal } = options;
  const { graph, strings } = kit;
  const size = `${kit.count(strings.node, graph.nodes.length)}, ${kit.count(strings.link, graph.links.length)}`;
  const canvas = element('canvas', {
    tabindex: 0,
    role: 'application',
    'aria-label': `${strings.label}: ${title}. ${size}`,
    'aria-describedby': 'help',
  });
  const help = element('p', { id: 'help', hidden: true }, strings.help);
  const shell = element('div', { class: 'root' }, canvas, help);
  root.append(shell);

  const place = placed(graph, boxes);
  const scene = (scheme?: 'light'): Scene => dressed(place, readLook(shell, scheme), kit.colour);
  const stage = createStage({
    canvas,
    signal,
    room: () => freeRoom(canvas),
    settled: options.settled,
  });
  watchLook(shell, () => stage.show(scene()));
  stage.show(scene());
  return { shell, canvas, stage, place, scene };
}
