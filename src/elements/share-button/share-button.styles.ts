import { css } from 'lit';

// The theme's tokens come with the menu. These are the few that the button itself needs: it is on every page.
export const styles = css`
  :host {
    --_accent: var(--share-accent, light-dark(#0b6b57, #5fd4b4));
    --_space: var(--share-space, 4px);
    display: inline-block;
    vertical-align: middle;
  }
  :host([density='compact']) {
    --_space: var(--share-space, 3px);
  }
  :host([hidden]) {
    display: none;
  }
  .trigger {
    all: initial;
    color-scheme: inherit;
    visibility: inherit;
    pointer-events: inherit;
    box-sizing: border-box;
    display: inline-flex;
    align-items: center;
    gap: calc(2 * var(--_space));
    min-block-size: calc(10 * var(--_space));
    padding-inline: calc(3.5 * var(--_space));
    border: 1px solid transparent;
    border-radius: var(--share-radius, 10px);
    background: var(--_accent);
    color: var(--share-on-accent, light-dark(#fff, #04231b));
    font: 600 var(--share-font-size, max(14px, 0.9375rem)) / 1.4 var(--share-font, system-ui, sans-serif);
    cursor: pointer;
  }
  .trigger:hover {
    background: color-mix(in srgb, var(--_accent) 88%, light-dark(#000, #fff));
  }
  .trigger:focus-visible {
    outline: 2px solid var(--share-focus, var(--_accent));
    outline-offset: 2px;
  }
  .trigger:disabled {
    opacity: 0.5;
    cursor: default;
  }
  .icon {
    inline-size: 1.15em;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.7;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  @media (forced-colors: active) {
    .trigger {
      border-color: ButtonText;
    }
  }
`;
