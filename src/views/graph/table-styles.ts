import { css } from 'lit';

export const tableStyles = css`
  .sheet {
    position: absolute;
    inset: 0;
    padding-block-start: 4.25rem;
    display: flex;
    flex-direction: column;
    background: var(--_surface);
    isolation: isolate;
  }
  @container graph (min-width: 64rem) {
    .panel:not([hidden]) ~ .sheet {
      padding-inline-end: 21.5rem;
    }
  }
  .scroller {
    flex: 1;
    overflow: auto;
    border-block-start: 1px solid var(--_line);
  }
  .scroller:focus-visible {
    outline-offset: -3px;
  }
  table {
    inline-size: 100%;
    border-collapse: separate;
    border-spacing: 0;
    font-size: 0.875rem;
  }
  th,
  td {
    min-inline-size: 6rem;
    max-inline-size: 20rem;
    padding: 0.375rem 0.75rem;
    border-block-end: 1px solid var(--_line);
    text-align: start;
    vertical-align: top;
    line-height: 2.25rem;
    font-weight: 400;
  }
  td {
    line-height: 1.4;
    padding-block: 0.8125rem;
  }
  td:has(ul) {
    padding-block: 0.375rem;
  }
  .owned {
    display: flex;
    gap: 0.5rem;
  }
  tbody th {
    position: sticky;
    inset-inline-start: 0;
    background: var(--_surface);
    font-weight: 600;
  }
  thead th {
    position: sticky;
    inset-block-start: 0;
    padding-block: 0;
    background: var(--_surface);
    z-index: 2;
  }
  thead button {
    margin-inline: -0.5rem;
    padding-inline: 0.5rem;
    gap: 0.375rem;
    font-size: 0.8125rem;
    font-weight: 600;
    color: var(--_muted);
  }
  thead button::after {
    content: '↕';
    opacity: 0.4;
  }
  [aria-sort] button {
    color: var(--_text);
  }
  [aria-sort='ascending'] button::after {
    content: '↑';
    opacity: 1;
  }
  [aria-sort='descending'] button::after {
    content: '↓';
    opacity: 1;
  }
  .marked > * {
    background: var(--_tint);
  }
  .pager {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.75rem;
    border-block-start: 1px solid var(--_line);
    font-variant-numeric: tabular-nums;
  }
  .pager [aria-disabled='true'] {
    opacity: 0.4;
    cursor: default;
  }
  .turned svg,
  .pager svg:dir(rtl) {
    scale: -1 1;
  }
  .turned svg:dir(rtl) {
    scale: 1;
  }
  /* On a phone each row is a card, and the heads are a strip of buttons to sort by. */
  @container graph (max-width: 44rem) {
    table,
    tbody {
      display: block;
    }
    thead {
      position: sticky;
      inset-block-start: 0;
      display: block;
      overflow-x: auto;
      background: var(--_surface);
      border-block-end: 1px solid var(--_line);
      z-index: 2;
    }
    thead tr {
      display: flex;
    }
    thead th {
      position: static;
      min-inline-size: max-content;
      border: 0;
    }
    tbody tr {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 0 0.75rem;
      padding: 0.5rem 0.75rem 0.75rem;
      border-block-end: 1px solid var(--_line);
    }
    tbody tr > * {
      position: static;
      min-inline-size: 0;
      max-inline-size: none;
      padding: 0.25rem 0;
      border: 0;
      background: none;
    }
    tbody tr > th,
    tbody tr > [colspan] {
      grid-column: 1 / -1;
    }
    .marked {
      background: var(--_tint);
    }
    td::before {
      content: attr(data-label);
      display: block;
      font-size: 0.8125rem;
      color: var(--_muted);
    }
  }
  @media print {
    .sheet {
      position: static;
      padding: 0;
    }
    .scroller {
      overflow: visible;
    }
    .pager,
    thead button::after {
      display: none;
    }
  }
`;
