import { fill } from './fill.js';
import { type Language } from './language.js';
import { relativeTime } from './relative.js';

/** A text for each plural form that its language has; `other` is always there. `zero` is taken for 0 in every language. */
export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

/** Numbers, dates and plurals as a reader of `language` expects them, in the reader's own region and time zone. */
export class Formats {
  readonly language: Language;
  readonly locale: string;
  readonly zone: string;

  constructor(language: Language, preferred: readonly string[] = globalThis.navigator?.languages ?? []) {
    this.language = language;
    this.locale = preferred.find((tag) => tag.toLowerCase().split('-')[0] === language) ?? language;
    this.zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  }

  number(value: number): string {
    return new Intl.NumberFormat(this.locale).format(value);
  }

  /** `{count}` and other places of a text that depends on a number. */
  plural(forms: Plural, count: number, values: Readonly<Record<string, string>> = {}): string {
    const none = count === 0 ? forms.zero : undefined;
    const text = none ?? forms[new Intl.PluralRules(this.language).select(count)] ?? forms.other;
    return fill(text, { ...values, count: this.number(count) });
  }

  /** `Fri 28 Nov, 18:00`, with the year when it is not this one. */
  moment(instant: string | number, now = Date.now()): string {
    const date = new Date(instant);
    const sameYear = date.getFullYear() === new Date(now).getFullYear();
    return new Intl.DateTimeFormat(this.locale, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      hour: 'numeric',
      minute: '2-digit',
      ...(sameYear ? {} : { year: 'numeric' }),
    }).format(date);
  }

  day(instant: string | number): string {
    return new Intl.DateTimeFormat(this.locale, { day: 'numeric', month: 'short' }).format(new Date(instant));
  }

  /** `18:00` or `6:00 PM`. */
  time(instant: number): string {
    return new Intl.DateTimeFormat(this.locale, { hour: 'numeric', minute: '2-digit' }).format(new Date(instant));
  }

  /** `in 3 days`, `2 hours ago`. */
  relative(instant: string | number, now = Date.now()): string {
    return relativeTime(new Date(instant).getTime() - now, this.locale);
  }

  /** Somebody's own words within ours, kept from turning them round where one of the two runs from right to left. */
  isolate(text: string): string {
    return this.language === 'ar' || /[\u0590-\u08ff]/.test(text) ? `\u2068${text}\u2069` : text;
  }

  /** `a, b and c`. */
  list(texts: readonly string[]): string {
    return new Intl.ListFormat(this.locale, { type: 'conjunction' }).format(texts);
  }
}
