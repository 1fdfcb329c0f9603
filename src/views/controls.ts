import { css } from 'lit';

/** What the views' surfaces have in common: they fill their stage, and their buttons look and focus alike. */
export const controls = css`
  :host {
    display: block;
    block-size: 100%;
  }
  .root {
    position: relative;
    block-size: 100%;
    overflow: hidden;
  }
  svg {
    inline-size: 1.375rem;
    block-size: 1.375rem;
    fill: currentColor;
    flex: none;
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-inline-size: 2.75rem;
    min-block-size: 2.75rem;
    padding: 0;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    font: inherit;
    color: inherit;
    cursor: pointer;
    text-decoration: none;
    -webkit-tap-highlight-color: transparent;
    transition: background-color var(--_quick);
  }
  [aria-disabled='true'] {
    opacity: 0.45;
  }
  @media (hover: hover) {
    button:hover,
    .button:hover {
      background: color-mix(in srgb, currentColor 12%, transparent);
    }
  }
  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
`;
