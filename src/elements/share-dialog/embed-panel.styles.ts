import { css } from 'lit';

export const embedStyles = css`
  .mono {
    font-family: var(--_mono);
    font-size: 0.9em;
  }

  .chooser > button {
    flex: none;
  }

  .kinds {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(11.7em, 100%), 1fr));
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

  .chip.mono {
    direction: ltr;
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
    block-size: 21.3em;
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

  .sketch {
    position: relative;
    display: grid;
    gap: 6px;
    inline-size: 100%;
    max-inline-size: 16em;
    margin: calc(2 * var(--_space)) auto;
  }

  .sketch i {
    block-size: 4px;
    border-radius: 2px;
    background: color-mix(in srgb, var(--_text) 16%, transparent);
  }

  .sketch .short {
    inline-size: 55%;
  }

  .sketch .thing {
    display: grid;
    place-items: center;
    block-size: 3.8em;
    border-radius: 8px;
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .sketch.orb {
    min-block-size: calc(3.8em + 30px);
    align-content: start;
  }

  .sketch.orb .thing {
    position: absolute;
    inset-block-end: 0;
    inset-inline-end: 0;
    inline-size: 2.8em;
    block-size: 2.8em;
    border-radius: 50%;
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
    inline-size: 7.5em;
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

  .findings li {
    display: flex;
    gap: calc(2 * var(--_space));
  }

  .findings li > span {
    color: var(--_text);
  }

  .findings .unsure {
    color: var(--_muted);
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
