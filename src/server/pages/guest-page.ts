import type { ShareState } from '../../contract/share.js';
import { direction, fill, type Language } from '../../theme/language.js';
import type { GuestStrings } from '../../theme/strings/guest.js';
import { type Html, html, jsonBlock } from './html.js';

/** What a page says before its script has run. `loading`: the script opens the link. */
export type PageState =
  | ShareState
  | 'loading'
  | 'password'
  | 'gate'
  | 'not_found'
  | 'not_ready'
  | 'too_many'
  | 'error'
  | 'sandbox';

export interface GuestPage {
  readonly surface: 'page' | 'frame';
  readonly state: PageState;
  readonly language: Language;
  readonly strings: GuestStrings;
  readonly scheme: 'light' | 'dark' | null;
  /** Null where nothing may be told: unknown, dead and protected links. */
  readonly title: string | null;
  readonly description: string | null;
  readonly sharedBy: string | null;
  readonly message: string | null;
  readonly expiresAt: number | null;
  readonly watermark: boolean;
  /** How often the link can still be opened; null without a limit. */
  readonly usesLeft: number | null;
  /** Seconds, in the state too_many. */
  readonly wait: number | null;
  /** Public address of this page; null for an unknown link. */
  readonly address: string | null;
  readonly oembed: string | null;
  readonly image: string | null;
  /** Addresses of the built files. */
  readonly script: string;
  readonly styles: readonly string[];
  readonly preload: readonly string[];
  /** For the script; never a secret but the token. Null when there is nothing that a script could do. */
  readonly data: unknown;
}

/** The page that a guest opens, and the frame that other sites embed: readable before any script. */
export function renderGuestPage(page: GuestPage): string {
  const { language, strings, surface, state, title } = page;
  const heading = title ?? (state === 'password' ? strings.protectedTitle : strings.pageTitle);
  const document = html`<!doctype html>
<html lang="${language}" dir="${direction(language)}" data-surface="${surface}"${page.scheme ? html` data-scheme="${page.scheme}"` : null}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="robots" content="noindex, nofollow, noarchive">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="${page.scheme ?? 'light dark'}">
<title>${heading}</title>
${card(page, heading)}
${page.styles.map((href) => html`<link rel="stylesheet" href="${href}">`)}
${page.data === null ? null : [...page.preload.map((href) => html`<link rel="modulepreload" href="${href}">`), html`<script type="module" src="${page.script}"></script>`]}
</head>
<body>
${sprite}
<a class="skip" href="#stage">${strings.skipToContent}</a>
<header class="bar">
<div class="bar-text"><h1 id="title" dir="auto">${heading}</h1><p id="byline">${byline(page)}</p></div>
</header>
<main id="stage" tabindex="-1">
${stateCard(page)}
<div id="view" hidden></div>
</main>
${note(page)}
${page.watermark ? html`<footer class="mark"><span>${strings.sharedWith}</span></footer>` : null}
<div id="live" class="sr" aria-live="polite"></div>
<noscript><p class="noscript">${strings.noScript}</p></noscript>
${page.data === null ? null : jsonBlock('share-data', page.data)}
</body>
</html>
`;
  return document.text;
}

/** Open links get a card that tells; protected and dead ones a neutral one. Nothing for a frame: nobody unfurls it. */
function card({ surface, title, description, address, oembed, image, strings }: GuestPage, heading: string): Html {
  if (surface === 'frame') return html``;
  return html`<meta property="og:type" content="website">
<meta property="og:site_name" content="Guestpass">
<meta property="og:title" content="${heading}">
<meta property="og:description" content="${title === null ? strings.sharedWith : (description ?? strings.sharedWith)}">
<meta name="twitter:card" content="${image === null ? 'summary' : 'summary_large_image'}">
${address === null ? null : html`<meta property="og:url" content="${address}">`}
${image === null ? null : html`<meta property="og:image" content="${image}">`}
${
  oembed === null
    ? null
    : html`<link rel="alternate" type="application/json+oembed" href="${oembed}&amp;format=json" title="${heading}">
<link rel="alternate" type="text/xml+oembed" href="${oembed}&amp;format=xml" title="${heading}">`
}`;
}

function byline({ sharedBy, expiresAt, language, strings }: GuestPage): Html {
  const by = sharedBy === null ? null : html`<span>${fill(strings.sharedBy, { name: sharedBy })}</span>`;
  const until =
    expiresAt === null
      ? null
      : html`<time id="until" datetime="${new Date(expiresAt).toISOString()}">${fill(strings.until, { date: inUtc(expiresAt, language) })}</time>`;
  return html`${by}${until}`;
}

/** For who has no script; with one the reader's own zone takes its place. */
function inUtc(at: number, language: Language): string {
  return new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'UTC',
    timeZoneName: 'short',
  }).format(at);
}

function stateCard({ state, strings, usesLeft, wait }: GuestPage): Html {
  const text: Partial<Record<PageState, string>> = {
    gate: usesLeft === 1 ? strings.gateTextOne : fill(strings.gateTextSome, { count: usesLeft ?? 0 }),
    too_many: fill(strings.too_manyText, { time: `${wait ?? 60} s` }),
  };
  const key = state === 'active' ? 'loading' : state;
  const plain = key === 'gate' ? '' : strings[`${key}Text`];
  return html`<section id="state" class="state" data-state="${key}">
<svg class="state-icon" aria-hidden="true"><use id="state-icon" href="#i-${iconOf(key)}"></use></svg>
<h2 id="state-title">${strings[`${key}Title`]}</h2>
<p id="state-text">${text[key] ?? plain}</p>
<form id="password-form"${key === 'password' ? null : html` hidden`}>
<label for="password">${strings.passwordLabel}</label>
<div class="field"><input id="password" name="password" type="password" autocomplete="off" maxlength="128" required aria-describedby="password-error"><button type="button" id="password-show" aria-pressed="false" aria-label="${strings.passwordShow}"><svg aria-hidden="true"><use href="#i-eye"></use></svg></button></div>
<p id="password-error" class="error" role="alert"></p>
<button class="primary" type="submit">${strings.passwordAction}</button>
</form>
<button id="state-action" class="primary" type="button"${key === 'gate' ? null : html` hidden`}>${key === 'gate' ? strings.gateAction : strings.again}</button>
</section>`;
}

function note({ message, strings }: GuestPage): Html {
  const hidden = message === null ? html` hidden` : null;
  return html`<aside class="note" id="note"${hidden}><h2>${strings.messageFrom}</h2><p id="message" dir="auto">${message ?? ''}</p></aside>`;
}

/** Which picture goes with a state; the script uses the same names. */
export function iconOf(state: string): string {
  if (state === 'password' || state === 'encrypted') return 'lock';
  if (state === 'loading') return 'spin';
  if (state === 'gate') return 'open';
  if (state === 'expired' || state === 'not_ready' || state === 'too_many' || state === 'ended') return 'clock';
  if (state === 'paused') return 'pause';
  if (state === 'offline') return 'cloud';
  return 'gone';
}

const sprite = html`<svg hidden><defs>
<symbol id="i-lock" viewBox="0 0 24 24"><rect x="5" y="10.5" width="14" height="10" rx="2.5"/><path d="M8 10.5V7.5a4 4 0 0 1 8 0v3"/></symbol>
<symbol id="i-clock" viewBox="0 0 24 24"><circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.2 2"/></symbol>
<symbol id="i-pause" viewBox="0 0 24 24"><circle cx="12" cy="12" r="8.5"/><path d="M10 9v6M14 9v6"/></symbol>
<symbol id="i-open" viewBox="0 0 24 24"><path d="M5 12h14M13 6l6 6-6 6"/></symbol>
<symbol id="i-gone" viewBox="0 0 24 24"><path d="M9.5 14.5l5-5M8 11l-2 2a3.5 3.5 0 0 0 5 5l2-2M16 13l2-2a3.5 3.5 0 0 0-5-5l-2 2"/></symbol>
<symbol id="i-cloud" viewBox="0 0 24 24"><path d="M7 18a4 4 0 0 1-.5-8 5.5 5.5 0 0 1 10.6 1A3.5 3.5 0 0 1 17 18zM4 4l16 16"/></symbol>
<symbol id="i-spin" viewBox="0 0 24 24"><path d="M12 3.5a8.5 8.5 0 1 1-8.5 8.5"/></symbol>
<symbol id="i-eye" viewBox="0 0 24 24"><path d="M3 12s3.3-6 9-6 9 6 9 6-3.3 6-9 6-9-6-9-6z"/><circle cx="12" cy="12" r="2.6"/></symbol>
</defs></svg>`;
