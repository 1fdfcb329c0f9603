import type { Plural } from '../formats.js';

/** What an owner reads in the tab for people, in English. */
export const peopleStrings = {
  recipients: 'Who gets a link',
  recipientsHint: 'Everyone gets a link of their own, which you can revoke alone.',
  recipientsPlaceholder: 'E-mail addresses',
  badEmail: '{text} is not an e-mail address.',
  twiceEmail: '{text} is in the list already.',
  send: { zero: 'Send links', one: 'Send {count} link', other: 'Send {count} links' },
  createLinks: { zero: 'Create links', one: 'Create {count} link', other: 'Create {count} links' },
  noEmail: 'This server sends no e-mail. You get a link for each person, to pass on yourself.',
  needRecipients: 'Add at least one address.',
  emailLanguage: 'E-mail in',
  sentTo: 'Sent so far',
  opened: 'Opened {relative}',
  notOpened: 'Not opened yet',
  sendAgain: 'Send again',
  sentCount: { one: '{count} link is on its way.', other: '{count} links are on their way.' },
  madeCount: { one: '{count} link made.', other: '{count} links made.' },
  failedCount: {
    one: '{count} link could not be made. It is still in the field above.',
    other: '{count} links could not be made. They are still in the field above.',
  },
  nobodyYet: 'Nobody has a link of their own yet.',
} satisfies Record<string, string | Plural>;
