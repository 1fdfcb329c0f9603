import type { Plural } from '../formats.js';

/** What an owner reads of a link that gets a new address, and of a source that has one link at a time, in English. */
export const onlyLinkStrings = {
  oneLinkOnly: 'There is one link to this at a time.',
  regenerate: 'Replace the link…',
  regenerateWarning:
    'The address that you gave out stops working at once, and so does everything that embeds it. There is no way back.',
  regenerateNow: 'Replace it now',
  nowRotated: 'The link has a new address.',
} satisfies Record<string, string | Plural>;
