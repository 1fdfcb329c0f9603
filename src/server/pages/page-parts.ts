import type { View } from '../../contract/view.js';
import type { Language } from '../../theme/language.js';
import type { Assets } from '../app.js';

const texts = (name: string, language: Language): string =>
  `src/theme/strings/${name}${language === 'en' ? '' : `.${language}`}.ts`;

/**
 * What a page loads that begins with a state's card, beside what every page does, as paths below `/assets/`: all that the
 * card may have to say or ask later, at once.
 */
export function cardParts(
  assets: Assets,
  language: Language,
): { readonly styles: readonly string[]; readonly preload: readonly string[] } {
  const sources = ['src/guest/card-face.ts', texts('guest', language), 'src/client/problem.ts'];
  return {
    styles: assets.part('src/guest/card.css'),
    preload: sources.flatMap((source) => assets.part(source)),
  };
}

/** Of src/views/: the folder, which is also the name of the texts, and what comes of it before the view is whole. */
const parts: Readonly<Record<View['type'], readonly [folder: string, ...files: string[]]>> = {
  image: ['image', 'mount', 'looking'],
  video: ['media', 'mount', 'controls'],
  audio: ['media', 'mount', 'controls'],
  document: ['document', 'mount', 'library', 'viewer'],
  graph: ['graph', 'mount', 'explore'],
  persona: ['persona', 'mount'],
};

/** What a view is made of, as paths below `/assets/`: each part would ask for the next, and wait for it. */
export function viewParts(assets: Assets, view: View['type'], language: Language): readonly string[] {
  const [folder, ...files] = parts[view];
  const sources = files.map((file) => `src/views/${folder}/${file}.ts`);
  // A view has the English ones in its code.
  if (language !== 'en') sources.push(texts(folder, language));
  return sources.flatMap((source) => assets.part(source));
}
