import { expect } from '@open-wc/testing';
import { languages } from '../../../src/theme/language.js';
import { graphStrings, loadGraphStrings } from '../../../src/theme/strings/graph.js';

const places = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
const keys = Object.keys(graphStrings) as (keyof typeof graphStrings)[];

describe('The graph’s texts', () => {
  for (const language of languages) {
    it(`have a value in every place in ${language}`, async () => {
      const strings = await loadGraphStrings(language);
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.length;
      for (const key of keys) {
        expect(strings[key].trim(), key).not.to.equal('');
        // The form for most numbers has every place; that for one or two may have the number as a word.
        expect(places(strings[key].split('|').at(-1) ?? ''), key).to.deep.equal(
          places(graphStrings[key].split('|').at(-1) ?? ''),
        );
        expect(strings[key].split('|').length, key).to.be.at.most(forms);
      }
    });
  }

  it('are English where there is no translation', async () =>
    expect(await loadGraphStrings('nl-BE')).to.equal(graphStrings));
});
