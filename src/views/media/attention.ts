import type { Player } from './player.js';

/** Without a movement of the guest for so many milliseconds, the controls leave the picture. */
const patience = 2600;

/** The controls of a video go when nobody moves and come back when somebody does; a click plays, a double click fills the screen. */
export function followAttention(node: HTMLElement, media: HTMLMediaElement, player: Player, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wasIdle = false;
  const rest = (): void => {
    const needed = media.paused || node.shadowRoot?.querySelector('.bar:is(:hover, :has(:focus-visible))');
    node.toggleAttribute('idle', !needed);
  };
  const wake = (): void => {
    wasIdle = node.hasAttribute('idle');
    node.removeAttribute('idle');
    clearTimeout(timer);
    timer = setTimeout(rest, patience);
  };
  for (const type of ['pointermove', 'pointerdown', 'keydown', 'focusin'])
    node.addEventListener(type, wake, { signal });
  for (const type of ['play', 'pause']) media.addEventListener(type, wake, { signal });
  node.addEventListener('pointerleave', rest, { signal });
  signal.addEventListener('abort', () => clearTimeout(timer));

  media.addEventListener(
    'click',
    (event) => {
      // A finger first asks for the controls; a mouse has them by moving.
      if (!(event instanceof PointerEvent && event.pointerType === 'touch')) player.toggle();
      else if (!wasIdle) rest();
    },
    { signal },
  );
  media.addEventListener('dblclick', player.toggleFullscreen, { signal });
}
