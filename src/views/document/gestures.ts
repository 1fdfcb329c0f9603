/** CSS pixels from the corner of the scroller. */
interface Point {
  readonly x: number;
  readonly y: number;
}

export interface GestureOptions {
  readonly signal: AbortSignal;
  readonly scale: () => number;
  readonly zoom: (scale: number, at: Point) => void;
}

/** Safari's own pinch event; other browsers send a wheel with the control key. */
const isPinch = (
  event: Event,
): event is UIEvent & { readonly scale: number; readonly clientX: number; readonly clientY: number } =>
  'scale' in event && 'clientX' in event;

/** Zooms about the pointer: by wheel with the control key, by pinching a touchpad, and by two fingers on the screen. */
export function listenToGestures(scroller: HTMLElement, { signal, scale, zoom }: GestureOptions): void {
  const listening = { signal, passive: false };
  const inside = (x: number, y: number): Point => {
    const { left, top } = scroller.getBoundingClientRect();
    return { x: x - left, y: y - top };
  };

  scroller.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      // A touchpad tells small steps, a wheel large ones, some of them in lines.
      const turned = Math.max(
        -60,
        Math.min(60, event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : 1)),
      );
      zoom(scale() * Math.exp(-turned / 200), inside(event.clientX, event.clientY));
    },
    listening,
  );

  let from = 1;
  const pinch = (event: Event) => {
    if (!isPinch(event)) return;
    event.preventDefault();
    if (event.type === 'gesturestart') from = scale();
    else zoom(from * event.scale, inside(event.clientX, event.clientY));
  };
  scroller.addEventListener('gesturestart', pinch, listening);
  scroller.addEventListener('gesturechange', pinch, listening);

  let start: { readonly apart: number; readonly scale: number } | undefined;
  const touch = (event: TouchEvent) => {
    const [one, two] = event.touches;
    if (!one || !two || event.touches.length > 2) {
      start = undefined;
      return;
    }
    event.preventDefault();
    const apart = Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY);
    start ??= { apart, scale: scale() };
    if (event.type !== 'touchmove') return;
    const middle = inside((one.clientX + two.clientX) / 2, (one.clientY + two.clientY) / 2);
    zoom((start.scale * apart) / start.apart, middle);
  };
  for (const type of ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const) {
    scroller.addEventListener(type, touch, listening);
  }
}
