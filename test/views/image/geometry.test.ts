import { expect } from '@open-wc/testing';
import { fitScale, settled } from '../../../src/views/image/fitting.js';
import { boundedScale, zoomedAt } from '../../../src/views/image/zooming.js';

const stage = { width: 832, height: 632 };

describe('The geometry of an image on its stage', () => {
  const fits = [
    { what: 'a wide photograph', image: { width: 1600, height: 600 }, drawing: false, scale: 0.5 },
    { what: 'a tall photograph', image: { width: 600, height: 1200 }, drawing: false, scale: 0.5 },
    { what: 'a small photograph, which would only blur', image: { width: 100, height: 60 }, drawing: false, scale: 1 },
    { what: 'a small drawing, which fills the stage', image: { width: 100, height: 60 }, drawing: true, scale: 8 },
  ];
  for (const { what, image, drawing, scale } of fits)
    it(`fits ${what}`, () => expect(fitScale(image, stage, drawing)).to.equal(scale));

  it('fits into a stage that has no room without turning inside out', () => {
    expect(fitScale({ width: 100, height: 100 }, { width: 10, height: 0 }, false)).to.be.greaterThan(0);
  });

  it('keeps the scale between the whole image and eight times its pixels', () => {
    expect(boundedScale(0.1, 0.5)).to.equal(0.5);
    expect(boundedScale(2, 0.5)).to.equal(2);
    expect(boundedScale(99, 0.5)).to.equal(8);
    expect(boundedScale(99, 4)).to.equal(32);
  });

  it('centres what is smaller than the stage', () => {
    expect(settled({ width: 100, height: 100 }, stage, { scale: 2, x: -50, y: 900 })).to.deep.equal({
      scale: 2,
      x: 316,
      y: 216,
    });
  });

  it('leaves no gap beside what is larger', () => {
    const image = { width: 1000, height: 1000 };
    expect(settled(image, stage, { scale: 1, x: 40, y: 40 })).to.include({ x: 0, y: 0 });
    expect(settled(image, stage, { scale: 1, x: -5000, y: -5000 })).to.include({ x: -168, y: -368 });
  });

  it('keeps the point under the pointer where it is', () => {
    const before = { scale: 1, x: -100, y: -40 };
    const point = { x: 200, y: 300 };
    const after = zoomedAt(before, 3, point);
    expect((point.x - after.x) / after.scale).to.be.closeTo((point.x - before.x) / before.scale, 1e-9);
    expect((point.y - after.y) / after.scale).to.be.closeTo((point.y - before.y) / before.scale, 1e-9);
  });
});
