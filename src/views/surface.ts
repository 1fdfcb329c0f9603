import { adoptStyles, type CSSResult, html, render, type TemplateResult } from 'lit';
import { baseline, tokens } from '../theme/tokens.js';
import { controls } from './controls.js';

export interface Surface {
  /** In the host, with a shadow root of its own: the host's can be made only once, and a view may be mounted there again. */
  readonly node: HTMLElement;
  readonly root: ShadowRoot;
  /** Draws what changed. */
  draw(template: TemplateResult): void;
  remove(): void;
}

/** A node in `host` that a view draws in. */
export function surface(host: HTMLElement, ...styles: CSSResult[]): Surface {
  const node = document.createElement('div');
  const root = node.attachShadow({ mode: 'open' });
  adoptStyles(root, [tokens, baseline, controls, ...styles]);
  host.append(node);
  return { node, root, draw: (template) => void render(template, root), remove: () => node.remove() };
}

/** A drawing on a grid of 24, in the colour of the text around it, hidden from those who listen. */
export const icon = (path: string): TemplateResult =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path}></path></svg>`;

/**
 * A button that is a picture: its name is read out, and shown as its tip. One that is `off` has nothing to do; it is not
 * `disabled`, which would drop the focus of whoever just pressed it.
 */
export const iconButton = (label: string, path: string, act: () => void, off = false): TemplateResult =>
  html`<button type="button" aria-label=${label} title=${label} aria-disabled=${off} @click=${act}>${icon(path)}</button>`;

/** The link that saves a file; `act` learns of it. */
export const downloadLink = (label: string, href: string, filename: string, act: () => void): TemplateResult =>
  html`<a class="button" href=${href} download=${filename} aria-label=${label} title=${label} @click=${act}>${icon(
    'M11 4h2v8l3-3 1.5 1.5L12 16l-5.5-5.5L8 9l3 3zM5 18h14v2H5z',
  )}</a>`;
