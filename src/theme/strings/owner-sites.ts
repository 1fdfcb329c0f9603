import type { Plural } from '../formats.js';

/** What an owner reads in the choice of sites that may embed, in English. */
export const sitesStrings = {
  sites: 'Where it may appear',
  sitesHint: 'For example https://example.com, or https://*.example.com for all its subdomains.',
  sitePlaceholder: 'https://example.com',
  add: 'Add',
  storedAs: 'Stored as {site}.',
  siteTwice: '{site} is in the list already.',
  needSite: 'Allow at least one site, or every site.',
  allowAll: 'Let every site embed this',
  allowAllRisk: 'Anyone who sees the code can put this on their own site, under their own name.',
  removeWatermark: 'Without our name below it',
  origin_empty: 'Write an address such as https://example.com.',
  origin_too_long: 'That address is too long.',
  origin_no_scheme: 'Begin with https://, as in https://example.com.',
  origin_scheme: 'Only https:// (or http:// for localhost) can be allowed.',
  origin_path: 'A site is allowed as a whole: leave out the path and everything after the host.',
  origin_characters: 'The address has a character that no host name can have.',
  origin_wildcard: 'A * stands only at the front, as in https://*.example.com. For every site, use the switch.',
  origin_ip_address: 'Browsers do not match IP addresses reliably: use a host name, or localhost while you develop.',
  origin_host: 'That is not a host name.',
  origin_port: 'The port is a number from 1 to 65535.',
  origin_port_of_other_scheme: 'https with port 80, or http with port 443, can never be right.',
} satisfies Record<string, string | Plural>;
