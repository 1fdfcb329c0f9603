import { embedStrings } from './owner-embed.js';
import { formStrings } from './owner-form.js';
import { linksStrings } from './owner-links.js';
import { peopleStrings } from './owner-people.js';
import { sitesStrings } from './owner-sites.js';
import { strings as base, type OwnerStrings } from './owner.js';

export const strings: OwnerStrings = {
  ...base,
  ...formStrings,
  ...peopleStrings,
  ...sitesStrings,
  ...embedStrings,
  ...linksStrings,
};
