import { fill } from './fill.js';
import { relativeTime } from './relative.js';

/** What the server writes into the guest page and its script writes anew: both must come to the same. */

export interface UntilOptions {
  /** With the place `{date}`. */
  readonly template: string;
  /** BCP 47, with the reader's region where it is known. */
  readonly locale: string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** IANA name; the reader's own zone unless given. */
  readonly zone?: string;
}

/** Until when, and how far off that is: "Available until 27 Nov 2026, 18:00 (in 5 days)". A given zone is named. */
export function untilText(at: number, { template, locale, now, zone }: UntilOptions): string {
  const date = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    ...(zone === undefined ? {} : { timeZone: zone, timeZoneName: 'short' }),
  }).format(at);
  return `${fill(template, { date })} (${relativeTime(at - now, locale)})`;
}

/** Stands for a person or a team: the first letter of the name. */
export function initialOf(name: string): string {
  return [...name.trim()][0]?.toUpperCase() ?? '';
}
