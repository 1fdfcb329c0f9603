import { css } from 'lit';

/** Buttons, links and the few helpers that every owner's surface uses. Needs the tokens and the baseline. */
export const controls = css`
  .icon {
    flex: none;
    inline-size: 1.2em;
    block-size: 1.2em;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  button,
  .button {
    appearance: none;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: calc(1.75 * var(--_space));
    min-block-size: calc(9 * var(--_space));
    margin: 0;
    padding: var(--_space) calc(3 * var(--_space));
    border: 1px solid var(--_edge);
    border-radius: calc(var(--_radius) * 0.8);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-weight: 500;
    line-height: 1.25;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    transition:
      background-color var(--_quick),
      border-color var(--_quick);
  }

  button:hover,
  .button:hover {
    background: color-mix(in srgb, var(--_surface) 92%, var(--_text));
  }

  :is(button, .button, a, input, select, textarea, summary, [tabindex]):focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  button:disabled {
    opacity: 0.55;
    cursor: default;
  }

  button[aria-busy='true'] {
    cursor: progress;
  }

  .primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
  }

  .primary:hover {
    background: color-mix(in srgb, var(--_accent) 88%, var(--_text));
  }

  .danger {
    color: var(--_danger);
  }

  .danger.primary {
    background: var(--_danger);
    color: var(--_surface);
  }

  .quiet {
    border-color: transparent;
    background: transparent;
  }

  .muted {
    color: var(--_muted);
  }

  .small {
    font-size: 0.9em;
  }

  .problem {
    display: flex;
    gap: calc(2 * var(--_space));
    color: var(--_danger);
  }

  .problem .icon,
  .note .icon {
    margin-block-start: 0.12em;
  }

  .aside {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .address {
    flex: 1;
    min-inline-size: 0;
    inline-size: 100%;
    margin: 0;
    padding: 0;
    border: 0;
    border-radius: 3px;
    background: transparent;
    color: inherit;
    font: 0.93em / 1.5 var(--_mono);
    text-overflow: ellipsis;
    direction: ltr;
  }

  .qr {
    display: block;
    inline-size: 100%;
    max-inline-size: 208px;
    margin-inline: auto;
    border-radius: calc(var(--_radius) * 0.6);
  }

  .waiting {
    display: block;
    block-size: 1em;
    border-radius: 4px;
    background: color-mix(in srgb, var(--_text) 12%, transparent);
  }

  @media (prefers-reduced-motion: no-preference) {
    .waiting {
      animation: breathe 1.4s ease-in-out infinite alternate;
    }
  }

  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }

  @media (forced-colors: active) {
    .icon {
      color: inherit !important;
    }

    .primary,
    .quiet {
      border-color: ButtonText;
    }

    button:disabled {
      color: GrayText;
      opacity: 1;
    }
  }
`;
