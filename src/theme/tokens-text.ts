/**
 * The public `--share-*` properties with their defaults, read into private ones that our styles use. Set them on the
 * element or on anything above it. Both colour schemes come from `color-scheme`, which a page sets or a reader's system.
 *
 * The private names keep a host's own `--accent` from leaking in. Every pair of text and ground has at least 4.5:1,
 * every edge of a control at least 3:1, in both schemes.
 */
export const tokensText = `
  :host {
    --_surface: var(--share-surface, light-dark(#ffffff, #171b1a));
    --_sunken: var(--share-sunken, light-dark(#f4f6f4, #101413));
    --_text: var(--share-text, light-dark(#15201c, #e9efec));
    --_muted: var(--share-muted, light-dark(#55625c, #a5b2ac));
    --_line: var(--share-line, light-dark(#dde3df, #2d3533));
    --_edge: var(--share-edge, light-dark(#7d8a84, #75817c));
    --_accent: var(--share-accent, light-dark(#0b6b57, #5fd4b4));
    --_on-accent: var(--share-on-accent, light-dark(#ffffff, #04231b));
    --_danger: var(--share-danger, light-dark(#b3261e, #ff9088));
    --_warn: var(--share-warn, light-dark(#855300, #f0bf52));
    --_ok: var(--share-ok, light-dark(#1a7440, #74d69b));
    --_focus: var(--share-focus, var(--_accent));
    --_tint: color-mix(in srgb, var(--_accent) 10%, var(--_surface));
    --_font: var(
      --share-font,
      system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      'Helvetica Neue',
      'Noto Sans',
      sans-serif
    );
    --_mono: var(--share-font-mono, ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace);
    --_size: var(--share-font-size, max(14px, 0.9375rem));
    --_radius: var(--share-radius, 10px);
    --_space: var(--share-space, 4px);
    --_quick: var(--share-duration, 160ms);
    --_shadow: var(
      --share-shadow,
      0 1px 2px rgb(0 0 0 / 0.08),
      0 12px 32px -8px rgb(0 0 0 / 0.28),
      0 0 0 1px light-dark(rgb(0 0 0 / 0.06), rgb(255 255 255 / 0.1))
    );
  }

  :host([density='compact']) {
    --_size: var(--share-font-size, 13px);
    --_space: var(--share-space, 3px);
  }

  @media (prefers-reduced-motion: reduce) {
    :host {
      --_quick: 0.01ms;
    }
  }
`;

/**
 * What an element's outermost node inside its shadow root begins with: the host page's inherited text properties end
 * here, whatever they are.
 */
export const baselineText = `
  .root {
    font: 400 var(--_size) / 1.45 var(--_font);
    letter-spacing: normal;
    word-spacing: normal;
    text-transform: none;
    text-indent: 0;
    text-shadow: none;
    text-align: start;
    white-space: normal;
    font-variant: normal;
    -webkit-text-size-adjust: 100%;
    -webkit-font-smoothing: antialiased;
    color: var(--_text);
    cursor: auto;
    visibility: visible;
    overflow-wrap: break-word;
  }

  .root,
  .root *,
  .root *::before,
  .root *::after {
    box-sizing: border-box;
  }
`;
