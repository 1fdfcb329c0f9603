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
