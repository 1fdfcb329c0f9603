import type { Language } from '../../theme/language.js';
import type { Assets } from '../app.js';

/**
 * What a page loads that begins with a state's card, beside what every page does, as paths below `/assets/`: all that the
 * card may have to say or ask later, at once.
 */
export function cardParts(
  assets: Assets,
  language: Language,
): { readonly styles: readonly string[]; readonly preload: readonly string[] } {
  const texts = `src/theme/strings/guest${language === 'en' ? '' : `.${language}`}.ts`;
  return {
    styles: assets.part('src/guest/card.css'),
    preload: ['src/guest/card-face.ts', texts, 'src/client/problem.ts'].flatMap((source) => assets.part(source)),
  };
}
