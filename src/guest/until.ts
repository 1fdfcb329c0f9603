import { fill } from '../theme/language.js';

const steps = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** An instant in the reader's own zone, with how far off it is: "27 November 2026 at 18:00 (in 5 days)". */
export function untilText(template: string, instant: string, language: string, now: number): string {
  const at = Date.parse(instant);
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(at);
  return `${fill(template, { date })} (${relative(at - now, language)})`;
}

/** A wait in words: "in 2 minutes". */
export function relative(milliseconds: number, language: string): string {
  const seconds = Math.round(milliseconds / 1000);
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? (['second', 1] as const);
  return new Intl.RelativeTimeFormat(language, { numeric: 'always' }).format(Math.round(seconds / size), unit);
}

/** A length in words, without "in": "2 minutes". */
export function duration(seconds: number, language: string): string {
  const [unit, size] = seconds >= 60 ? (['minute', 60] as const) : (['second', 1] as const);
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(
    Math.ceil(seconds / size),
  );
}
