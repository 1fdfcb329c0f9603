import type { Placed } from './scene.js';
import type { Stage } from './stage.js';
import type { Store } from './state.js';
import { isArrow, nextNode, nodeNearest, ways } from './steer.js';
import { STEP } from './zoom.js';

export interface Keys {
  readonly shell: HTMLElement;
  readonly canvas: HTMLElement;
  readonly store: Store;
  readonly stage: Stage;
  readonly place: Placed;
  open(node: number): void;
  close(): void;
  announceZoom(scale: number): void;
}

/** How far an arrow key moves the picture, in CSS pixels. */
const STRIDE = 64;

/** What the keyboard does: on the canvas all of it, elsewhere only Escape. */
export function listenToKeys({ shell, canvas, store, stage, place, open, close, announceZoom }: Keys): void {
  const onCanvas = (key: string, shifted: boolean): boolean => {
    const { selected, panel } = store.now;
    if (isArrow(key)) {
      const next = selected === undefined || shifted ? undefined : nextNode(place, selected, key);
      const [x, y] = ways[key];
      if (next !== undefined) store.set({ selected: next });
      else if (selected === undefined || shifted) stage.pan(-x * STRIDE, -y * STRIDE);
    } else if (key === 'Enter' || key === ' ') {
      const { x, y } = stage.middle();
      const node = nodeNearest(place.boxes, x, y);
      if (selected !== undefined) open(selected);
      else if (node !== undefined) store.set({ selected: node, panel });
    } else if (key === '+' || key === '=') announceZoom(stage.zoomBy(STEP));
    else if (key === '-' || key === '_') announceZoom(stage.zoomBy(1 / STEP));
    else if (key === '0') announceZoom(stage.fit());
    else return false;
    return true;
  };
  const escape = (): boolean => {
    const { panel, selected } = store.now;
    if (panel) close();
    else if (selected !== undefined) store.set({ selected: undefined });
    else return false;
    return true;
  };
  shell.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const used = event.key === 'Escape' ? escape() : event.target === canvas && onCanvas(event.key, event.shiftKey);
    if (!used) return;
    event.preventDefault();
    // An Escape that closed something here closes nothing around.
    event.stopPropagation();
  });
}
