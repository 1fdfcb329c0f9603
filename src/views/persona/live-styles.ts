import { css } from 'lit';

/** Of the conversation; `styles` has what comes before and after it. */
export const liveStyles = css`
  .root.live {
    grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
    align-items: stretch;
    color-scheme: dark;
    color: #fff;
    background: #0b0f0e;
  }
  .picture {
    position: relative;
    min-block-size: 0;
  }
  video.live {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
    background: none;
  }
  .chip,
  .sound {
    position: absolute;
    inset-block-start: 0.75rem;
    inset-inline-end: 0.75rem;
    padding: 0.25rem 0.75rem;
    border-radius: 1rem;
    background: rgb(0 0 0 / 0.78);
    color: var(--_warn);
    font-size: 0.875rem;
    font-weight: 600;
  }
  .sound {
    inset: auto;
    top: 50%;
    left: 50%;
    translate: -50% -50%;
    padding: 0.75rem 1.5rem;
    color: var(--_on-accent);
  }
  .caption {
    position: absolute;
    inset: auto 1rem 0.75rem;
    text-align: center;
    font-size: 1.125rem;
    line-height: 1.5;
    pointer-events: none;
    /* Of a long speech, its end. */
    display: flex;
    flex-direction: column-reverse;
    align-items: center;
    max-block-size: 6em;
    overflow: hidden;
  }
  .caption span {
    max-inline-size: 50ch;
    padding: 0.125em 0.5em;
    border-radius: 4px;
    background: rgb(0 0 0 / 0.8);
    box-decoration-break: clone;
    -webkit-box-decoration-break: clone;
  }
  .transcript {
    max-block-size: 38cqb;
    overflow: auto;
    padding: 0.75rem 1rem;
    background: #151b19;
    outline-offset: -2px;
  }
  .transcript p + p {
    margin-block-start: 0.625rem;
  }
  .transcript b {
    display: block;
    font-size: 0.8125rem;
    color: var(--_accent);
  }
  .transcript .user b {
    color: var(--_muted);
  }
  .live .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem;
    padding: 0.5rem;
    padding-block-end: max(0.5rem, env(safe-area-inset-bottom));
    background: #0b0f0e;
  }
  [aria-pressed='true'] {
    color: var(--_accent);
  }
  .field {
    order: -1;
    flex: 1 0 100%;
    display: flex;
    border: 1px solid var(--_edge);
    border-radius: 1.5rem;
  }
  .field:focus-within {
    outline: 2px solid var(--_focus);
  }
  input {
    flex: 1;
    min-inline-size: 0;
    padding: 0 0 0 1rem;
    padding-inline: 1rem 0;
    border: 0;
    background: none;
    color: inherit;
    /* Below 16 pixels, Safari on iOS zooms the page. */
    font: 400 max(16px, 1em) / 1.4 var(--_font);
  }
  input:focus-visible {
    outline: none;
  }
  input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  .field button {
    border-radius: 1.5rem;
  }
  :host(:dir(rtl)) .field svg {
    scale: -1 1;
  }
  .end {
    margin-inline-start: auto;
    border-radius: 1.5rem;
    padding-inline: 1rem;
    background: #c9372c;
    color: #fff;
    border: 1px solid transparent;
  }
  .end:hover {
    background: #a92b22;
  }
  @container (min-width: 34rem) {
    .field {
      order: 0;
      flex: 1 0 12rem;
      margin-inline: 0.5rem;
    }
  }
  @container (min-width: 48rem) {
    .root.wide {
      grid-template: minmax(0, 1fr) auto / minmax(0, 1fr) 22rem;
    }
    .wide .transcript {
      grid-area: 1 / 2;
      max-block-size: none;
    }
    .live .bar {
      grid-column: 1 / -1;
    }
  }
  @container (max-width: 34rem) {
    video.live {
      object-fit: cover;
      object-position: 50% 25%;
    }
  }
`;
