import { type Language, pickLanguage } from '../../theme/language.js';
import { guestStrings, type GuestStrings, type OpeningStrings } from '../../theme/strings/guest.js';
import { strings as ar } from '../../theme/strings/guest.ar.js';
import { strings as de } from '../../theme/strings/guest.de.js';
import { strings as es } from '../../theme/strings/guest.es.js';
import { strings as fr } from '../../theme/strings/guest.fr.js';
import { strings as ja } from '../../theme/strings/guest.ja.js';
import { strings as pt } from '../../theme/strings/guest.pt.js';
import { strings as zh } from '../../theme/strings/guest.zh.js';

const byLanguage: Readonly<Record<Language, GuestStrings>> = { en: guestStrings, ar, de, es, fr, ja, pt, zh };

export interface GuestTexts {
  readonly language: Language;
  /** The language with the reader's region, as the browser names it: `en-GB`. */
  readonly locale: string;
  readonly strings: GuestStrings;
}

/** The language that the browser asks for first, of those we speak, with the guest page's texts in it. */
export function guestTexts(acceptLanguage: string | null): GuestTexts {
  const preferred = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const q = parameters
        .map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1])
        .find((value) => value !== undefined);
      return { tag, q: q === undefined ? 1 : Number(q) };
    })
    .filter(({ tag, q }) => tag !== '' && q > 0)
    .sort((a, b) => b.q - a.q);
  const tags = preferred.map(({ tag }) => tag);
  const language = pickLanguage(tags);
  const locale = tags.find((tag) => pickLanguage([tag]) === language && isLocale(tag)) ?? language;
  return { language, locale, strings: byLanguage[language] };
}

/** Those that are sent with the page, for its script. */
export function openingStrings(strings: GuestStrings): OpeningStrings {
  const { sharedBy, until, previewNote, errorTitle, busyText } = strings;
  return { sharedBy, until, previewNote, errorTitle, busyText };
}

/** Headers hold anything: what is no language tag would make every date an error. */
function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
