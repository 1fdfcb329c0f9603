import { css } from 'lit';

export const formStyles = css`
  .field {
    display: grid;
    grid-template-columns: minmax(0, 10.1em) minmax(0, 1fr);
    gap: var(--_space) calc(4 * var(--_space));
    align-items: start;
  }

  .name {
    display: grid;
    padding-block-start: calc(1.75 * var(--_space));
    font-weight: 550;
    line-height: 1.3;
  }

  .control {
    display: grid;
    gap: calc(1.25 * var(--_space));
    min-block-size: calc(9 * var(--_space));
    align-content: center;
  }

  .hint:empty,
  .problem:empty {
    display: none;
  }

  .enforced {
    color: var(--_muted);
    font-size: 0.82em;
    font-weight: 400;
  }

  .enforced.cosmetic {
    color: var(--_warn);
  }

  input:not([type='checkbox'], [type='radio'], .address),
  select,
  textarea {
    appearance: none;
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: calc(9.5 * var(--_space));
    margin: 0;
    padding: calc(1.5 * var(--_space)) calc(3 * var(--_space));
    border: 1px solid var(--_edge);
    border-radius: calc(var(--_radius) * 0.8);
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }

  textarea {
    display: block;
    resize: vertical;
  }

  input.short:not(.address) {
    inline-size: 9.6em;
  }

  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  [aria-invalid='true'] {
    border-color: var(--_danger) !important;
  }

  select {
    padding-inline-end: calc(8 * var(--_space));
    background-image:
      linear-gradient(45deg, transparent 50%, var(--_muted) 50%), linear-gradient(-45deg, transparent 50%, var(--_muted) 50%);
    background-position:
      right calc(4 * var(--_space) + 4px) center,
      right calc(4 * var(--_space)) center;
    background-size: 5px 5px;
    background-repeat: no-repeat;
  }

  :dir(rtl) > select,
  select:dir(rtl) {
    background-position:
      left calc(4 * var(--_space)) center,
      left calc(4 * var(--_space) + 4px) center;
  }

  .beside {
    display: flex;
    gap: calc(2 * var(--_space));
  }

  .beside > :is(input, select) {
    flex: 1 1 8.5em;
  }

  .budgets {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(6.9em, 1fr));
    gap: calc(2 * var(--_space));
  }

  .budgets label {
    display: grid;
    align-content: end;
    gap: calc(0.5 * var(--_space));
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: calc(1.5 * var(--_space));
  }

  .choice {
    position: relative;
    cursor: pointer;
  }

  .choice input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }

  .choice span {
    display: block;
    padding: calc(1.4 * var(--_space)) calc(3 * var(--_space));
    border: 1px solid var(--_edge);
    border-radius: calc(9 * var(--_space));
    line-height: 1.4;
    transition:
      background-color var(--_quick),
      border-color var(--_quick);
  }

  .choice:hover span {
    background: color-mix(in srgb, var(--_surface) 92%, var(--_text));
  }

  .choice input:checked + span {
    border-color: var(--_accent);
    background: var(--_tint);
    box-shadow: inset 0 0 0 1px var(--_accent);
    color: var(--_accent);
    font-weight: 600;
  }

  .choice input:focus-visible + span {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  .switch {
    appearance: none;
    position: relative;
    inline-size: 42px;
    block-size: 24px;
    margin: 0;
    border: 1px solid var(--_edge);
    border-radius: 24px;
    background: var(--_sunken);
    cursor: pointer;
    transition:
      background-color var(--_quick),
      border-color var(--_quick);
  }

  .switch::after {
    content: '';
    position: absolute;
    inset-block-start: 3px;
    inset-inline-start: 3px;
    inline-size: 16px;
    block-size: 16px;
    border-radius: 50%;
    background: var(--_edge);
    transition: inset-inline-start var(--_quick);
  }

  .switch:checked {
    border-color: var(--_accent);
    background: var(--_accent);
  }

  .switch:checked::after {
    inset-inline-start: 21px;
    background: var(--_on-accent);
  }

  details.more > summary {
    display: inline-flex;
    align-items: center;
    gap: calc(1.5 * var(--_space));
    min-block-size: 24px;
    border-radius: 4px;
    color: var(--_accent);
    font-weight: 550;
    list-style: none;
    cursor: pointer;
  }

  summary::-webkit-details-marker {
    display: none;
  }

  details.more > summary .icon {
    transition: rotate var(--_quick);
  }

  details.more[open] > summary .icon {
    rotate: 180deg;
  }

  details.more > .field {
    margin-block-start: calc(4 * var(--_space));
  }

  @media (max-width: 34rem) {
    .field {
      grid-template-columns: minmax(0, 1fr);
    }

    .name {
      grid-auto-flow: column;
      justify-content: space-between;
      align-items: baseline;
      padding: 0;
    }

    .field:has(> .control > .switch) {
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: center;
    }

    .field:has(> .control > .switch) .name {
      grid-auto-flow: row;
    }
  }

  @media (forced-colors: active) {
    .choice input:checked + span {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }

    .switch {
      forced-color-adjust: none;
      border-color: ButtonText;
      background: ButtonFace;
    }

    .switch::after {
      background: ButtonText;
    }

    .switch:checked {
      background: Highlight;
    }

    .switch:checked::after {
      background: HighlightText;
    }
  }
`;
