import { expect } from '@open-wc/testing';
import * as fc from 'fast-check';
import { fitLabel, initials } from '../../../src/views/graph/labels.js';

const byLength = (text: string): number => [...text].length;
const fit = (label: string, width: number, lines = 1) => fitLabel(label, width, lines, byLength);

describe('A label', () => {
  const cases = [
    { label: 'orders', width: 10, lines: 1, gives: ['orders'] },
    { label: 'payment service', width: 9, lines: 1, gives: ['payment…'] },
    { label: 'payment service', width: 9, lines: 2, gives: ['payment', 'service'] },
    { label: 'order.placed.v2', width: 10, lines: 2, gives: ['order.', 'placed.v2'] },
    { label: 'a b c d e f', width: 5, lines: 2, gives: ['a b c', 'd e f'] },
    { label: 'a b c d e f g h', width: 5, lines: 2, gives: ['a b c', 'd e…'] },
    { label: 'one\n two\t three', width: 20, lines: 1, gives: ['one two three'] },
    { label: 'unbreakable', width: 5, lines: 3, gives: ['unbr…'] },
    { label: '😀😀😀😀😀', width: 3, lines: 1, gives: ['😀😀…'] },
  ];
  for (const { label, width, lines, gives } of cases) {
    it(`“${label}” in ${lines} × ${width} reads ${gives.join(' / ')}`, () =>
      expect(fit(label, width, lines)).to.deep.equal(gives));
  }

  it('of 10,000 letters is cut without being measured letter by letter', () => {
    let measured = 0;
    const lines = fitLabel('x'.repeat(10_000), 20, 1, (text) => {
      measured += 1;
      return text.length;
    });
    expect(lines).to.deep.equal([`${'x'.repeat(19)}…`]);
    expect(measured).to.be.lessThan(40);
  });

  it('never takes more room than it has, nor tears a letter apart', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 4 }),
        (label, width, count) => {
          const lines = fit(label, width, count);
          expect(lines.length).to.be.at.most(count);
          for (const line of lines) {
            expect(byLength(line)).to.be.at.most(width);
            expect(line).to.equal(line.replace(/[\ud800-\udfff]/gu, ''));
          }
        },
      ),
    );
  });

  it('has initials', () => {
    expect(['Team Amber', 'riggers', 'data_platform.core', '  ', 'émile 😀'].map(initials)).to.deep.equal([
      'TA',
      'R',
      'DP',
      '',
      'É😀',
    ]);
  });
});
