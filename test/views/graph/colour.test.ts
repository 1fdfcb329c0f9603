import { expect } from '@open-wc/testing';
import * as fc from 'fast-check';
import { colourReader, contrast, inkOn, luminance, type Rgb } from '../../../src/views/graph/colour.js';

const rgb = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255));

describe('Colours', () => {
  it('know WCAG’s luminance and contrast', () => {
    expect(luminance([255, 255, 255])).to.be.closeTo(1, 1e-9);
    expect(contrast([0, 0, 0], [255, 255, 255])).to.be.closeTo(21, 1e-9);
    expect(contrast([119, 119, 119], [255, 255, 255])).to.be.closeTo(4.48, 0.01);
  });

  it('give a text at least 4.5:1 on any ground', () => {
    fc.assert(fc.property(rgb, (ground) => contrast(inkOn(ground), ground) >= 4.5));
  });

  const read = colourReader([255, 255, 255]);
  const known: [string, Rgb][] = [
    ['#0b6b57', [11, 107, 87]],
    ['gold', [255, 215, 0]],
    [' rgb(1 2 3) ', [1, 2, 3]],
    ['hsl(0 100% 50%)', [255, 0, 0]],
    ['rgb(0 0 0 / 0)', [255, 255, 255]],
  ];
  for (const [text, expected] of known) it(`read ${text}`, () => expect(read(text)).to.deep.equal(expected));

  const unknown = [
    '',
    'nonsense',
    'url(https://evil.test/x)',
    'red;background:url(x)',
    'var(--_accent)',
    '#12345',
    'x'.repeat(9999),
  ];
  for (const text of unknown) {
    it(`take “${text.slice(0, 24)}” for none`, () => expect(read(text)).to.equal(undefined));
  }

  it('take no text for none', () => expect(read(undefined)).to.equal(undefined));
});
