import { css } from 'lit';

/** The row below: legend, note and zoom. */
export const lowStyles = css`
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .legend {
    position: relative;
    font-size: 0.8125rem;
  }
  .legend ul {
    flex-wrap: wrap;
    gap: 0 1rem;
    padding: 0.625rem 0.875rem;
  }
  .legend li {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-block-size: 1.5rem;
  }
  .legend button {
    padding-inline: 0.875rem;
  }
  .zoom {
    align-items: center;
  }
  .scale {
    min-inline-size: 3rem;
    text-align: center;
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }
  .note {
    position: absolute;
    inset-block-end: calc(100% + 0.5rem);
    inset-inline: 0;
    display: flex;
    align-items: center;
    inline-size: fit-content;
    margin: 0 auto;
    padding-inline-start: 0.875rem;
    font-size: 0.8125rem;
    box-shadow:
      0 0 0 1px color-mix(in srgb, var(--_warn) 50%, transparent),
      0 2px 8px rgb(0 0 0 / 0.08);
  }
  @container graph (max-width: 44rem) {
    .legend ul {
      position: absolute;
      inset-block-end: calc(100% + 0.375rem);
      flex-direction: column;
      inline-size: max-content;
      box-shadow: var(--_shadow);
    }
  }
  @container graph (min-width: 44.01rem) {
    .legend div {
      display: none;
    }
    .legend ul[hidden] {
      display: flex !important;
    }
  }
`;
