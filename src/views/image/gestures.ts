import type { Point } from './fitting.js';

export interface GestureHandlers {
  /** Moves by so many CSS pixels. */
  pan(byX: number, byY: number): void;
  /** Multiplies the scale, around a point of the stage. */
  zoom(factor: number, around: Point): void;
  /** A double click, or two taps. */
  toggle(at: Point): void;
}

const tapMilliseconds = 350;
const tapDistance = 24;

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/** Turns what mice, pens, fingers and track pads do on the stage into pans and zooms. */
export function listenToGestures(stage: HTMLElement, handlers: GestureHandlers): void {
  const fingers = new Map<number, Point>();
  let start: Point | undefined;
  let lastTap = { x: 0, y: 0, at: Number.NEGATIVE_INFINITY };

  const locate = (event: MouseEvent): Point => {
    const box = stage.getBoundingClientRect();
    return { x: event.clientX - box.x, y: event.clientY - box.y };
  };
  const on = <K extends keyof HTMLElementEventMap>(type: K, act: (event: HTMLElementEventMap[K]) => void) =>
    stage.addEventListener(type, act, { passive: false });

  on('pointerdown', (event) => {
    if (event.button > 0) return;
    stage.setPointerCapture(event.pointerId);
    const at = locate(event);
    start = fingers.size > 0 ? undefined : at;
    fingers.set(event.pointerId, at);
  });

  on('pointermove', (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = locate(event);
    fingers.set(event.pointerId, now);
    if (start && distance(start, now) > tapDistance / 4) start = undefined;
    // Two fingers: each moves the image half of its way, and their distance scales it.
    handlers.pan((now.x - before.x) / fingers.size, (now.y - before.y) / fingers.size);
    for (const [id, other] of fingers) {
      if (id === event.pointerId) continue;
      const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      handlers.zoom(distance(now, other) / Math.max(distance(before, other), 1), middle);
    }
  });

  on('pointercancel', (event) => void fingers.delete(event.pointerId));
  on('pointerup', (event) => {
    if (!fingers.delete(event.pointerId) || !start) return;
    const tap = { ...start, at: event.timeStamp };
    // Counted here and not by `dblclick`, which Safari on iOS does not send to what handles touches itself.
    const twice = tap.at - lastTap.at < tapMilliseconds && distance(lastTap, tap) < tapDistance;
    if (twice) handlers.toggle(tap);
    lastTap = { ...tap, at: twice ? Number.NEGATIVE_INFINITY : tap.at };
  });

  on('wheel', (event) => {
    // In a frame the wheel belongs to the page around until the guest has turned to the image.
    const pinch = event.ctrlKey || event.metaKey;
    if (!pinch && window.parent !== window && !stage.matches(':focus')) return;
    event.preventDefault();
    // A notch of a wheel is about 100 pixels or 3 lines; a pinch on a track pad sends few pixels and means as much.
    const pixels = event.deltaY * (event.deltaMode ? 33 : 1);
    handlers.zoom(Math.exp(-pixels * (pinch ? 0.01 : 0.0016)), locate(event));
  });
}
