/** A unit, its seconds, and from how many seconds on it is used. */
const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number, number])[] = [
  ['year', 31_557_600, 31_000_000],
  ['month', 2_629_800, 5_000_000],
  ['day', 86_400, 82_800],
  ['hour', 3600, 3420],
  ['minute', 60, 57],
  ['second', 1, 0],
];

/** How far off an instant is, in words: `in 3 days`, `2 hours ago`, `tomorrow`. `locale` is BCP 47. */
export function relativeTime(milliseconds: number, locale: string): string {
  const seconds = Math.round(milliseconds / 1000);
  const [unit, length] = units.find(([, , from]) => Math.abs(seconds) >= from) ?? ['second', 1];
  // “Tomorrow” is clear; “next month” may be in one day or in sixty.
  const numeric = length > 86_400 ? 'always' : 'auto';
  return new Intl.RelativeTimeFormat(locale, { numeric }).format(Math.round(seconds / length), unit);
}
