import { css } from 'lit';

/** The bar above, and paper. */
export const exploreStyles = css`
  .card,
  .search,
  .panel,
  .note {
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow:
      0 0 0 1px var(--_line),
      0 2px 8px rgb(0 0 0 / 0.08);
  }
  .card {
    position: relative;
    display: flex;
  }
  .swatch {
    flex: none;
    display: inline-grid;
    place-items: center;
    inline-size: 1.125rem;
    block-size: 0.75rem;
    border-radius: 2px;
    background: var(--fill, transparent);
    box-shadow: inset 0 0 0 1.5px var(--fill, var(--_edge));
    font: 600 0.5625rem/1 var(--_font);
    forced-color-adjust: none;
  }
  .swatch.topic {
    border-radius: 1em;
  }
  .swatch.category {
    inline-size: 0.75rem;
    border-radius: 3px;
  }
  .swatch.owner {
    inline-size: 1.125rem;
    block-size: 1.125rem;
    border-radius: 1em;
    background: var(--fill, var(--_muted));
    color: var(--ink, var(--_surface));
    box-shadow: none;
  }
  .swatch.flow {
    inline-size: 0.75rem;
    block-size: 0.25rem;
  }
  .low {
    position: absolute;
    inset-block-end: 0.75rem;
    inset-inline: 0.75rem;
    display: flex;
    align-items: end;
    justify-content: space-between;
    gap: 0.5rem;
    pointer-events: none;
  }
  .low > * {
    pointer-events: auto;
  }
  .bar {
    position: absolute;
    inset-block-start: 0.75rem;
    inset-inline: 0.75rem;
    display: flex;
    gap: 0.5rem;
    pointer-events: none;
    z-index: 2;
  }
  .bar > * {
    pointer-events: auto;
  }
  .end {
    margin-inline-start: auto;
  }
  button:has(.word) {
    gap: 0.375rem;
    padding-inline: 0.75rem 0.875rem;
  }
  button[aria-pressed='true'],
  .card > button[aria-expanded='true'] {
    background: var(--_tint);
    color: var(--_accent);
  }
  .badge {
    min-inline-size: 1.25rem;
    padding-inline: 0.3em;
    border-radius: 1em;
    background: var(--_accent);
    color: var(--_on-accent);
    font-size: 0.75rem;
    line-height: 1.25rem;
  }
  .search {
    position: relative;
    display: flex;
    align-items: center;
    flex: 0 1 20rem;
    min-inline-size: 0;
    padding-inline-start: 0.75rem;
    color: var(--_muted);
  }
  .search:focus-within {
    outline: 2px solid var(--_focus);
  }
  .search input {
    flex: 1;
    min-inline-size: 0;
    block-size: 2.75rem;
    padding: 0 0.625rem;
    border: 0;
    outline: 0;
    background: none;
    color: var(--_text);
    font: inherit;
    text-overflow: ellipsis;
  }
  .search input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  [role='listbox'],
  .menu {
    position: absolute;
    inset-block-start: calc(100% + 0.375rem);
    inset-inline: 0;
    max-block-size: min(22rem, 60vh);
    overflow: auto;
    padding: 0.25rem;
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
    z-index: 3;
  }
  .menu {
    inset-inline: auto 0;
    inline-size: max-content;
  }
  .menu button {
    display: flex;
    justify-content: start;
    inline-size: 100%;
    padding-inline: 0.75rem;
  }
  [role='option'] {
    display: flex;
    align-items: center;
    gap: 0.625rem;
    min-block-size: 2.5rem;
    padding-inline: 0.625rem;
    border-radius: calc(var(--_radius) - 0.25rem);
    cursor: pointer;
  }
  [role='option'] span,
  .node span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  [role='option']:hover,
  [aria-selected='true'] {
    background: var(--_tint);
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .grow {
    flex: 1;
  }
  .muted {
    color: var(--_muted);
  }
  .print {
    display: none;
  }
  @container graph (max-width: 44rem) {
    .bar .word {
      position: absolute;
      inline-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    .bar .menu .word {
      all: unset;
    }
    .bar button:has(.word) {
      padding-inline: 0.625rem;
    }
    .search {
      flex: 1;
    }
    .end {
      margin-inline-start: 0;
    }
    .search [role='listbox'] {
      inline-size: calc(100cqi - 1.5rem);
    }
  }
  @media print {
    .root {
      overflow: visible;
      block-size: auto;
      background: none;
    }
    .root > :not(.print, .sheet) {
      display: none;
    }
    .print {
      display: block;
    }
    .print svg {
      inline-size: 100%;
      block-size: auto;
      max-block-size: 96vh;
      fill: none;
    }
  }
  @media (forced-colors: active) {
    .card,
    .search,
    .panel,
    .note,
    .menu {
      border: 1px solid;
    }
    [aria-pressed='true'],
    [aria-selected='true'] {
      outline: 2px solid Highlight;
    }
  }
`;
