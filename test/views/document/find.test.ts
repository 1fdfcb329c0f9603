import { expect } from '@open-wc/testing';
import { findAll, fold, readPage, stretches } from '../../../src/views/document/find.js';
import { Search } from '../../../src/views/document/search.js';

const line = (str: string) => ({ str, hasEOL: true });
const finds = (text: string, query: string) => findAll(fold(text).text, fold(query).text).length;

describe('finding text', () => {
  for (const [text, query, what] of [
    ['Straße', 'STRASSE', 'sharp s'],
    ['Café crème', 'cafe creme', 'accents'],
    ['cafe', 'Café', 'accents in the query'],
    ['Cafe\u0301', 'café', 'accents written apart'],
    ['ΟΔΥΣΣΕΥΣ', 'οδυσσευς', 'the last sigma'],
    ['e\ufb03cient of\ufb01ce', 'efficient office', 'ligatures'],
    ['don’t “do” it', `don't "do" it`, 'kinds of quotes'],
    ['2020–2024', '2020-2024', 'kinds of dashes'],
    ['ａｂｃ１２３', 'abc123', 'full width'],
    ['a  wide\n  gap', 'a wide gap', 'spaces and line ends'],
    ['an exam-\nple of it', 'example', 'hyphens at a line’s end'],
    ['日本\n語の文', '日本語の文', 'line ends between ideographs'],
    ['\u0643\u0650\u062a\u0640\u0640\u0627\u0628', 'كتاب', 'Arabic marks and stretching'],
    ['so\u00adft', 'soft', 'soft hyphens'],
  ] as const) {
    it(`does not mind ${what}`, () => expect(finds(text, query), fold(text).text).to.equal(1));
  }

  it('minds what makes another word', () => {
    expect(finds('日本 語', '日本語')).to.equal(0);
    expect(finds('well-known', 'wellknown')).to.equal(0);
    expect(finds('がく', 'かく')).to.equal(0);
    expect(finds('over-\nSight', 'oversight')).to.equal(0);
  });

  it('counts what does not overlap', () => {
    expect(findAll('aaaa', 'aa')).to.deep.equal([0, 2]);
    expect(findAll('abc', '')).to.deep.equal([]);
  });

  it('tells which piece and which letters a match covers', () => {
    const pieces = [line('The caf\u00e9 of'), { str: 'fice', hasEOL: false }, line(' is open')];
    const page = readPage(pieces);
    const needle = fold('cafe of').text;
    const [start = -1] = findAll(page.folded.text, needle);
    expect(stretches(page, start, needle.length, pieces)).to.deep.equal([{ piece: 0, from: 4, to: 11 }]);
    const across = fold('of fice is').text;
    const [begin = -1] = findAll(page.folded.text, across);
    expect(stretches(page, begin, across.length, pieces)).to.deep.equal([
      { piece: 0, from: 9, to: 11 },
      { piece: 1, from: 0, to: 4 },
      { piece: 2, from: 0, to: 3 },
    ]);
  });
});

describe('a search', () => {
  const pages = ['one fish', 'no such thing', 'two fish, red fish', 'blue fish'];
  const search = (onMatch: (page: number) => void = () => {}) =>
    new Search({
      pages: pages.length,
      text: (page) => Promise.resolve(pages[page - 1] ?? ''),
      onChange: () => {},
      onMatch: ({ page }) => onMatch(page),
    });

  it('begins at the page the reader is on, and counts from the first page', async () => {
    const seen: number[] = [];
    const looking = search((page) => seen.push(page));
    await looking.start('FISH', 3);
    expect(seen).to.deep.equal([3]);
    expect([looking.count, looking.position]).to.deep.equal([4, 2]);
    expect(looking.matches(3)).to.deep.equal([4, 14]);
  });

  it('steps through all matches and round the ends', async () => {
    const looking = search();
    await looking.start('fish', 1);
    const positions = [1, 1, 1, 1, -1, -1] as const;
    const seen = positions.map((direction) => {
      looking.step(direction);
      return looking.position;
    });
    expect(seen).to.deep.equal([2, 3, 4, 1, 4, 3]);
  });

  it('finds nothing for nothing, and forgets the last search', async () => {
    const looking = search();
    await looking.start('fish', 1);
    await looking.start('   ', 1);
    expect([looking.count, looking.length, looking.searching]).to.deep.equal([0, 0, false]);
    looking.step(1);
    expect(looking.position).to.equal(0);
  });

  it('leaves a search that a newer one replaced', async () => {
    const looking = search();
    const first = looking.start('fish', 1);
    await looking.start('blue', 1);
    await first;
    expect([looking.count, looking.present?.page]).to.deep.equal([1, 4]);
  });

  it('passes over a page whose text cannot be had', async () => {
    const looking = new Search({
      pages: 2,
      text: (page) => (page === 1 ? Promise.reject(new Error('torn')) : Promise.resolve('fish')),
      onChange: () => {},
      onMatch: () => {},
    });
    await looking.start('fish', 1);
    expect(looking.count).to.equal(1);
  });
});
