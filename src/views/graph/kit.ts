import { fill } from '../../theme/fill.js';
import { pickLanguage } from '../../theme/language.js';
import type { GraphStrings } from '../../theme/strings/graph.js';
import type { Rgb } from './colour.js';
import type { Graph } from './read-graph.js';

/** What every part of the view is made with. */
export interface Kit {
  readonly graph: Graph;
  readonly strings: GraphStrings;
  /** Of the strings: names are in its order. */
  readonly language: string;
  colour(text: string | undefined): Rgb | undefined;
  number(value: number): string;
  /** A text in the form that goes with a number. */
  count(text: string, count: number): string;
}

export function createKit(parts: Omit<Kit, 'language' | 'number' | 'count'>, language: string): Kit {
  const numbers = new Intl.NumberFormat(language);
  const rules = new Intl.PluralRules(pickLanguage([language]));
  const forms = ['zero', 'one', 'two', 'few', 'many', 'other'].filter((form) =>
    rules.resolvedOptions().pluralCategories.some((category) => category === form),
  );
  return {
    ...parts,
    language,
    number: (value) => numbers.format(value),
    count: (text, count) => {
      const texts = text.split('|');
      const form = texts[Math.min(forms.indexOf(rules.select(count)), texts.length - 1)] ?? text;
      return fill(form, { count: numbers.format(count) });
    },
  };
}
