import { css } from 'lit';

/** The panels of details and filters; on a narrow stage they come up from below. */
export const panelStyles = css`
  .panel {
    position: absolute;
    inset-block: 4.25rem 0.75rem;
    inset-inline-end: 0.75rem;
    inline-size: 20rem;
    display: flex;
    flex-direction: column;
    overflow: auto;
    overscroll-behavior: contain;
    z-index: 1;
    block-size: fit-content;
    max-block-size: calc(100% - 5rem);
  }
  .panel header {
    position: sticky;
    inset-block-start: 0;
    display: flex;
    align-items: center;
    gap: 0.5rem;
    padding-inline: 1rem 0.25rem;
    background: var(--_surface);
    z-index: 1;
  }
  h2,
  h3 {
    margin: 0;
    font-size: 1.0625rem;
    line-height: 1.3;
    overflow-wrap: anywhere;
    text-align: match-parent;
  }
  h2:focus-visible {
    outline: 0;
  }
  .details h2 {
    max-block-size: 12rem;
    overflow: auto;
    padding: 0 1rem 0.5rem;
    flex: none;
  }
  h3,
  legend {
    padding: 0;
    font-size: 0.8125rem;
    font-weight: 600;
    color: var(--_muted);
  }
  small {
    font-size: 0.8125rem;
    font-weight: 400;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.25rem 1rem;
    margin: 0;
    padding: 0.25rem 1rem 0.75rem;
  }
  dt {
    color: var(--_muted);
    grid-column: 1;
  }
  dd {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    grid-column: 2;
    margin: 0;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .panel > section {
    padding-block: 0.75rem 0.5rem;
    padding-inline: 1rem 0.5rem;
    border-block-start: 1px solid var(--_line);
  }
  .node,
  .more {
    justify-content: start;
    gap: 0.625rem;
    max-inline-size: 100%;
    min-block-size: 2.25rem;
    padding-inline: 0.5rem;
    margin-inline-start: -0.5rem;
    text-align: start;
  }
  .more,
  .clear {
    color: var(--_accent);
    padding-inline: 0.5rem;
  }
  .panel p {
    margin: 0.25rem 0;
  }
  .groups {
    overflow: auto;
    padding-inline: 1rem;
  }
  fieldset {
    margin: 0 0 0.75rem;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  label {
    display: flex;
    align-items: center;
    gap: 0.625rem;
    min-block-size: 2.25rem;
    cursor: pointer;
  }
  label span {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  input[type='checkbox'] {
    inline-size: 1.125rem;
    block-size: 1.125rem;
    margin: 0;
    accent-color: var(--_accent);
  }
  footer {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-block-size: 3rem;
    padding-inline: 1rem 0.5rem;
    border-block-start: 1px solid var(--_line);
  }
  @container graph (max-width: 44rem) {
    .panel {
      inset-block: auto 0;
      inset-inline: 0;
      inline-size: auto;
      max-block-size: 56%;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
      padding-block-end: env(safe-area-inset-bottom);
      box-shadow: var(--_shadow);
      z-index: 3;
    }
  }
`;
