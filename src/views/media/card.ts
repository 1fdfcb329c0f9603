import { element } from '../surface.js';

/** What is seen of a sound recording, which has no picture. Answers the place where it is played. */
export function cardOn(shell: HTMLElement, title: string, cover: string): HTMLElement {
  const waves = Array.from({ length: 24 }, () => element('i'));
  const seen = cover ? element('img', { src: cover, alt: '' }) : element('div', {}, ...waves);
  seen.className = 'cover';
  const place = element('div', { class: 'foot' });
  shell.append(element('div', { class: 'card' }, seen, element('p', { class: 'title' }, title), place));
  return place;
}
