import { css } from 'lit';

export const styles = css`
  .root {
    background: var(--_sunken);
  }
  .stage {
    position: absolute;
    inset: 0;
    overflow: hidden;
    touch-action: none;
    user-select: none;
    -webkit-user-select: none;
  }
  .stage:focus-visible {
    outline-offset: -2px;
  }
  .larger {
    cursor: grab;
  }
  .larger:active {
    cursor: grabbing;
  }
  img {
    position: absolute;
    inset: 0 auto auto 0;
    box-shadow: 0 0 0 1px var(--_line);
    background: repeating-conic-gradient(light-dark(#e3e6e4, #232827) 0 25%, light-dark(#fbfcfb, #191d1c) 0 50%) 0 0 /
      20px 20px;
    pointer-events: none;
    animation: appear var(--_quick);
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  .glides img {
    transition: all var(--_quick) ease-out;
  }
  .bar {
    position: absolute;
    inset: auto 0 max(0.875rem, env(safe-area-inset-bottom));
    margin: auto;
    inline-size: fit-content;
    display: flex;
    align-items: center;
    padding: 3px;
    border-radius: calc(var(--_radius) + 4px);
    background: var(--_surface);
    box-shadow: var(--_shadow);
    /* Seen only where the reader's own colours take the shadow away. */
    outline: 1px solid transparent;
  }
  .percent {
    min-inline-size: 4.25rem;
    font-variant-numeric: tabular-nums;
  }
`;
