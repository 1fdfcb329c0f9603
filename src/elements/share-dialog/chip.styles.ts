import { css } from 'lit';

/** What a field holds several of (sites, recipients), each to be taken out again; and the line that says it went well. */
export const chipStyles = css`
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
`;
