/** The languages that every text exists in. English is the one that others fall back to. */
export const languages = ['en', 'de', 'es', 'fr', 'pt', 'ja', 'zh', 'ar'] as const;
export type Language = (typeof languages)[number];

/** The first of the preferred languages (BCP 47, best first) that we speak; English when there is none. */
export function pickLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const base = tag.toLowerCase().split('-')[0];
    const found = languages.find((language) => language === base);
    if (found) return found;
  }
  return 'en';
}

export function direction(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}
