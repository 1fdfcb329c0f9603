import { css } from 'lit';

/** The stage and what floats on it. */
export const styles = css`
  .root {
    container: graph / inline-size;
    background: var(--_sunken);
  }
  [hidden] {
    display: none !important;
  }
  canvas {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    touch-action: none;
    cursor: grab;
  }
  canvas.over {
    cursor: pointer;
  }
  canvas.held {
    cursor: grabbing;
  }
  canvas:focus-visible {
    outline-offset: -3px;
  }
  .probe {
    position: absolute;
    visibility: hidden;
    border: 0 solid;
    color: var(--_text);
    background: var(--_sunken);
    border-color: var(--_line) var(--_edge) var(--_accent) var(--_muted);
    outline-color: var(--_surface);
    font: 500 13px var(--_font);
    transition: 1ms;
    transition-property: color, background-color, border-color, outline-color;
    forced-color-adjust: none;
  }
  .empty {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 0.5rem;
    padding: 2rem;
    text-align: center;
  }
  .empty svg {
    inline-size: 12rem;
    block-size: auto;
    fill: none;
    stroke: var(--_edge);
    stroke-width: 1.5;
    stroke-dasharray: 4 3;
  }
  .empty * {
    margin: 0;
  }
  .empty h2 {
    font-size: 1.125rem;
  }
  .empty p {
    color: var(--_muted);
  }
  @media (forced-colors: active) {
    .probe {
      color: CanvasText;
      background: Canvas;
      border-color: CanvasText CanvasText Highlight CanvasText;
      outline-color: Canvas;
    }
  }
`;
