import type { SharedNote } from '../contract/view.js';
import { initialOf, untilText } from '../theme/guest-texts.js';
import { fill } from '../theme/fill.js';
import { byId, type PageData } from './page-data.js';

/** Fills the head of the page: the title, who shared it and until when in the reader's own zone, and the message. */
export function tellNote(
  { title, sharedBy, expiresAt, message }: SharedNote,
  { strings, locale }: PageData,
  isPreview: boolean,
): void {
  document.title = title;
  byId('title').textContent = title;
  const parts: HTMLElement[] = [];
  const part = (tag: 'span' | 'time', text: string) => {
    const element = document.createElement(tag);
    element.textContent = text;
    parts.push(element);
    return element;
  };
  if (sharedBy !== null) {
    byId('badge').textContent = initialOf(sharedBy);
    part('span', fill(strings.sharedBy, { name: sharedBy }));
  }
  if (expiresAt !== null) {
    const text = untilText(Date.parse(expiresAt), { template: strings.until, locale, now: Date.now() });
    part('time', text).setAttribute('datetime', expiresAt);
  }
  if (isPreview) part('span', strings.previewNote).className = 'preview';
  byId('byline').replaceChildren(...parts);
  byId('note').hidden = message === null;
  byId('excerpt').textContent = message;
  byId('message').textContent = message;
}

/** The message opens over the view, and goes again as a menu does. */
export function closeNoteOutside(): void {
  const note = byId('note');
  const close = () => note.removeAttribute('open');
  addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Node && !note.contains(target)) close();
  });
  note.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !note.hasAttribute('open')) return;
    event.preventDefault();
    close();
    note.querySelector('summary')?.focus();
  });
}
