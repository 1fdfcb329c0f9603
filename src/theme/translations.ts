import { type Language, pickLanguage } from './language.js';

/** Where each language's texts are, beside English, which is in the module itself. */
export type Translations<T> = Readonly<Record<Exclude<Language, 'en'>, () => Promise<{ readonly strings: T }>>>;

/** The texts in the language that comes nearest (BCP 47), loading just that one. English when it cannot be loaded. */
export async function translated<T>(language: string, english: T, others: Translations<T>): Promise<T> {
  const picked = pickLanguage([language]);
  if (picked === 'en') return english;
  try {
    return (await others[picked]()).strings;
  } catch {
    // A view in English is better than none because one small file was lost on the way.
    return english;
  }
}
