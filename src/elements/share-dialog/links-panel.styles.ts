import { css } from 'lit';

export const linksStyles = css`
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: calc(2.5 * var(--_space)) calc(4 * var(--_space));
    align-items: center;
  }

  .search {
    position: relative;
    flex: 1 1 12.8em;
  }

  .search .icon {
    position: absolute;
    inset-block: 0;
    inset-inline-start: calc(3 * var(--_space));
    margin-block: auto;
    color: var(--_muted);
    pointer-events: none;
  }

  .search input:not([type='checkbox'], [type='radio'], .address) {
    padding-inline-start: calc(10 * var(--_space));
  }

  .undo,
  .selection {
    display: flex;
    align-items: center;
    gap: calc(3 * var(--_space));
    min-block-size: calc(10 * var(--_space));
  }

  .undo {
    padding: calc(2 * var(--_space)) calc(4 * var(--_space));
    border-radius: var(--_radius);
    background: var(--_text);
    color: var(--_surface);
  }

  .undo span {
    flex: 1;
  }

  .undo button {
    border-color: currentcolor;
    background: transparent;
    color: inherit;
  }

  .undo button:focus-visible {
    outline-color: var(--_surface);
  }

  .selection {
    justify-content: space-between;
    padding-inline-start: calc(4 * var(--_space));
  }

  .check {
    display: inline-flex;
    align-items: center;
    gap: calc(3 * var(--_space));
    min-inline-size: 24px;
    min-block-size: 24px;
    cursor: pointer;
  }

  .check input {
    inline-size: 18px;
    block-size: 18px;
    margin: 0;
    accent-color: var(--_accent);
    cursor: inherit;
  }

  .links,
  .plain {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .links {
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 1.2);
  }

  .link + .link {
    border-block-start: 1px solid var(--_line);
  }

  .summary {
    display: flex;
    align-items: flex-start;
    gap: calc(3 * var(--_space));
    padding-block: calc(3.5 * var(--_space));
    padding-inline: calc(4 * var(--_space)) calc(2 * var(--_space));
  }

  .facts {
    flex: 1;
    min-inline-size: 0;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px;
  }

  .over .facts {
    color: var(--_muted);
  }

  .title {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(0.75 * var(--_space)) calc(2 * var(--_space));
  }

  .title strong {
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .state,
  .tag {
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
    font-size: 0.82em;
    font-weight: 550;
  }

  .tag {
    color: var(--_muted);
  }

  .tag.failed {
    color: var(--_danger);
  }

  .state {
    padding: 0.08em 0.65em;
    border-radius: 1em;
    color: var(--_muted);
    background: color-mix(in srgb, var(--_text) 8%, transparent);
  }

  .state::before {
    content: '';
    inline-size: 7px;
    block-size: 7px;
    border: 1.5px solid currentcolor;
    border-radius: 50%;
  }

  .state.active {
    background: color-mix(in srgb, var(--_ok) 12%, transparent);
    color: var(--_ok);
  }

  .state.active::before {
    background: currentcolor;
  }

  .state.paused,
  .state.expired,
  .state.used_up {
    background: color-mix(in srgb, var(--_warn) 13%, transparent);
    color: var(--_warn);
  }

  .quick {
    display: flex;
    flex: none;
    margin-block-start: calc(-1.5 * var(--_space));
  }

  .quick button {
    padding-inline: calc(2 * var(--_space));
  }

  .toggle .icon {
    transition: rotate var(--_quick);
  }

  .toggle[aria-expanded='true'] .icon {
    rotate: 180deg;
  }

  .details {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(3 * var(--_space));
    padding: 0 calc(4 * var(--_space)) calc(4 * var(--_space));
  }

  .details > .address {
    padding: calc(2 * var(--_space)) calc(3 * var(--_space));
    border-radius: calc(var(--_radius) * 0.8);
    background: var(--_sunken);
  }

  .details .actions {
    gap: var(--_space);
    margin-inline: calc(-2 * var(--_space));
  }

  .details .actions button {
    padding-inline: calc(2 * var(--_space));
  }

  .details .actions button[aria-expanded='true'] {
    background: var(--_tint);
    color: var(--_accent);
  }

  .link > .note {
    margin: 0 calc(4 * var(--_space)) calc(3 * var(--_space));
  }

  blockquote {
    margin: 0;
    padding-inline-start: calc(3 * var(--_space));
    border-inline-start: 3px solid var(--_line);
    white-space: pre-line;
  }

  .task {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(4 * var(--_space));
    padding: calc(4 * var(--_space));
    border-radius: var(--_radius);
    background: var(--_sunken);
  }

  .totals {
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--_space)) calc(8 * var(--_space));
    margin: 0;
  }

  .totals dt {
    color: var(--_muted);
    font-size: 0.9em;
  }

  .totals dd {
    margin: 0;
    font-size: 1.45em;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
    line-height: 1.2;
  }

  .swatch {
    display: inline-block;
    inline-size: 9px;
    block-size: 9px;
    margin-inline-end: 0.5em;
    border-radius: 3px;
  }

  figure {
    margin: 0;
  }

  .chart {
    display: block;
    inline-size: 100%;
    block-size: 72px;
    overflow: visible;
  }

  .chart:dir(rtl) {
    scale: -1 1;
  }

  figcaption {
    display: flex;
    justify-content: space-between;
    padding-block-start: var(--_space);
  }

  .ground {
    stroke: var(--_line);
    vector-effect: non-scaling-stroke;
  }

  .human {
    fill: var(--_accent);
  }

  .automated {
    fill: var(--_edge);
  }

  .owner {
    fill: var(--_warn);
  }

  .swatch.human {
    background: var(--_accent);
  }

  .swatch.automated {
    background: var(--_edge);
  }

  .swatch.owner {
    background: var(--_warn);
  }

  .plain {
    display: grid;
    gap: calc(1.5 * var(--_space));
    font-size: 0.93em;
  }

  .plain li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(3 * var(--_space));
    align-items: baseline;
  }

  .plain li > :first-child {
    min-inline-size: 6.9em;
  }

  .empty {
    display: grid;
    justify-items: center;
    gap: calc(3 * var(--_space));
    padding-block: calc(8 * var(--_space));
    text-align: center;
  }

  .empty p {
    max-inline-size: 27.7em;
    text-wrap: balance;
  }

  @media (max-width: 34rem) {
    .quick button span {
      display: none;
    }

    .summary {
      padding-inline: calc(3 * var(--_space)) var(--_space);
    }

    .selection {
      padding-inline-start: calc(3 * var(--_space));
    }
  }

  @media (forced-colors: active) {
    .state::before {
      forced-color-adjust: none;
      color: CanvasText;
    }

    .state,
    .undo,
    .task {
      border: 1px solid;
    }

    .human,
    .swatch.human {
      fill: Highlight;
      background: Highlight;
      forced-color-adjust: none;
    }

    .automated,
    .swatch.automated {
      fill: GrayText;
      background: GrayText;
      forced-color-adjust: none;
    }

    .owner,
    .swatch.owner {
      fill: CanvasText;
      background: CanvasText;
      forced-color-adjust: none;
    }
  }
`;
