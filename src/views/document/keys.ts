import type { Actions } from './toolbar.js';

export interface KeyOptions {
  readonly signal: AbortSignal;
  readonly node: HTMLElement;
  readonly scroller: HTMLElement;
  readonly actions: Actions;
}

const isField = (target: EventTarget | undefined): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement;

/** Keys work while the focus is in the view, or nowhere; what is over the page or beside the view keeps its own. */
export function listenToKeys({ signal, node, scroller, actions }: KeyOptions): void {
  const scroll = (event: KeyboardEvent): boolean => {
    const { clientHeight } = scroller;
    const sideways = scroller.scrollWidth > scroller.clientWidth;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 48,
      ArrowUp: -48,
      PageDown: clientHeight * 0.9,
      PageUp: clientHeight * -0.9,
      ' ': clientHeight * (event.shiftKey ? -0.9 : 0.9),
    };
    const step = steps[event.key];
    if (step !== undefined) scroller.scrollBy({ top: step });
    else if (event.key === 'Home') actions.turn('first');
    else if (event.key === 'End') actions.turn('last');
    else if (event.key === 'ArrowLeft' && !sideways) actions.turn(-1);
    else if (event.key === 'ArrowRight' && !sideways) actions.turn(1);
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      scroller.scrollBy({ left: event.key === 'ArrowLeft' ? -48 : 48 });
    } else return false;
    return true;
  };

  const press = (event: KeyboardEvent): boolean => {
    const [target] = event.composedPath();
    const control = event.ctrlKey || event.metaKey;
    if (event.altKey) return false;
    if (control) {
      if (event.key === 'f') void actions.find();
      else if (event.key === 'p') void actions.print();
      else return false;
      return true;
    }
    if (event.key === 'Escape') return actions.close();
    if (isField(target)) return false;
    if (event.key === '+' || event.key === '=') actions.zoomStep(1);
    else if (event.key === '-') actions.zoomStep(-1);
    else if (event.key === '0') actions.zoom('fit-width');
    else {
      // A button has its own use for the space bar.
      if (event.key === ' ' && target !== scroller && target !== document.body) return false;
      return scroll(event);
    }
    return true;
  };

  document.addEventListener(
    'keydown',
    (event) => {
      const path = event.composedPath();
      const ours = path.includes(node) || path[0] === document.body;
      if (ours && !event.defaultPrevented && press(event)) event.preventDefault();
    },
    { signal },
  );
}
