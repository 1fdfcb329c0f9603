import { css } from 'lit';

export const peopleStyles = css`
  .recipients {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(1.5 * var(--_space));
    padding: calc(1.25 * var(--_space));
    border: 1px solid var(--_edge);
    border-radius: calc(var(--_radius) * 0.8);
    background: var(--_surface);
  }

  .recipients:focus-within {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  .recipients input:not([type='checkbox'], [type='radio'], .address) {
    flex: 1 1 10.7em;
    inline-size: auto;
    min-block-size: calc(7.5 * var(--_space));
    padding: 0 calc(2 * var(--_space));
    border: 0;
    outline: 0;
  }

  .chip {
    display: inline-flex;
    align-items: center;
    max-inline-size: 100%;
    padding-inline-start: calc(2.5 * var(--_space));
    border-radius: calc(var(--_radius) * 0.7);
    background: var(--_tint);
    overflow-wrap: anywhere;
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

  .good {
    display: flex;
    gap: calc(2 * var(--_space));
    color: var(--_ok);
  }

  section.sent {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(2 * var(--_space));
    padding-block-start: calc(5 * var(--_space));
    border-block-start: 1px solid var(--_line);
  }

  section.sent ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  section.sent li {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: calc(2 * var(--_space));
    padding-block: calc(2.5 * var(--_space));
  }

  section.sent li + li {
    border-block-start: 1px solid var(--_line);
  }

  .who {
    flex: 1 1 12.8em;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .who strong {
    font-weight: 600;
  }

  section.sent .row {
    gap: 0;
  }

  .delivery.failed {
    color: var(--_danger);
    font-weight: 600;
  }

  .delivery.queued {
    color: var(--_warn);
  }

  .seen {
    color: var(--_ok);
  }

  @media (forced-colors: active) {
    .chip {
      border: 1px solid;
    }
  }
`;
