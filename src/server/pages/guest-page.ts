import type { ShareState } from '../../contract/share.js';
import { initialOf, untilText } from '../../theme/guest-texts.js';
import { fill } from '../../theme/fill.js';
import { direction, type Language } from '../../theme/language.js';
import { lengthText } from '../../theme/length-text.js';
import { pictureOf } from '../../theme/state-pictures.js';
import type { GuestStrings } from '../../theme/strings/guest.js';
import { drawing } from './drawings.js';
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

/** Our frame as cards embed it, in CSS pixels. */
export interface CardPlayer {
  readonly src: string;
  readonly width: number;
  readonly height: number;
}

export interface GuestPage {
  readonly surface: 'page' | 'frame';
  readonly state: PageState;
  readonly language: Language;
  /** The language with the reader's region, for dates and numbers. */
  readonly locale: string;
  readonly strings: GuestStrings;
  readonly scheme: 'light' | 'dark' | null;
  /** Null where nothing may be told: unknown, dead and protected links. */
  readonly title: string | null;
  readonly description: string | null;
  readonly sharedBy: string | null;
  readonly message: string | null;
  /** Epoch milliseconds, as is `now`. */
  readonly expiresAt: number | null;
  readonly now: number;
  readonly watermark: boolean;
  /** Seconds, in the state too_many. */
  readonly wait: number | null;
  /** It can be opened once in all. */
  readonly isOnce: boolean;
  /** Public address of this page; null for an unknown link. */
  readonly address: string | null;
  readonly oembed: string | null;
  readonly image: string | null;
  /** For cards that play; null where not everybody may. */
  readonly player: CardPlayer | null;
  /** Addresses of the built files. */
  readonly script: string;
  readonly styles: readonly string[];
  readonly preload: readonly string[];
  /** Of the view that is going to be shown; nothing before it waits for them. */
  readonly parts: readonly string[];
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
${page.styles.map((href) => html`<link rel="stylesheet" href="${href}">`)}
${page.data === null ? null : [...page.preload.map((href) => html`<link rel="modulepreload" href="${href}">`), html`<script type="module" src="${page.script}"></script>`, ...page.parts.map((href) => html`<link rel="modulepreload" href="${href}" fetchpriority="low">`)]}
${surface === 'page' ? pageOnly(page, heading) : null}
</head>
<body>
<header class="bar">
<a class="skip" href="#stage">${strings.skipToContent}</a>
<span class="badge" id="badge" aria-hidden="true">${page.sharedBy === null ? drawing('pass') : initialOf(page.sharedBy)}</span>
<div class="who"><h1 id="title" dir="auto">${heading}</h1><p id="byline">${byline(page)}</p></div>
${note(page)}
</header>
<main id="stage" tabindex="-1">
${stateCard(page)}
<div id="view" hidden></div>
</main>
${page.watermark ? html`<footer class="mark">${drawing('pass')}${strings.sharedWith}</footer>` : null}
<div id="live" class="sr" aria-live="polite"></div>
${page.data === null ? null : jsonBlock('share-data', page.data)}
</body>
</html>
`;
  return document.text;
}

/** What a frame has no use for: its tab's icon and colour, and the card, for nobody unfurls it. */
function pageOnly(page: GuestPage, heading: string): Html {
  return html`<link rel="icon" href="${icon}">
<meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#171b1a" media="(prefers-color-scheme: dark)">
${card(page, heading)}`;
}

const icon =
  "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'><path fill='%230b6b57' d='M4 5h16a2 2 0 0 1 2 2v3a2 2 0 0 0 0 4v3a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2v-3a2 2 0 0 0 0-4V7a2 2 0 0 1 2-2z'/></svg>";

/** Open links get a card that tells; protected and dead ones a neutral one. */
function card({ title, description, address, oembed, image, player, strings }: GuestPage, heading: string): Html {
  const plain = image === null ? 'summary' : 'summary_large_image';
  return html`<meta property="og:type" content="${player === null ? 'website' : 'video.other'}">
<meta property="og:site_name" content="Guestpass">
<meta property="og:title" content="${heading}">
<meta property="og:description" content="${title === null ? strings.sharedWith : (description ?? strings.sharedWith)}">
<meta name="twitter:card" content="${player === null ? plain : 'player'}">
${address === null ? null : html`<meta property="og:url" content="${address}">`}
${image === null ? null : html`<meta property="og:image" content="${image}">`}
${player === null ? null : playerTags(player)}
${
  oembed === null
    ? null
    : html`<link rel="alternate" type="application/json+oembed" href="${oembed}&amp;format=json" title="${heading}">
<link rel="alternate" type="text/xml+oembed" href="${oembed}&amp;format=xml" title="${heading}">`
}`;
}

/** As X, Facebook and Discord read them: X by `twitter:`, the others by `og:`. */
function playerTags({ src, width, height }: CardPlayer): Html {
  return html`<meta name="twitter:player" content="${src}">
<meta name="twitter:player:width" content="${width}">
<meta name="twitter:player:height" content="${height}">
<meta property="og:video:url" content="${src}">
<meta property="og:video:secure_url" content="${src}">
<meta property="og:video:type" content="text/html">
<meta property="og:video:width" content="${width}">
<meta property="og:video:height" content="${height}">`;
}

function byline({ sharedBy, expiresAt, locale, now, strings }: GuestPage): Html {
  const by = sharedBy === null ? null : html`<span>${fill(strings.sharedBy, { name: sharedBy })}</span>`;
  if (expiresAt === null) return html`${by}`;
  // In UTC for who has no script; with one the reader's own zone takes its place.
  const until = untilText(expiresAt, { template: strings.until, locale, now, zone: 'UTC' });
  return html`${by}<time datetime="${new Date(expiresAt).toISOString()}">${until}</time>`;
}

/** What can be opened, but not without the script. */
const openable: readonly PageState[] = ['loading', 'gate', 'password', 'not_ready'];

function stateCard({ state, strings, locale, wait, isOnce, data, surface }: GuestPage): Html {
  const key = state === 'active' ? 'loading' : state;
  const said = key === 'gate' && !isOnce ? 'gateLastText' : (`${key}Text` as const);
  const text = fill(strings[said], { time: lengthText(wait ?? 60, locale) });
  const isPassword = key === 'password';
  const isGate = key === 'gate';
  return html`<section id="state" class="state" data-state="${key}" aria-labelledby="state-title">
<div class="says">
<svg class="picture" viewBox="0 0 24 24" aria-hidden="true"><path id="state-picture" d="${pictureOf(key)}"/></svg>
<h2 id="state-title" tabindex="-1">${strings[`${key}Title`]}</h2>
<p id="state-text">${text}</p>
${openable.includes(key) ? html`<noscript><p class="noscript">${strings.noScript}</p></noscript>` : null}
</div>
<div class="stub">
<form id="password-form" method="dialog"${isPassword ? null : html` hidden`}>
<label for="password">${strings.passwordLabel}</label>
<div class="field"><input id="password" type="password" autocomplete="off" maxlength="128" required aria-describedby="complaint"${isPassword && surface === 'page' ? html` autofocus` : null}><button type="button" id="reveal" aria-label="${strings.passwordShow}">${drawing('eye')}</button></div>
<p id="complaint" class="complaint" role="alert"></p>
<button class="primary" type="submit">${strings.passwordAction}</button>
</form>
<button id="act" class="primary" type="button"${isGate ? null : html` hidden`}>${isGate ? strings.gateAction : strings.again}</button>
${data === null && (key === 'too_many' || key === 'error') ? html`<a class="primary" href="">${strings.again}</a>` : null}
</div>
</section>`;
}

/** The sender's message: a line of it in the head, all of it when that is opened. */
function note({ message, strings }: GuestPage): Html {
  const hidden = message === null ? html` hidden` : null;
  return html`<details class="note" id="note"${hidden}><summary>${drawing('note')}<span class="sr">${strings.messageFrom}: </span><span id="excerpt" dir="auto">${message ?? ''}</span></summary><p id="message" dir="auto" tabindex="0">${message ?? ''}</p></details>`;
}
