import type { Camera } from './camera.js';
import { type Curve, HEAD } from './curves.js';

export type Pen = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** What is seen: the camera, the size of the stage in CSS pixels, and how many pixels one of them has. */
export interface View extends Camera {
  readonly w: number;
  readonly h: number;
  readonly ratio: number;
  /** Many small nodes: they are bars, and their arrows lines. */
  readonly plain: boolean;
}

/** So many arrows take a few milliseconds. */
const LIGHT = 600;
const BATCH = 150;
/** What a frame can spare, in milliseconds. */
const SLICE = 6;

/** The arrows that may be seen. Looking at all of them takes microseconds: a grid would save nothing. */
export function seen(curves: readonly Curve[], { x, y, k, w, h }: View, lit?: Uint8Array): Curve[] {
  const [left, top, right, bottom] = [-x / k, -y / k, (w - x) / k, (h - y) / k];
  return curves.filter(
    ({ x1, y1, cx1, cy1, cx2, cy2, x2, y2 }, link) =>
      (!lit || lit[link]) &&
      // A curve stays within its four points.
      !(
        (x1 < left && cx1 < left && cx2 < left && x2 < left) ||
        (x1 > right && cx1 > right && cx2 > right && x2 > right) ||
        (y1 < top && cy1 < top && cy2 < top && y2 < top) ||
        (y1 > bottom && cy1 > bottom && cy2 > bottom && y2 > bottom)
      ),
  );
}

/** Draws arrows, a batch at a `yield`. Where lines of several batches cross it gets darker: dense parts show. */
export function* drawLinks(pen: Pen, curves: readonly Curve[], view: View, colour: string): Generator<void, void> {
  const alpha = pen.globalAlpha;
  // Thousands of lines on a hand's breadth would be one blot: the more there are, the lighter they get.
  pen.globalAlpha *= Math.min(view.plain ? 0.7 : 0.9, Math.max(0.12, 400 / curves.length));
  pen.strokeStyle = pen.fillStyle = colour;
  // A line no wider than a pixel is drawn ten times as fast as a wider one.
  pen.lineWidth = curves.length > LIGHT ? 1 / (view.k * view.ratio) : Math.max(1.5, 0.8 / view.k);
  for (let first = 0; first < curves.length; first += BATCH) {
    const batch = curves.slice(first, first + BATCH);
    pen.beginPath();
    for (const { x1, y1, cx1, cy1, cx2, cy2, x2, y2 } of batch) {
      pen.moveTo(x1, y1);
      if (view.plain) pen.lineTo(x2, y2);
      else pen.bezierCurveTo(cx1, cy1, cx2, cy2, x2, y2);
    }
    pen.stroke();
    if (!view.plain) {
      pen.beginPath();
      for (const { x2, y2, dx, dy } of batch) {
        const half = HEAD * 0.45;
        pen.moveTo(x2 + dx * HEAD, y2 + dy * HEAD);
        pen.lineTo(x2 + dy * half, y2 - dx * half);
        pen.lineTo(x2 - dy * half, y2 + dx * half);
      }
      pen.fill();
    }
    yield;
  }
  pen.globalAlpha = alpha;
}

/** Draws into a pen whose transform is already the view's. Tells whether it wants another frame. */
export type LinkLayer = (pen: Pen, curves: readonly Curve[], view: View, colour: string) => boolean;

const isSame = (a: View, b: View): boolean =>
  a.x === b.x && a.y === b.y && a.k === b.k && a.w === b.w && a.h === b.h && a.ratio === b.ratio;

/**
 * Few arrows are drawn at once. Thousands are drawn aside, a slice a frame, and until that is done they are shown as they
 * were last, moved along: so the picture follows the hand however much there is in it.
 */
export function linkLayer(): LinkLayer {
  let still: { readonly image: ImageBitmap; readonly view: View } | undefined;
  let job:
    | { readonly pen: OffscreenCanvasRenderingContext2D; readonly view: View; readonly work: Generator<void, void> }
    | undefined;

  const begin = (curves: readonly Curve[], view: View, colour: string): void => {
    const { x, y, k, w, h, ratio } = view;
    // Drawn by the processor, so that the clock tells what each batch takes.
    const aside = new OffscreenCanvas(Math.ceil(w * ratio), Math.ceil(h * ratio)).getContext('2d', {
      willReadFrequently: true,
    });
    if (!aside) return;
    aside.setTransform(k * ratio, 0, 0, k * ratio, x * ratio, y * ratio);
    job = { pen: aside, view, work: drawLinks(aside, curves, view, colour) };
  };
  const advance = (): void => {
    for (const end = performance.now() + SLICE; job && performance.now() < end; ) {
      const { pen, view, work } = job;
      if (work.next().done) {
        still?.image.close();
        still = { image: pen.canvas.transferToImageBitmap(), view };
        job = undefined;
      } else {
        // Drawing is put off until somebody looks.
        pen.getImageData(0, 0, 1, 1);
      }
    }
  };

  return (pen, curves, view, colour) => {
    if (curves.length <= LIGHT) {
      still?.image.close();
      still = job = undefined;
      for (const work = drawLinks(pen, curves, view, colour); !work.next().done; );
      return false;
    }
    if (!job && !(still && isSame(still.view, view))) begin(curves, view, colour);
    advance();
    if (still) {
      const { image, view: then } = still;
      const by = view.k / then.k;
      pen.save();
      pen.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
      pen.drawImage(
        image,
        view.x - then.x * by,
        view.y - then.y * by,
        (image.width / then.ratio) * by,
        (image.height / then.ratio) * by,
      );
      pen.restore();
    }
    return !still || job !== undefined || !isSame(still.view, view);
  };
}
