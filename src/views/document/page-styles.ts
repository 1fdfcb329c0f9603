import { css } from 'lit';

/** A page: its canvas, the marks and the text on it, and its links. Paper is white in the dark too. */
export const pageStyles = css`
  .sheet {
    --total-scale-factor: calc(var(--scale) * var(--unit));
    --scale-round-x: var(--pixel);
    --scale-round-y: var(--pixel);
    position: absolute;
    inset: 0 auto auto 0;
    overflow: hidden;
    background: #fff;
    color: #15201c;
    color-scheme: only light;
    box-shadow:
      0 0 0 1px rgb(0 0 0 / 0.08),
      0 2px 10px rgb(0 0 0 / 0.12);
  }
  .sheet > * {
    position: absolute;
    inset: 0;
  }
  .sheet > canvas {
    inline-size: 100%;
    block-size: 100%;
  }
  .sheet > .detail {
    inset: auto;
  }
  .failed {
    display: grid;
    place-content: center;
    justify-items: center;
    text-align: center;
  }
  .failed button {
    border: 1px solid;
    padding-inline: 1rem;
  }
  .marks {
    mix-blend-mode: multiply;
  }
  .mark {
    position: absolute;
    background: #ffe27a;
    border-radius: 2px;
    box-shadow: 0 0 0 1px #ffe27a;
  }
  .mark.present {
    background: #ff9f45;
    box-shadow: 0 0 0 2px #ff9f45;
  }

  .text {
    text-align: initial;
    overflow: clip;
    line-height: 1;
    -webkit-text-size-adjust: none;
    text-size-adjust: none;
    forced-color-adjust: none;
    transform-origin: 0 0;
    user-select: text;
    -webkit-user-select: text;
    --min-font-size: 1;
    --text-scale-factor: calc(var(--total-scale-factor) * var(--min-font-size));
    --min-font-size-inv: calc(1 / var(--min-font-size));
  }
  .text[data-main-rotation='90'] {
    transform: rotate(90deg) translateY(-100%);
  }
  .text[data-main-rotation='180'] {
    transform: rotate(180deg) translate(-100%, -100%);
  }
  .text[data-main-rotation='270'] {
    transform: rotate(270deg) translateX(-100%);
  }
  .text :is(span, br) {
    position: absolute;
    color: transparent;
    white-space: pre;
    cursor: text;
    transform-origin: 0 0;
    z-index: 1;
  }
  .text span {
    --font-height: 0;
    --scale-x: 1;
    --rotate: 0deg;
    font-size: calc(var(--text-scale-factor) * var(--font-height));
    transform: rotate(var(--rotate)) scaleX(var(--scale-x)) scale(var(--min-font-size-inv));
  }
  .text ::selection {
    background: color-mix(in srgb, AccentColor, transparent 60%);
    color: transparent;
  }
  .text br::selection {
    background: none;
  }
  .end {
    position: absolute;
    inset: 100% 0 0;
    user-select: none;
    -webkit-user-select: none;
  }
  .selecting .end {
    inset: 0;
  }
  @supports not (-moz-appearance: none) {
    .selecting :not(:last-child).end {
      user-select: text;
      -webkit-user-select: text;
    }
  }

  .links {
    pointer-events: none;
    z-index: 2;
  }
  .links > * {
    position: absolute;
    min-inline-size: 0;
    min-block-size: 0;
    border-radius: 2px;
    pointer-events: auto;
    cursor: pointer;
  }
  .links > :hover {
    background: rgb(255 214 10 / 0.24);
  }
  .links > :focus-visible {
    outline-color: #0b57d0;
  }
`;
