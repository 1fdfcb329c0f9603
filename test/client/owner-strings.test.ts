import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { languages } from '../../src/theme/language.js';
import { embedStrings } from '../../src/theme/strings/owner-embed.js';
import { formStrings } from '../../src/theme/strings/owner-form.js';
import { linksStrings } from '../../src/theme/strings/owner-links.js';
import { onlyLinkStrings } from '../../src/theme/strings/owner-only-link.js';
import { peopleStrings } from '../../src/theme/strings/owner-people.js';
import { sitesStrings } from '../../src/theme/strings/owner-sites.js';
import { loadOwnerStrings, strings as base, type OwnerStrings } from '../../src/theme/strings/owner.js';

const src = resolve(import.meta.dirname, '../../src');
const parts = [base, formStrings, onlyLinkStrings, peopleStrings, sitesStrings, embedStrings, linksStrings];
const english: Record<string, string | Record<string, string>> = Object.assign({}, ...parts);
const names = Object.keys(english);

const texts = (value: string | object | undefined): string[] =>
  typeof value === 'string' ? [value] : Object.values(value ?? {});
const places = (text: string) =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort((a, b) => a.localeCompare(b));

test('No name is used by two parts.', () => {
  assert.equal(
    names.length,
    parts.reduce((sum, part) => sum + Object.keys(part).length, 0),
  );
});

for (const language of languages.filter((one) => one !== 'en')) {
  test(`${language} has every text, none of them empty, each with the places that English fills.`, async () => {
    const other = (await loadOwnerStrings(language)) as OwnerStrings;
    assert.deepEqual(Object.keys(other).sort(), names.toSorted());
    for (const name of names) {
      const allowed = new Set(texts(english[name]).flatMap(places));
      const translated = texts(Reflect.get(other, name));
      assert.ok(translated.length > 0 && translated.every((text) => text.trim() !== ''), name);
      for (const text of translated)
        for (const place of places(text)) assert.ok(allowed.has(place), `${name} has a place {${place}} of its own`);
      const needed = places(texts(english[name]).at(-1) ?? '');
      assert.deepEqual(places(translated.at(-1) ?? ''), needed, name);
    }
  });

  test(`${language} is no English in disguise.`, async () => {
    const other = await loadOwnerStrings(language);
    const same = names.filter((name) => {
      const text = english[name];
      return typeof text === 'string' && text.split(' ').length > 2 && Reflect.get(other, name) === text;
    });
    assert.deepEqual(same, []);
  });

  test(`${language} has the plural forms that its numbers take.`, async () => {
    const other = await loadOwnerStrings(language);
    const rules = new Intl.PluralRules(language);
    const small = new Set([1, 2, 3, 11, 100].map((count) => rules.select(count)));
    for (const name of names) {
      const forms: unknown = Reflect.get(other, name);
      if (typeof forms !== 'object' || forms === null) continue;
      assert.ok('other' in forms, name);
      if (small.has('one')) assert.ok('one' in forms, `${name} has no form for one`);
      assert.equal('zero' in forms, 'zero' in (english[name] as object), `${name}: a form for none`);
    }
  });
}

test('Every text is used somewhere.', () => {
  const sources = readdirSync(join(src, 'elements'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(src, 'elements', file), 'utf8'))
    .join('\n');
  const built =
    /^(origin|event|problem)_|^(active|paused|expired|used_up|revoked|queued|sent|failed|human|automated|owner)$/;
  const unused = names.filter((name) => !built.test(name) && !new RegExp(`[.']${name}\\b`).test(sources));
  assert.deepEqual(unused, []);
});

test('A language that is not there, or cannot be loaded, is English.', async () => {
  assert.equal((await loadOwnerStrings('nl')).copyLink, 'Copy link');
  assert.equal((await loadOwnerStrings('de-AT')).copyLink, 'Link kopieren');
});
