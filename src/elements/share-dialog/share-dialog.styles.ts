import { css } from 'lit';

export const styles = css`
  :host {
    display: contents;
  }

  dialog {
    inline-size: min(46.9em, 100vw - 2.1em);
    max-inline-size: none;
    --_top: clamp(1.1em, 6dvh, 5.3em);
    max-block-size: min(57.6em, 100dvh - 2 * var(--_top));
    margin-block: var(--_top) auto;
    margin-inline: auto;
    padding: 0;
    overflow: hidden;
    flex-direction: column;
    border: 0;
    border-radius: calc(var(--_radius) * 1.7);
    background: var(--_surface);
    box-shadow: var(--_shadow);
    opacity: 0;
    translate: 0 10px;
    transition:
      opacity var(--_quick),
      translate var(--_quick) cubic-bezier(0.2, 0.8, 0.3, 1),
      overlay var(--_quick) allow-discrete,
      display var(--_quick) allow-discrete;
  }

  dialog[open] {
    display: flex;
    opacity: 1;
    translate: none;
  }

  dialog::backdrop {
    background: var(--share-backdrop, rgb(8 16 13 / 0.5));
    opacity: 0;
    transition:
      opacity var(--_quick),
      overlay var(--_quick) allow-discrete,
      display var(--_quick) allow-discrete;
  }

  dialog[open]::backdrop {
    opacity: 1;
  }

  @starting-style {
    dialog[open] {
      opacity: 0;
      translate: 0 10px;
    }

    dialog[open]::backdrop {
      opacity: 0;
    }
  }

  header {
    display: flex;
    align-items: center;
    gap: calc(3.5 * var(--_space));
    padding: calc(5 * var(--_space)) calc(6 * var(--_space)) calc(3 * var(--_space));
  }

  header > div {
    flex: 1;
    min-inline-size: 0;
  }

  h2,
  h3,
  p {
    margin: 0;
  }

  h2 {
    overflow: hidden;
    font-size: 1.22em;
    font-weight: 650;
    line-height: 1.25;
    letter-spacing: -0.012em;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }

  h3 {
    font-size: 1em;
    font-weight: 650;
  }

  .emblem {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: calc(11 * var(--_space));
    block-size: calc(11 * var(--_space));
    border-radius: var(--_radius);
    background: var(--_tint);
    color: var(--_accent);
  }

  .round {
    inline-size: calc(10 * var(--_space));
    min-block-size: calc(10 * var(--_space));
    padding: 0;
    border-radius: 50%;
    color: var(--_muted);
  }

  .tabs {
    display: flex;
    flex: none;
    gap: var(--_space);
    padding-inline: calc(4 * var(--_space));
    border-block-end: 1px solid var(--_line);
    overflow-x: auto;
    scrollbar-width: none;
  }

  .tab {
    flex: none;
    position: relative;
    padding: calc(2.5 * var(--_space)) calc(2.5 * var(--_space)) calc(3 * var(--_space));
    border: 0;
    border-radius: calc(var(--_radius) * 0.8) calc(var(--_radius) * 0.8) 0 0;
    background: none;
    color: var(--_muted);
  }

  .tab:focus-visible {
    outline-offset: -3px;
  }

  .tab::after {
    content: '';
    position: absolute;
    inset: auto calc(2.5 * var(--_space)) -1px;
    block-size: 3px;
    border-radius: 3px 3px 0 0;
    background: transparent;
  }

  .tab[aria-selected='true'] {
    color: var(--_text);
  }

  .tab[aria-selected='true'] .icon {
    color: var(--_accent);
  }

  .tab[aria-selected='true']::after {
    background: var(--_accent);
  }

  .count {
    min-inline-size: 1.7em;
    padding: 0.05em 0.45em;
    border-radius: 1em;
    background: color-mix(in srgb, var(--_text) 9%, transparent);
    font-size: 0.82em;
    font-variant-numeric: tabular-nums;
  }

  /* As high as what is in it: WebKit takes the basis of "flex: 1" for a height of nothing in a dialog without one. */
  .scroll {
    flex: auto;
    min-block-size: 0;
    /* Texts for listeners alone stand absolutely: their place is in here. */
    position: relative;
    overflow: auto;
    overscroll-behavior: contain;
    padding: calc(5 * var(--_space)) calc(6 * var(--_space)) calc(6 * var(--_space));
  }

  .scroll,
  .panel,
  .panel > form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: calc(4 * var(--_space));
  }

  .row,
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(2 * var(--_space));
  }

  .note {
    display: flex;
    gap: calc(2.5 * var(--_space));
    padding: calc(2.5 * var(--_space)) calc(3.5 * var(--_space));
    border-radius: calc(var(--_radius) * 0.8);
    background: var(--_sunken);
  }

  .note.warn {
    background: color-mix(in srgb, var(--_warn) 12%, var(--_surface));
  }

  .note.warn .icon {
    color: var(--_warn);
  }

  .note.problem {
    background: color-mix(in srgb, var(--_danger) 9%, var(--_surface));
  }

  /* A pass: what it allows, a perforation, and the part that is handed over. */
  .pass {
    position: relative;
    overflow: hidden;
    border-radius: calc(var(--_radius) * 1.3);
    background: var(--_tint);
  }

  .says {
    display: grid;
    gap: var(--_space);
    padding: calc(5 * var(--_space)) calc(6 * var(--_space)) calc(4.5 * var(--_space));
    font-size: 1.08em;
    text-wrap: pretty;
  }

  .says h3 {
    color: var(--_accent);
    font-size: 0.87em;
  }

  .stub {
    position: relative;
    display: flex;
    align-items: center;
    gap: calc(3 * var(--_space));
    padding: calc(4 * var(--_space)) calc(6 * var(--_space));
  }

  .stub::before {
    content: '';
    position: absolute;
    inset: 0 calc(4 * var(--_space)) auto;
    border-block-start: 2px dashed color-mix(in srgb, var(--_accent) 35%, var(--_surface));
  }

  .stub::after {
    content: '';
    position: absolute;
    inset: calc(-2.25 * var(--_space)) calc(-2.25 * var(--_space)) auto;
    block-size: calc(4.5 * var(--_space));
    background:
      radial-gradient(circle closest-side, var(--_surface) 97%, transparent) left / calc(4.5 * var(--_space)) 100%
        no-repeat,
      radial-gradient(circle closest-side, var(--_surface) 97%, transparent) right / calc(4.5 * var(--_space)) 100%
        no-repeat;
    pointer-events: none;
  }

  .stub .primary {
    min-block-size: calc(11 * var(--_space));
    padding-inline: calc(4.5 * var(--_space));
    flex: none;
  }

  .stub .primary:only-child {
    flex: 1;
  }

  .pass .actions {
    gap: 0;
    padding: 0 calc(3 * var(--_space)) calc(3 * var(--_space));
  }

  .pass .actions button:hover {
    background: color-mix(in srgb, var(--_accent) 12%, transparent);
  }

  .pass > .note {
    margin: 0 calc(4 * var(--_space)) calc(3 * var(--_space));
  }

  .pass > .qr {
    margin-block-end: calc(5 * var(--_space));
  }

  @media (max-height: 32rem) {
    dialog {
      --_top: 0.5em;
    }
  }

  @media (max-width: 34rem) {
    dialog {
      inline-size: 100vw;
      max-block-size: 94dvh;
      margin-block: auto 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
    }

    header {
      padding-inline: calc(4 * var(--_space)) calc(2 * var(--_space));
    }

    .scroll {
      padding-inline: calc(4 * var(--_space));
      padding-block-end: max(calc(5 * var(--_space)), env(safe-area-inset-bottom));
    }

    .tabs {
      padding-inline: calc(2 * var(--_space));
    }

    .tab {
      flex: 1 0 auto;
    }

    .tab .icon {
      display: none;
    }

    .says,
    .stub {
      padding-inline: calc(5 * var(--_space));
    }

    .stub {
      flex-wrap: wrap;
    }

    .stub .primary {
      flex: 1 0 100%;
    }
  }

  @media (forced-colors: active) {
    dialog,
    .pass {
      border: 1px solid CanvasText;
    }

    .tab[aria-selected='true']::after {
      background: Highlight;
    }

    .stub::after {
      display: none;
    }
  }
`;
