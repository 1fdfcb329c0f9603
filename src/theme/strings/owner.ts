import type { Plural } from '../formats.js';
import { translated } from '../translations.js';
import type { embedStrings } from './owner-embed.js';
import type { formStrings } from './owner-form.js';
import type { linksStrings } from './owner-links.js';
import type { onlyLinkStrings } from './owner-only-link.js';
import type { peopleStrings } from './owner-people.js';
import type { sitesStrings } from './owner-sites.js';

/**
 * What an owner reads in the menu and in the dialog's first tab, in English. `{places}` are filled in; texts that count
 * have plural forms. What the other tabs say in English comes with them, so that a page which only copies a link does not
 * load it. The other languages have one file each, with everything.
 */
export const strings = {
  share: 'Share',
  shareTitle: 'Share “{title}”',
  copyLink: 'Copy link',
  copy: 'Copy',
  copied: 'Copied',
  copySelected: 'Your browser did not let us copy. The text is selected: press {keys}.',
  sendWith: 'Send with…',
  qrCode: 'QR code',
  qrLabel: 'QR code of the link',
  moreOptions: 'More options…',
  linkAddress: 'Address of the link',
  loading: 'Loading…',
  close: 'Close',
  tryAgain: 'Try again',
  cancel: 'Cancel',
  save: 'Save',
  tabLink: 'Link',
  tabPeople: 'People',
  tabEmbed: 'Embed',
  tabLinks: 'Links',
  stale: 'No connection. What you see here may be out of date.',
  pendingResource: 'This is not ready yet. As soon as it is, you can share it.',
  failedResource: 'Making this failed, so there is nothing to share.',
  anyone: 'Anyone with the link',
  anyonePassword: 'Anyone with the link and the password',
  recipient: '{name}, or anyone who gets the link from them,',
  recipientPassword: '{name}, or anyone with their link and the password,',
  allowedSites: { one: '{sites} and its visitors', other: 'The {count} sites that you allow, and their visitors,' },
  allSites: 'Every site on the web, with its visitors,',
  noSites: 'No site can show this yet: allow at least one.',
  can: '{who} can open this{limits}.',
  canDownload: '{who} can open and download this{limits}.',
  clause: ', {text}',
  timesLeft: { one: '{count} more time', other: '{count} more times' },
  times: { one: 'once', other: '{count} times' },
  until: 'until {date} your time',
  noEnd: 'with no end date',
  liveSays: 'Conversations: {limits}.',
  liveAtOnce: { one: 'one at a time', other: '{count} at once' },
  liveMinutes: { one: '{count} minute each', other: '{count} minutes each' },
  livePerDay: { one: '{count} a day', other: '{count} a day' },
  isPaused: 'Paused. Nobody can open this until you resume it.',
  isExpired: 'Ended {date}. Extend it, and the same address works again.',
  isExpiredForGood: 'Ended {date}. This link cannot be extended: make a new one.',
  isUsedUpForGood: 'Used up, and the limit cannot be raised: make a new link.',
  isUsedUp: {
    one: 'Used up: it could be opened once. Raise the limit, and the same address works again.',
    other: 'Used up: it could be opened {count} times. Raise the limit, and the same address works again.',
  },
  isRevoked: 'Revoked {date}. This cannot be undone.',
  graceUntil: 'The address from before still works until {date}.',
  createAndCopy: 'Create and copy link',
  createLink: 'Create link',
  linkReady: 'Your link is ready',
  currentLink: 'Current link',
  newLink: 'New link with other settings',
  backToCurrent: 'Back to the current link',
  editLink: 'Edit',
  preview: 'Preview as guest',
  previewHint: 'Opens in a new tab and does not count.',
  linkUnreadable: 'The address of this link can no longer be shown. Give the link a new one.',
  remove: 'Remove {name}',
  queued: 'On its way',
  sent: 'Sent',
  failed: 'Not delivered',
  saved: 'Saved',
  linkOf: 'Link of {date}',
  embedPlayer: 'Player',
  embedOrb: 'Orb',
  openedTimes: { zero: 'Not opened yet', one: 'Opened once', other: 'Opened {count} times' },
  lastOpened: 'last {relative}',
  details: 'Details',
  problem_unauthorized: 'You are not signed in any more, or may not share this. Reload the page and sign in.',
  problem_forbidden: 'You may not do that with this link.',
  problem_not_found: 'This is not there any more.',
  problem_conflict: 'Somebody else changed this link just now. Look at it again and repeat the change.',
  problem_too_many_requests: 'That was too much at once. Wait a moment and try again.',
  problem_unavailable: 'The server cannot be reached. Check the connection and try again.',
  problem_unknown: 'That did not work. Try again.',
  notConfigured: 'This share button is not set up: it needs server, resource and grant-url.',
} satisfies Record<string, string | Plural>;

/** Texts as any language has them, with the names that an English part has. */
export type Texts<T> = { readonly [K in keyof T]: T[K] extends string ? string : Plural };

/** What is there in every language before any tab was opened. */
export type BaseStrings = Texts<typeof strings>;

/** Every text that an owner reads. */
export type OwnerStrings = BaseStrings &
  Texts<typeof formStrings> &
  Texts<typeof onlyLinkStrings> &
  Texts<typeof peopleStrings> &
  Texts<typeof sitesStrings> &
  Texts<typeof embedStrings> &
  Texts<typeof linksStrings>;

/** The owner's texts in the language that comes nearest to `language` (BCP 47): of English, the first part. */
export function loadOwnerStrings(language: string): Promise<BaseStrings> {
  return translated<BaseStrings>(language, strings, {
    de: () => import('./owner.de.js'),
    es: () => import('./owner.es.js'),
    fr: () => import('./owner.fr.js'),
    pt: () => import('./owner.pt.js'),
    ja: () => import('./owner.ja.js'),
    zh: () => import('./owner.zh.js'),
    ar: () => import('./owner.ar.js'),
  });
}
