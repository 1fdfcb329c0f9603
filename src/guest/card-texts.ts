import type { Language } from '../theme/language.js';
import type { GuestStrings } from '../theme/strings/guest.js';

/** Each language is a part of its own, English too: a guest fetches one. */
const parts: Readonly<Record<Language, () => Promise<GuestStrings>>> = {
  en: async () => (await import('../theme/strings/guest.js')).guestStrings,
  de: async () => (await import('../theme/strings/guest.de.js')).strings,
  es: async () => (await import('../theme/strings/guest.es.js')).strings,
  fr: async () => (await import('../theme/strings/guest.fr.js')).strings,
  pt: async () => (await import('../theme/strings/guest.pt.js')).strings,
  ja: async () => (await import('../theme/strings/guest.ja.js')).strings,
  zh: async () => (await import('../theme/strings/guest.zh.js')).strings,
  ar: async () => (await import('../theme/strings/guest.ar.js')).strings,
};

/** All that the guest page's cards say. Rejects when it cannot be fetched. */
export const fetchCardTexts = (language: Language): Promise<GuestStrings> => parts[language]();
