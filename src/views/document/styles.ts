import { css } from 'lit';

/** The frame around the pages, and what a narrow screen changes in all of it. */
export const styles = css`
  /* Taken out of the flow: where a host has no height of its own, all pages would be on the screen at once. */
  :host {
    position: relative;
    min-block-size: 8rem;
  }
  .shell {
    position: absolute;
    inset: 0;
    display: flex;
    flex-direction: column;
    container-type: inline-size;
    background: var(--_sunken);
  }

  [hidden] {
    display: none !important;
  }
  input,
  select {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }

  .bar {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
    padding: 0.1875rem 0.5rem;
    background: var(--_surface);
    border-block-end: 1px solid var(--_line);
  }
  .group {
    display: flex;
    align-items: center;
  }
  .bar > .group {
    flex: 1 1 0;
  }
  .bar > .zoom {
    flex: none;
  }
  .last {
    justify-content: end;
  }
  [aria-disabled='true'] {
    opacity: 0.45;
    cursor: default;
  }
  .bar [aria-expanded='true'] {
    background: var(--_tint);
    color: var(--_accent);
  }
  .nav label {
    display: flex;
    align-items: center;
    gap: 0.375rem;
    padding-inline: 0.375rem;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .nav input {
    inline-size: calc(var(--digits) * 1ch + 1.25rem);
    text-align: center;
  }
  input,
  select {
    block-size: 2.25rem;
    padding: 0 0.5rem;
    border: 1px solid var(--_edge);
    border-radius: calc(var(--_radius) * 0.6);
    background: var(--_surface);
  }
  .total {
    color: var(--_muted);
  }
  select {
    appearance: none;
    min-inline-size: 4.75rem;
    block-size: 2.75rem;
    border-color: transparent;
    background: none;
    text-align: center;
    text-align-last: center;
    font-variant-numeric: tabular-nums;
    cursor: pointer;
  }
  option {
    background: Canvas;
    color: CanvasText;
  }
  @media (hover: hover) {
    select:hover {
      background: color-mix(in srgb, currentColor 12%, transparent);
    }
  }
  .bar .more {
    display: none;
  }

  .main {
    position: relative;
    flex: 1;
    min-block-size: 0;
    display: flex;
  }
  .stage {
    flex: 1;
    min-inline-size: 0;
    overflow: auto;
    overflow-anchor: none;
    scrollbar-gutter: stable;
    touch-action: pan-x pan-y;
  }
  .stage:focus-visible {
    outline-offset: -2px;
  }
  .content {
    position: relative;
    overflow: hidden;
    contain: layout;
  }

  @container (inline-size < 40rem) {
    .bar {
      order: 1;
      border-block-start: 1px solid var(--_line);
      border-block-end: 0;
    }
    .bar .more {
      display: inline-flex;
    }
    .last {
      display: contents;
    }
    .bar .extra {
      order: 2;
    }
    .bar > .zoom {
      margin-inline-end: auto;
    }
    .bar:not(.open) .extra,
    .nav button {
      display: none;
    }
    .bar::after {
      content: '';
      order: 1;
      flex-basis: 100%;
    }
    .panel {
      position: absolute;
      inset: 0;
      inline-size: auto;
      z-index: 3;
    }
    .find {
      inset: auto 0 0;
      border-radius: 0;
    }
    .find input {
      flex: 1;
      inline-size: 0;
    }
  }

  @media (forced-colors: active) {
    .sheet,
    .picture {
      forced-color-adjust: none;
    }
    .find,
    .card,
    .notice {
      border: 1px solid;
    }
    [aria-current],
    .tabs [aria-selected='true'],
    .bar [aria-expanded='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
