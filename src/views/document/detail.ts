import { element } from '../surface.js';
import { lay } from './dom.js';
import type { Box } from './layout.js';
import type { Queue } from './queue.js';
import { release, type Sheet } from './sheet.js';
import type { Stage } from './stage.js';

interface Detail {
  readonly canvas: HTMLCanvasElement;
  readonly part: Box;
  /** Of the page when the detail was drawn. */
  readonly width: number;
  readonly pixelRatio: number;
}

/** Around what is seen, so much of a screen is drawn with it, so that scrolling a little draws nothing anew. */
const MARGIN = 0.25;

const holds = (outer: Box, inner: Box): boolean =>
  outer.left <= inner.left &&
  outer.top <= inner.top &&
  outer.left + outer.width >= inner.left + inner.width &&
  outer.top + outer.height >= inner.top + inner.height;

/**
 * Pages that are larger on the screen than a canvas may be get a second canvas, over the part that is seen, as sharp as
 * the screen can show it.
 */
export function sharpen(stage: Stage, queue: Queue): void {
  const { layout } = stage;
  const details = new Map<Sheet, Detail>();

  /** The part of a page on the screen, from the page's corner, and so many screens around it. In whole device pixels. */
  const partSeen = (box: Box, margin: number): Box => {
    const { port } = layout;
    const { left: x, top: y } = stage.seen;
    const whole = (length: number, most: number) =>
      Math.round(Math.min(most, Math.max(0, length)) * port.pixelRatio) / port.pixelRatio;
    const left = whole(x - box.left - margin * port.width, box.width);
    const top = whole(y - box.top - margin * port.height, box.height);
    const right = whole(x - box.left + (1 + margin) * port.width, box.width);
    const bottom = whole(y - box.top + (1 + margin) * port.height, box.height);
    return { left, top, width: right - left, height: bottom - top };
  };

  const drop = (sheet: Sheet) => {
    const detail = details.get(sheet);
    if (detail) release(detail.canvas);
    details.delete(sheet);
  };

  const draw = async (sheet: Sheet, box: Box): Promise<void> => {
    const { pixelRatio } = layout.port;
    const part = partSeen(box, MARGIN);
    const canvas = element('canvas', { 'aria-hidden': 'true', class: 'detail' });
    canvas.width = Math.round(part.width * pixelRatio);
    canvas.height = Math.round(part.height * pixelRatio);
    const scale = (box.width * pixelRatio) / sheet.page.getViewport({ scale: 1 }).width;
    const offset = { offsetX: -part.left * pixelRatio, offsetY: -part.top * pixelRatio };
    const done = await sheet.render(canvas, sheet.page.getViewport({ scale, ...offset }));
    if (!done || !sheet.canvas) return;
    lay(canvas, part.left / box.width, part.top / box.height, part.width / box.width, part.height / box.height);
    drop(sheet);
    details.set(sheet, { canvas, part, width: box.width, pixelRatio });
    sheet.canvas.after(canvas);
  };

  queue.add(() => {
    for (const [sheet] of details) if (!sheet.canvas?.isConnected) drop(sheet);
    for (const sheet of stage.settledSheets()) {
      const box = layout.box(sheet.number);
      const part = partSeen(box, 0);
      const { pixelRatio } = layout.port;
      if (!sheet.canvas || part.width <= 0 || part.height <= 0) continue;
      const detail = details.get(sheet);
      if (sheet.pixels(box, pixelRatio).ratio >= pixelRatio) {
        drop(sheet);
      } else if (detail?.width !== box.width || detail.pixelRatio !== pixelRatio || !holds(detail.part, part)) {
        return () => draw(sheet, box);
      }
    }
    return undefined;
  });
}
