import type { Room } from './camera.js';

/** A room is never so small that nothing could be seen in it. CSS pixels. */
const LEAST = 120;
/** What the bar above takes, which comes a little later than the picture, and the row of buttons below. */
const ROW = 68;

/** What the bar above, the row below, the note and the panels leave of the stage. */
export function freeRoom(stage: HTMLElement): Room {
  const all = stage.getBoundingClientRect();
  let { left, right } = all;
  let bottom = all.bottom - ROW;
  for (const panel of stage.parentElement?.querySelectorAll('.panel, .note') ?? []) {
    const box = panel.getBoundingClientRect();
    if (box.width === 0) continue;
    if (panel.matches('.note') || box.width > all.width * 0.6) bottom = Math.min(bottom, box.top);
    else if (box.left > all.left + all.width / 2) right = box.left;
    else left = box.right;
  }
  const [w, h] = [Math.max(right - left, LEAST), Math.max(bottom - all.top - ROW, LEAST)];
  return { x: left - all.left, y: ROW, w, h };
}
