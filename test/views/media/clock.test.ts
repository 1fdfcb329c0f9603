import { expect } from '@open-wc/testing';
import { clock, spoken } from '../../../src/views/media/clock.js';

describe('A length of time', () => {
  const written = [
    [0, '0:00'],
    [5.9, '0:05'],
    [65, '1:05'],
    [3600, '1:00:00'],
    [3725, '1:02:05'],
    [-3, '0:00'],
    [Number.NaN, '0:00'],
    [Number.POSITIVE_INFINITY, '0:00'],
  ] as const;
  for (const [seconds, text] of written)
    it(`of ${seconds} seconds is written ${text}`, () => expect(clock(seconds)).to.equal(text));

  it('is spoken in words', () => {
    expect(spoken(3725, 'en')).to.equal('1 hour, 2 minutes, 5 seconds');
    expect(spoken(60, 'en')).to.equal('1 minute');
    expect(spoken(0, 'en')).to.equal('0 seconds');
    expect(spoken(62, 'de')).to.equal('1 Minute, 2 Sekunden');
  });
});
