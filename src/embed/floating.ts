import { fill } from '../theme/fill.js';
import { orbTexts } from '../theme/strings/orb.js';
import { drawing, languageAt, make, style } from './dom.js';
import css from './floating.css?inline';

const shapes = { play: 'M8 5.5v13l10.5-6.5z', cross: 'M6 6l12 12M18 6 6 18' } as const;

const icon = (shape: keyof typeof shapes) => drawing(shapes[shape]);

/** A button at a corner of the page, and the panel that it opens. The frame is made at the first opening and kept. */
export function floatOrb(box: HTMLElement, frame: HTMLIFrameElement, data: Readonly<DOMStringMap>): void {
  const root = box.attachShadow({ mode: 'open' });
  // In <head> nothing shows, and above </body> there is no body yet.
  if (!document.body?.contains(box)) (document.body ?? document.documentElement).append(box);

  const [openText, closeText] = orbTexts(languageAt(box));
  const title = data['title'] ?? 'Guestpass';
  const corner = `${/top/.test(data['corner'] ?? '') ? 'top ' : ''}${atStart(box, data['corner'] ?? '') ? 'start' : ''}`;

  const face = make('span', { className: 'face' }, icon('play'));
  if (data['poster']) {
    face.style.backgroundImage = `url(${CSS.escape(data['poster'])})`;
    face.replaceChildren();
  }
  const orb = make(
    'button',
    {
      className: `orb ${corner}`,
      popover: 'manual',
      '@aria-haspopup': 'dialog',
      '@aria-expanded': false,
      '@aria-label': fill(openText, { title: data['label'] ?? title }),
      onclick: () => show(!panel.matches(':popover-open')),
      // The frame is of another process: it may take the focus that it was given after it has been closed.
      onblur: () =>
        setTimeout(() => {
          if (root.activeElement === frame && !panel.matches(':popover-open')) orb.focus();
        }),
    },
    face,
  );
  if (data['label']) orb.append(make('span', { className: 'label', textContent: data['label'] }));
  const shut = make('button', { '@aria-label': closeText, onclick: () => show(false) }, icon('cross'));
  // Whoever leaves the frame's end by Tab comes here, and goes on to the orb instead of out of the page.
  const end = make('span', { tabIndex: 0, onfocus: () => orb.focus() });
  const panel = make(
    'div',
    { className: `panel ${corner}`, popover: 'manual', '@role': 'dialog', '@aria-label': title },
    make('div', { className: 'bar' }, make('b', { textContent: title }), shut),
    end,
  );

  frame.style.cssText = '';
  for (const [name, value] of [
    ['--wide', data['width']],
    ['--high', data['height']],
  ] as const)
    if (Number(value) > 0) panel.style.setProperty(name, `${Number(value)}px`);
  for (const one of [orb, panel]) one.style.colorScheme = scheme(data['theme']);

  const send = (...commands: Parameters<NonNullable<ReturnType<typeof embed>>['send']>[0][]) =>
    commands.forEach((command) => embed(box)?.send(command));

  function show(open: boolean): void {
    orb.setAttribute('aria-expanded', String(open));
    const drawn = face.firstElementChild;
    if (open || !data['poster']) face.replaceChildren(icon(open ? 'cross' : 'play'));
    else drawn?.remove();
    if (open) {
      if (!panel.contains(frame) && !panel.querySelector('section')) end.before(frame);
      panel.showPopover();
      frame.focus();
      send({ type: 'focus', backwards: false });
    } else {
      panel.hidePopover();
      orb.focus();
      // Nobody should be heard by a microphone that no one sees.
      send({ type: 'pause' }, { type: 'end-conversation' });
    }
    box.dispatchEvent(new CustomEvent(open ? 'share-expanded' : 'share-collapsed', { bubbles: true }));
  }

  const escape = () => {
    if (panel.matches(':popover-open')) show(false);
  };
  box.addEventListener('share-escape', escape);
  box.addEventListener('share-opened', (event) => {
    const high = event instanceof CustomEvent && heights[event.detail.view];
    if (high && !data['height']) panel.style.setProperty('--high', `${high}px`);
    if (panel.matches(':popover-open') && root.activeElement === frame) send({ type: 'focus', backwards: false });
  });
  box.addEventListener('share-focus-leave', (event) => {
    if (event instanceof CustomEvent && event.detail.backwards) shut.focus();
    else orb.focus();
  });
  for (const one of [orb, panel])
    one.addEventListener('keydown', (event) => {
      if (!(event instanceof KeyboardEvent) || event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      escape();
    });

  style(root, css);
  root.replaceChildren(orb, panel);
  orb.showPopover();
}

/** What is wide and low needs no high panel: the bar, a film of 16:9 in its width, the line below. */
const heights: Readonly<Record<string, number>> = { video: 298, audio: 260 };

const embed = (box: HTMLElement) => [...(window.Guestpass?.values() ?? [])].find((one) => one.box === box);

/** `bottom-start` follows the direction of the page, `bottom-left` does not. */
function atStart(box: Element, corner: string): boolean {
  const isRightToLeft = getComputedStyle(box).direction === 'rtl';
  return /start/.test(corner) || (isRightToLeft ? /right/.test(corner) : /left/.test(corner));
}

const scheme = (theme: string | undefined) => (theme === 'light' || theme === 'dark' ? theme : 'light dark');
