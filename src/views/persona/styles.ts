import { css } from 'lit';

export const styles = css`
  :host {
    container-type: size;
  }
  .root {
    display: grid;
    background: var(--_sunken);
  }
  h2,
  p {
    margin: 0;
  }

  .portrait {
    grid-area: 1 / 1;
    display: grid;
    min-block-size: 0;
    overflow: hidden;
    background: linear-gradient(150deg, var(--_accent), color-mix(in srgb, var(--_accent) 45%, #04120e));
  }
  .portrait > * {
    inline-size: 100%;
    block-size: 100%;
    min-block-size: 0;
    object-fit: cover;
    object-position: 50% 25%;
  }
  .initials {
    display: grid;
    place-items: center;
    padding-block-end: 30cqb;
    color: var(--_on-accent);
    font-size: min(30cqi, 24cqb, 11rem);
    font-weight: 600;
    letter-spacing: 0.04em;
    line-height: 1;
  }

  /* Small: over the picture, in the colours of the dark. */
  .card {
    grid-area: 1 / 1;
    align-self: end;
    color-scheme: dark;
    display: grid;
    gap: 0.5rem;
    padding: 6rem 1.25rem max(1.25rem, env(safe-area-inset-bottom));
    color: #fff;
    background: linear-gradient(transparent, rgb(0 0 0 / 0.72) 5rem, rgb(0 0 0 / 0.86));
    overflow: auto;
    max-block-size: 100cqb;
  }
  h2 {
    font-size: 1.625rem;
    line-height: 1.2;
  }
  .about {
    max-inline-size: 46ch;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.75rem;
    margin-block-start: 0.5rem;
  }
  .note {
    flex: 1 1 16rem;
    font-size: 0.9375em;
    outline: none;
  }
  .main,
  .quiet {
    padding-inline: 1.25rem;
    font-weight: 600;
    border: 1px solid transparent;
  }
  .acts .main {
    min-block-size: 3rem;
    border-radius: 1.5rem;
  }
  .main,
  .main:hover {
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .main {
    /* Its ground changes with the room there is, which is no movement to show. */
    transition: none;
  }
  .main:hover {
    filter: brightness(1.08);
  }
  .quiet {
    border-color: currentColor;
    border-radius: 1.5rem;
  }
  .note.wait {
    flex: initial;
  }
  :is(.problem, .ended) .note {
    flex-basis: 100%;
  }
  .wait::before {
    content: '';
    display: inline-block;
    inline-size: 1em;
    block-size: 1em;
    margin-inline-end: 0.625em;
    vertical-align: -0.125em;
    border: 2px solid;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: turn 0.9s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .wait::before {
      animation-duration: 4s;
    }
  }

  /* Roomy: the picture beside who she is. */
  @container (min-width: 48rem) and (min-height: 24rem) {
    .root {
      grid-template-columns: 1fr 1fr;
      align-items: center;
    }
    .portrait {
      margin-inline: auto 1rem;
      block-size: min(100cqb - 3rem, 40rem);
      max-inline-size: 100%;
      aspect-ratio: 4 / 5;
      border-radius: calc(var(--_radius) + 8px);
      box-shadow: var(--_shadow);
    }
    .card {
      grid-area: 1 / 2;
      align-self: center;
      color-scheme: inherit;
      max-inline-size: 30rem;
      padding: 1.5rem 2.5rem;
      color: var(--_text);
      background: none;
    }
    .about,
    .idle .note {
      color: var(--_muted);
    }
    .initials {
      padding: 0;
    }
    h2 {
      font-size: 2.25rem;
    }
  }
`;
