import { gapOf } from './layout.js';
import type { Stage } from './stage.js';

/** A place in the document. `x` and `y` are in the page's own units, from its lower left corner; null where it is left open. */
export interface Place {
  readonly page: number;
  readonly x: number | null;
  readonly y: number | null;
}

/** Goes to a place, which comes to lie at the upper edge of the screen. */
export async function goTo(stage: Stage, place: Place): Promise<void> {
  const at = await whereIs(stage, place);
  stage.scroll(place.page, place.y === null ? {} : { top: at.y - gapOf(stage.layout.port) });
}

/** Makes a place seen, in the middle rather than at an edge; what is well in sight already stays where it is. */
export async function reveal(stage: Stage, place: Place): Promise<void> {
  const { x, y } = await whereIs(stage, place);
  const { left, top, width, height } = stage.seen;
  const beside = x < left || x > left + width * 0.9;
  const beyond = y < top + height * 0.1 || y > top + height * 0.85;
  stage.scroll(place.page, { left: beside ? x - width / 2 : left, top: beyond ? y - height * 0.4 : top });
}

async function whereIs(stage: Stage, place: Place): Promise<{ readonly x: number; readonly y: number }> {
  const page = await stage.learn(place.page);
  const box = stage.layout.box(place.page);
  const viewport = page.getViewport({ scale: box.width / page.getViewport({ scale: 1 }).width });
  const [x = 0, y = 0] = viewport.convertToViewportPoint(place.x ?? 0, place.y ?? 0);
  return { x: box.left + x, y: box.top + y };
}
