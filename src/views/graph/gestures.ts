export interface GestureHandlers {
  /** Moves by so many CSS pixels. */
  pan(byX: number, byY: number): void;
  /** Multiplies the scale; what is at this point of the stage stays there. */
  zoom(factor: number, x: number, y: number): void;
  tap(x: number, y: number): void;
  /** Where a mouse or pen is, without a button pressed; without coordinates when it has left. */
  hover(x?: number, y?: number): void;
}

interface Finger {
  readonly x: number;
  readonly y: number;
}

/** A finger wanders further than a mouse before it means to drag. */
const SLACK = { mouse: 4, pen: 6, touch: 10 } as const;

/** Turns what mice, pens, fingers and track pads do on the stage into pans, zooms and taps, until `signal` aborts. */
export function listenToGestures(stage: HTMLElement, handlers: GestureHandlers, signal: AbortSignal): void {
  const fingers = new Map<number, Finger>();
  let tap: Finger | undefined;

  const locate = (event: MouseEvent): Finger => {
    const { left, top } = stage.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };

  const down = (event: PointerEvent): void => {
    if (event.button > 1) return;
    stage.setPointerCapture(event.pointerId);
    tap = fingers.size === 0 && event.button === 0 ? locate(event) : undefined;
    fingers.set(event.pointerId, locate(event));
    stage.classList.add('held');
  };

  const move = (event: PointerEvent): void => {
    const before = fingers.get(event.pointerId);
    const now = locate(event);
    if (!before) {
      if (event.pointerType !== 'touch') handlers.hover(now.x, now.y);
      return;
    }
    const slack = event.pointerType === 'touch' ? SLACK.touch : event.pointerType === 'pen' ? SLACK.pen : SLACK.mouse;
    if (tap && Math.hypot(now.x - tap.x, now.y - tap.y) <= slack) return;
    tap = undefined;
    fingers.set(event.pointerId, now);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (!other) {
      handlers.pan(now.x - before.x, now.y - before.y);
      return;
    }
    handlers.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
    const spread = (from: Finger): number => Math.max(Math.hypot(from.x - other.x, from.y - other.y), 1);
    handlers.zoom(spread(now) / spread(before), (now.x + other.x) / 2, (now.y + other.y) / 2);
  };

  const up = (event: PointerEvent): void => {
    if (!fingers.delete(event.pointerId)) return;
    if (fingers.size === 0) stage.classList.remove('held');
    if (tap && event.type === 'pointerup') handlers.tap(tap.x, tap.y);
    tap = undefined;
  };

  const wheel = (event: WheelEvent): void => {
    const pinch = event.ctrlKey || event.metaKey;
    // In a frame the wheel belongs to the page around until the guest has turned to the graph.
    if (!pinch && window.parent !== window && !stage.matches(':focus')) return;
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 16;
    const { x, y } = locate(event);
    if (pinch) handlers.zoom(Math.exp(-event.deltaY * unit * (Math.abs(event.deltaY) > 50 ? 0.002 : 0.01)), x, y);
    else if (event.shiftKey) handlers.pan(-event.deltaY * unit, 0);
    else handlers.pan(-event.deltaX * unit, -event.deltaY * unit);
  };

  stage.addEventListener('pointerdown', down, { signal });
  stage.addEventListener('pointermove', move, { signal });
  stage.addEventListener('pointerup', up, { signal });
  stage.addEventListener('pointercancel', up, { signal });
  stage.addEventListener('pointerleave', () => handlers.hover(), { signal });
  stage.addEventListener('wheel', wheel, { signal, passive: false });
}
