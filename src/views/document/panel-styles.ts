import { css } from 'lit';

/** The panel beside the pages, and what lies over them. */
export const panelStyles = css`
  .panel {
    flex: none;
    display: flex;
    flex-direction: column;
    inline-size: 15rem;
    background: var(--_surface);
    border-inline-end: 1px solid var(--_line);
  }
  .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: 0.25rem;
    padding-inline-start: 0.75rem;
    border-block-end: 1px solid var(--_line);
  }
  .heading {
    font-weight: 600;
  }
  .tabs {
    display: flex;
    gap: 0.75rem;
  }
  .tabs button {
    color: var(--_muted);
    border-radius: 0;
    box-shadow: inset 0 0 var(--_surface);
  }
  .tabs [aria-selected='true'] {
    color: var(--_text);
    font-weight: 600;
    box-shadow: inset 0 -2px var(--_accent);
  }
  .pictures,
  .contents {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
  }
  .pictures {
    display: flex;
  }
  .thumbnails {
    flex: 1;
    overflow: auto;
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr));
    align-content: start;
    gap: 0.25rem;
    padding: 0.5rem;
  }
  .thumbnails button {
    flex-direction: column;
    gap: 0.375rem;
    padding: 0.625rem 0.5rem 0.375rem;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
    outline-offset: -2px;
  }
  .thumbnails [aria-current] {
    background: var(--_tint);
    color: var(--_accent);
    font-weight: 600;
  }
  .picture {
    display: block;
    background: #fff;
    box-shadow: 0 0 0 1px var(--_line);
  }
  [aria-current] .picture {
    box-shadow: 0 0 0 2px var(--_accent);
  }
  .picture canvas {
    display: block;
    inline-size: 100%;
    block-size: 100%;
  }
  .contents {
    padding: 0.375rem;
  }
  ul {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  ul ul {
    padding-inline-start: 0.875rem;
  }
  li {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
  }
  li > ul {
    inline-size: 100%;
  }
  .toggle {
    min-inline-size: 1.5rem;
    min-block-size: 2.5rem;
    margin-inline-end: -0.125rem;
  }
  .toggle svg {
    inline-size: 1.125rem;
    transition: rotate var(--_quick);
  }
  .toggle[aria-expanded='false'] svg {
    rotate: -90deg;
  }
  .toggle[aria-expanded='false']:dir(rtl) svg {
    rotate: 90deg;
  }
  .entry {
    flex: 1;
    justify-content: start;
    min-block-size: 2.5rem;
    padding: 0.375rem 0.5rem;
    text-align: start;
    color: inherit;
    outline-offset: -2px;
  }
  li > .entry:first-child {
    margin-inline-start: 1.375rem;
  }

  .find,
  .card,
  .notice {
    position: absolute;
    display: flex;
    align-items: center;
    background: var(--_surface);
    border-radius: var(--_radius);
    box-shadow: var(--_shadow);
  }
  .find {
    inset-block-start: 0.75rem;
    inset-inline-end: 1.5rem;
    padding: 0.25rem;
    padding-inline-start: 0.5rem;
  }
  .find input {
    inline-size: 13rem;
    appearance: none;
    border-color: transparent;
    text-overflow: ellipsis;
  }
  .find input::-webkit-search-cancel-button {
    display: none;
  }
  .find .none {
    border-color: var(--_danger);
  }
  .count {
    color: var(--_muted);
    padding-inline: 0.5rem;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  .card {
    inset-block-end: 1.25rem;
    inset-inline: 1rem;
    margin-inline: auto;
    inline-size: fit-content;
    gap: 0.75rem;
    padding: 0.375rem 0.375rem 0.375rem 1rem;
    font-variant-numeric: tabular-nums;
  }
  .card button {
    padding-inline: 1rem;
    font-weight: 600;
    color: var(--_accent);
  }
  progress {
    inline-size: 7rem;
    accent-color: var(--_accent);
  }
  .notice {
    inset-block-start: 0.75rem;
    inset-inline: 1rem;
    margin-inline: auto;
    inline-size: fit-content;
    padding: 0.5rem 1rem;
  }

  .unlock {
    display: grid;
    align-content: center;
    justify-items: stretch;
    gap: 0.5rem;
    inline-size: min(100%, 24rem);
    margin-inline: auto;
    padding: 1.5rem;
    overflow: auto;
  }
  .unlock h2 {
    margin: 0 0 0.5rem;
    font-size: 1.25em;
    line-height: 1.3;
    text-wrap: balance;
  }
  .unlock input {
    block-size: 2.75rem;
  }
  .unlock p {
    margin: 0;
    color: var(--_danger);
  }
  .choices {
    display: flex;
    justify-content: end;
    gap: 0.5rem;
    margin-block-start: 0.75rem;
  }
  .choices button {
    padding-inline: 1.25rem;
    font-weight: 600;
  }
  .primary,
  .primary:hover {
    background: var(--_accent);
    color: var(--_on-accent);
  }
`;
