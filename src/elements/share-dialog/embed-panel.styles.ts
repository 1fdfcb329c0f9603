import { css } from 'lit';

export const embedStyles = css`
  .mono {
    font-family: var(--_mono);
    font-size: 0.9em;
  }

  .good {
    display: flex;
    gap: calc(2 * var(--_space));
    color: var(--_ok);
  }

  .chooser > button {
    flex: none;
  }

  .kinds {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(11rem, 100%), 1fr));
    gap: calc(2 * var(--_space));
  }

  .kind {
    position: relative;
    cursor: pointer;
  }

  .kind input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }

  .kind > span {
    display: grid;
    block-size: 100%;
    padding: calc(2.5 * var(--_space)) calc(3.5 * var(--_space));
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
  }

  .kind input:checked + span {
    border-color: var(--_accent);
    background: var(--_tint);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }

  .kind input:focus-visible + span {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: calc(1.5 * var(--_space));
  }

  .chips:empty {
    display: none;
  }

  .chip {
    display: inline-flex;
    align-items: center;
    max-inline-size: 100%;
    padding-inline-start: calc(2.5 * var(--_space));
    border-radius: calc(var(--_radius) * 0.7);
    background: var(--_tint);
    overflow-wrap: anywhere;
    direction: ltr;
  }

  .chip.wrong {
    background: color-mix(in srgb, var(--_danger) 12%, var(--_surface));
    color: var(--_danger);
  }

  .chip button {
    min-block-size: 28px;
    min-inline-size: 28px;
    padding: 0;
  }

  .chip .icon {
    inline-size: 1em;
    block-size: 1em;
  }

  .risk {
    display: flex;
    gap: calc(2 * var(--_space));
    color: var(--_warn);
  }

  .preview {
    margin: 0;
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 1.2);
    background: var(--_sunken);
  }

  .preview iframe {
    display: block;
    inline-size: 100%;
    block-size: 20rem;
    border: 0;
  }

  .preview figcaption {
    padding: calc(2 * var(--_space)) calc(3.5 * var(--_space));
    border-block-start: 1px solid var(--_line);
    background: var(--_surface);
  }

  .preview figcaption:empty {
    display: none;
  }

  .sketch .bar {
    display: flex;
    gap: 5px;
    padding: 8px 12px;
    border-block-end: 1px solid var(--_line);
  }

  .sketch .bar i {
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: var(--_line);
  }

  .sketch .page {
    position: relative;
    display: grid;
    gap: 8px;
    inline-size: min(20rem, 80%);
    margin-inline: auto;
    padding-block: 14px;
  }

  .sketch .line {
    block-size: 6px;
    border-radius: 3px;
    background: var(--_line);
  }

  .sketch .short {
    inline-size: 60%;
  }

  .sketch .thing {
    position: relative;
    display: grid;
    place-items: center;
    block-size: 5.5rem;
    border-radius: var(--_radius);
    background: var(--_accent);
    color: var(--_on-accent);
    transition: background-color var(--_quick);
  }

  .sketch .thing .icon {
    inline-size: 26px;
    block-size: 26px;
  }

  .sketch .thing small {
    position: absolute;
    inset-block-end: 5px;
    inset-inline-end: 9px;
    font-size: 10px;
    opacity: 0.8;
  }

  .sketch.orb .page {
    inline-size: auto;
    margin-inline: 10%;
    min-block-size: 8.8rem;
    align-content: start;
  }

  .sketch.orb .thing {
    position: absolute;
    inset-block-end: 12px;
    inset-inline-end: -4%;
    inline-size: 52px;
    block-size: 52px;
    border-radius: 50%;
    box-shadow: var(--_shadow);
  }

  .code,
  .settings,
  .block {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(3 * var(--_space));
  }

  .settings {
    padding-block-start: calc(4 * var(--_space));
    border-block-start: 1px solid var(--_line);
  }

  .code > .row:first-child {
    justify-content: space-between;
  }

  .block {
    gap: calc(2 * var(--_space));
    justify-items: start;
  }

  .block textarea {
    background: var(--_sunken);
    border-color: var(--_line);
    white-space: pre;
    overflow-x: auto;
    resize: none;
    line-height: 1.5;
  }

  .side {
    display: grid;
  }

  .side input:not([type='checkbox'], [type='radio'], .address) {
    inline-size: 7rem;
  }

  details.more > :not(summary) {
    margin-block-start: calc(2.5 * var(--_space));
  }

  .findings {
    display: grid;
    gap: calc(2 * var(--_space));
    padding: 0;
    list-style: none;
  }

  .findings li > span {
    color: var(--_text);
  }

  @media (forced-colors: active) {
    .kind input:checked + span {
      outline: 2px solid Highlight;
    }

    .chip {
      border: 1px solid;
    }
  }
`;
