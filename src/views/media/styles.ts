import { css } from 'lit';

export const styles = css`
  :host {
    container-type: size;
  }
  .video {
    color-scheme: dark;
    background: #000;
    color: #fff;
  }
  video {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
    outline: none;
  }
  video::cue {
    font: 500 1em / 1.35 system-ui, sans-serif;
    background: rgb(0 0 0 / 0.78);
  }
  /* Captions step up while the controls are there. */
  video::-webkit-media-text-track-container {
    transition: transform var(--_quick);
  }
  :host(:not([idle])) video::-webkit-media-text-track-container {
    transform: translateY(-6.25rem);
  }
  :host([idle]) {
    cursor: none;
  }

  .bar {
    display: grid;
    padding: 0 0.5rem 0.25rem;
  }
  .video .bar {
    position: absolute;
    inset: auto 0 0;
    padding-block-start: 3rem;
    padding-block-end: max(0.25rem, env(safe-area-inset-bottom));
    background: linear-gradient(transparent, rgb(0 0 0 / 0.45) 40%, rgb(0 0 0 / 0.82));
    pointer-events: none;
    transition: opacity var(--_quick);
  }
  .video .bar > * {
    pointer-events: auto;
  }
  .video svg {
    filter: drop-shadow(0 0 2px rgb(0 0 0 / 0.5));
  }
  /* Not hidden altogether: whoever comes by Tab must find them. */
  :host([idle]) .bar {
    opacity: 0;
  }
  :host([idle]) .bar * {
    pointer-events: none;
  }
  .row {
    display: flex;
    align-items: center;
    min-inline-size: 0;
  }
  .time {
    margin-inline-end: auto;
    padding-inline: 0.5rem;
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .choice {
    position: relative;
    font-size: 0.875rem;
  }
  .choice select {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    opacity: 0;
    font: inherit;
    cursor: pointer;
  }
  .choice option {
    color: CanvasText;
    background: Canvas;
  }
  .choice:has(:focus-visible) {
    outline: 2px solid var(--_focus);
  }
  .choice i {
    display: flex;
  }
  .on {
    color: var(--_accent);
  }
  .row * {
    outline-offset: -3px !important;
  }

  input {
    color: inherit;
    --mark: var(--_accent);
    --rail: color-mix(in srgb, currentColor 28%, transparent);
    --at-played: calc(7px + (100% - 14px) * var(--played));
    --at-loaded: calc(7px + (100% - 14px) * var(--loaded));
    appearance: none;
    -webkit-appearance: none;
    margin: 0;
    inline-size: 100%;
    block-size: 1.5rem;
    border-radius: 4px;
    cursor: pointer;
    touch-action: none;
    background: linear-gradient(
        90deg,
        var(--mark) var(--at-played),
        color-mix(in srgb, currentColor 55%, transparent) var(--at-played) var(--at-loaded),
        var(--rail) var(--at-loaded)
      )
      center / 100% 4px no-repeat;
  }
  .volume {
    inline-size: 5rem;
    block-size: 2.75rem;
    --mark: currentColor;
    --played: var(--volume);
    --loaded: var(--volume);
  }
  input::-webkit-slider-runnable-track {
    background: none;
    block-size: 14px;
  }
  input::-webkit-slider-thumb {
    appearance: none;
    -webkit-appearance: none;
    inline-size: 14px;
    block-size: 14px;
    border: 0;
    border-radius: 50%;
    background: var(--mark);
    box-shadow: 0 1px 3px rgb(0 0 0 / 0.4);
  }
  input::-moz-range-track {
    background: none;
  }
  input::-moz-range-thumb {
    inline-size: 14px;
    block-size: 14px;
    border: 0;
    border-radius: 50%;
    background: var(--mark);
  }
  .line {
    position: relative;
    display: flex;
    margin-inline: 0.5rem;
  }
  .peek {
    position: absolute;
    inset-block-end: 100%;
    inset-inline-start: clamp(1.5rem, 7px + (100% - 14px) * var(--at, 0), 100% - 1.5rem);
    translate: -50%;
    padding: 0.125rem 0.5rem;
    border-radius: 6px;
    background: rgb(0 0 0 / 0.85);
    color: #fff;
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
    pointer-events: none;
  }
  .line:not(:hover) .peek {
    display: none;
  }

  .big {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    pointer-events: none;
  }
  .big button {
    padding: 1.25rem;
    border: 1px solid transparent;
    border-radius: 50%;
    background: var(--_accent);
    color: var(--_on-accent);
    box-shadow: 0 8px 32px rgb(0 0 0 / 0.4);
    pointer-events: auto;
    transition: scale var(--_quick);
  }
  .big button:hover {
    scale: 1.06;
  }
  .big svg {
    inline-size: 2.5rem;
    block-size: 2.5rem;
    filter: none;
  }
  .big :focus-visible {
    outline: 3px solid #fff;
    outline-offset: 3px;
  }
  .wait {
    position: absolute;
    inset: 0;
    margin: auto;
    inline-size: 3rem;
    block-size: 3rem;
    border: 4px solid rgb(255 255 255 / 0.25);
    border-block-start-color: #fff;
    border-radius: 50%;
    pointer-events: none;
    opacity: 0;
    animation:
      turn 0.9s linear infinite,
      appear 0.2s 0.4s forwards;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @keyframes appear {
    to {
      opacity: 1;
    }
  }

  .audio {
    display: grid;
    place-items: center;
    padding: 1rem;
    overflow: auto;
    background: var(--_sunken);
  }
  .card {
    inline-size: min(100%, 34rem);
    padding: 1.25rem 0.75rem 0.5rem;
    border-radius: calc(var(--_radius) + 6px);
    background: var(--_surface);
    box-shadow: var(--_shadow);
  }
  .cover {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 4px;
    margin: 0 0.5rem 1rem;
    padding-block: 2.5rem;
    block-size: 9rem;
    border-radius: var(--_radius);
    background: var(--_tint);
    color: var(--_accent);
  }
  img.cover {
    padding: 0;
    inline-size: calc(100% - 1rem);
    object-fit: cover;
  }
  .cover i {
    inline-size: 4px;
    block-size: 35%;
    border-radius: 2px;
    background: currentColor;
  }
  .cover i:nth-child(3n) {
    block-size: 70%;
  }
  .cover i:nth-child(5n) {
    block-size: 100%;
  }
  .cover i:nth-child(7n) {
    block-size: 20%;
  }
  @media (prefers-reduced-motion: no-preference) {
    .playing .cover i {
      animation: sway 0.9s ease-in-out infinite alternate;
    }
    .playing .cover i:nth-child(2n) {
      animation-delay: -0.5s;
    }
    .playing .cover i:nth-child(3n) {
      animation-delay: -0.8s;
    }
  }
  @keyframes sway {
    to {
      scale: 1 0.4;
    }
  }
  .title {
    margin: 0 0.5rem 0.5rem;
    font-size: 1.125rem;
    font-weight: 600;
    text-align: center;
  }
  .cue {
    margin: 0 0.5rem 0.75rem;
    text-align: center;
    white-space: pre-line;
  }
  @container (max-height: 20rem) {
    .cover {
      display: none;
    }
  }

  @container (max-width: 32rem) {
    .volume,
    .pip {
      display: none;
    }
  }

  @media (forced-colors: active) {
    input {
      appearance: auto;
      -webkit-appearance: auto;
    }
    .video .bar {
      background: Canvas;
    }
  }
`;
