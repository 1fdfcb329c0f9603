import { css } from 'lit';
import { baseline, tokens } from '../../theme/tokens.js';

export const styles = [
  tokens,
  baseline,
  css`
    :host {
      display: block;
      position: relative;
      overflow: hidden;
      aspect-ratio: 16 / 9;
      border-radius: var(--_radius);
    }
    :host([hidden]) {
      display: none;
    }
    :host([auto-height]) {
      aspect-ratio: auto;
      min-block-size: 120px;
    }
    :host([theme='light']) {
      color-scheme: light;
    }
    :host([theme='dark']) {
      color-scheme: dark;
    }
    .root,
    iframe {
      position: absolute;
      inset: 0;
      inline-size: 100%;
      block-size: 100%;
      border: 0;
    }
    :host([auto-height]) iframe {
      position: static;
      display: block;
    }
    .cover {
      display: grid;
      place-items: center;
      padding: 0;
      border: 0;
      background: var(--_sunken) center / cover;
      color: var(--_text);
      font: inherit;
      cursor: pointer;
    }
    .cover img {
      position: absolute;
      inline-size: 100%;
      block-size: 100%;
      object-fit: cover;
    }
    .cover span {
      z-index: 1;
      padding: 12px 20px;
      border-radius: 99px;
      background: var(--_surface);
      box-shadow: var(--_shadow);
      font-weight: 600;
    }
    .cover:hover span {
      color: var(--_accent);
    }
    .trouble {
      display: grid;
      place-content: center;
      justify-items: center;
      padding: 24px;
      border: 1px solid var(--_line);
      border-radius: inherit;
      background: var(--_surface);
      text-align: center;
    }
    .trouble p {
      max-inline-size: 42ch;
      margin: 4px 0 0;
      color: var(--_muted);
    }
    .trouble button {
      min-block-size: 44px;
      margin-block-start: 16px;
      padding: 0 20px;
      border: 1px solid var(--_edge);
      border-radius: var(--_radius);
      background: none;
      color: inherit;
      font: inherit;
      cursor: pointer;
    }
    :focus-visible {
      outline: 2px solid var(--_focus);
      outline-offset: -4px;
    }
  `,
];
