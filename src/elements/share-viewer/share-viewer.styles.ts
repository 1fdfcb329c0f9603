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
      place-content: end start;
      padding: 0;
      border: 0;
      background: #456;
      color: #fff;
      text-align: start;
      cursor: pointer;
    }
    .cover img {
      position: absolute;
      inline-size: 100%;
      block-size: 100%;
      object-fit: cover;
    }
    .cover::before,
    .cover::after {
      content: '';
      position: absolute;
      z-index: 1;
    }
    .cover::before {
      inset: 0;
      background: linear-gradient(#0000 45%, #000b);
    }
    .cover::after {
      inset: calc(50% - 34px);
      border-radius: 50%;
      background:
        conic-gradient(from 60deg at 66% 50%, #0000 0 180deg, #fff 0 240deg, #0000 0) calc(50% + 5px) 50% / 34px 34px no-repeat,
        #0b6b57;
      box-shadow: 0 4px 18px #0006;
      transition: scale 140ms;
    }
    .cover span {
      z-index: 2;
      padding: 14px 18px;
      font-size: 17px;
      font-weight: 600;
    }
    .cover:hover::after {
      scale: 1.06;
    }
    @media (prefers-reduced-motion: reduce) {
      .cover::after {
        transition: none;
      }
    }
    .trouble {
      display: grid;
      place-content: center;
      justify-items: center;
      padding: 24px;
      border: 1px solid var(--_line);
      border-radius: inherit;
      background: var(--_sunken);
      text-align: center;
      text-wrap: balance;
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
