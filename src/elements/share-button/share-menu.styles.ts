import { css } from 'lit';

export const styles = css`
  .menu {
    position: fixed;
    inset: auto;
    inline-size: min(22.4em, 100vw - 16px);
    /* A popover’s own is fit-content, which in a grid WebKit takes for all the height there is. */
    block-size: auto;
    max-block-size: calc(100dvh - 16px);
    margin: 0;
    padding: calc(4 * var(--_space)) calc(4 * var(--_space)) calc(2 * var(--_space));
    overflow: auto;
    border: 0;
    border-radius: calc(var(--_radius) * 1.4);
    background: var(--_surface);
    box-shadow: var(--_shadow);
    opacity: 0;
    translate: 0 -4px;
    transition:
      opacity var(--_quick),
      translate var(--_quick),
      overlay var(--_quick) allow-discrete,
      display var(--_quick) allow-discrete;
  }

  .menu:popover-open {
    display: grid;
    gap: calc(3 * var(--_space));
    opacity: 1;
    translate: none;
  }

  @starting-style {
    .menu:popover-open {
      opacity: 0;
      translate: 0 -4px;
    }
  }

  .menu p {
    margin: 0;
  }

  .menu .primary {
    inline-size: 100%;
    min-block-size: calc(11 * var(--_space));
  }

  .where {
    display: flex;
    align-items: center;
    gap: calc(2 * var(--_space));
    padding: calc(2 * var(--_space)) calc(3 * var(--_space));
    border-radius: calc(var(--_radius) * 0.8);
    background: var(--_sunken);
    color: var(--_muted);
  }

  .ways {
    display: grid;
    padding-block-start: calc(2 * var(--_space));
    border-block-start: 1px solid var(--_line);
  }

  .ways button {
    justify-content: flex-start;
    padding-inline: calc(3 * var(--_space));
    text-align: start;
  }

  .ways .icon {
    color: var(--_muted);
  }

  @media (forced-colors: active) {
    .menu {
      border: 1px solid CanvasText;
    }
  }
`;
