import { expect } from '@open-wc/testing';
import { fitScale, Layout, stepScale } from '../../../src/views/document/layout.js';

const a4 = { width: 794, height: 1123 };
const port = { width: 1000, height: 800, pixelRatio: 1 };

function laidOut(pages: number, scale = 1, pixelRatio = 1): Layout {
  const layout = new Layout(pages, a4);
  layout.arrange(scale, { ...port, pixelRatio });
  return layout;
}

describe('the layout of pages', () => {
  it('lays pages below one another, in the middle, with a gap before, between and after', () => {
    const layout = laidOut(3);
    expect(layout.box(1)).to.deep.equal({ left: 103, top: 16, width: 794, height: 1123 });
    expect(layout.box(2).top).to.equal(16 + 1123 + 16);
    expect(layout.size).to.deep.equal({ width: 1000, height: 16 + 3 * (1123 + 16) });
  });

  it('gives every page whole device pixels, at any scale and ratio', () => {
    for (const pixelRatio of [1, 1.1, 1.25, 1.5, 2, 3]) {
      for (const scale of [0.33, 0.9, 1, 1.2345, 4]) {
        const { left, top, width, height } = laidOut(4, scale, pixelRatio).box(3);
        for (const length of [left, top, width, height]) {
          const pixels = length * pixelRatio;
          expect(Math.abs(pixels - Math.round(pixels)), `${length} at ${pixelRatio}`).to.be.below(1e-6);
        }
      }
    }
  });

  it('knows the page at every height, the gap above a page being the page’s', () => {
    const layout = laidOut(500);
    expect(layout.pageAt(-50)).to.equal(1);
    expect(layout.pageAt(1e9)).to.equal(500);
    for (const page of [1, 2, 250, 499, 500]) {
      const { top, height } = layout.box(page);
      expect(layout.pageAt(top)).to.equal(page);
      expect(layout.pageAt(top + height - 1)).to.equal(page);
      expect(layout.pageAt(top - 15)).to.equal(page);
    }
  });

  it('finds a spot again when pages before it change their size', () => {
    const layout = laidOut(10);
    const { top } = layout.box(6);
    const spot = layout.spotAt(500, top + 300);
    const gap = layout.spotAt(500, top - 10);
    for (const page of [1, 3, 5]) layout.learn(page, { width: 400, height: 2000 });
    layout.arrange(1, port);
    expect(layout.box(6).top).to.equal(top + 3 * (2000 - 1123));
    expect(layout.place(spot).y).to.be.closeTo(layout.box(6).top + 300, 0.01);
    expect(layout.place(gap).y).to.be.closeTo(layout.box(6).top - 10, 0.01);
  });

  it('says whether a size is news', () => {
    const layout = laidOut(2);
    expect(layout.learn(2, { width: 794, height: 1123 })).to.equal(false);
    expect(layout.learn(2, { width: 794, height: 1000 })).to.equal(true);
    expect(layout.learn(2, { width: 794, height: 1000 })).to.equal(false);
  });

  it('stays on the present page while all of it is seen, and else takes the one that is seen most', () => {
    const layout = laidOut(50, 0.2);
    const { top } = layout.box(10);
    expect(layout.pageSeen(top - 16, 800, 10)).to.equal(10);
    expect(layout.pageSeen(top - 16, 800, 11)).to.equal(11);
    expect(layout.pageSeen(top - 16, 800, 40)).to.equal(10);
    expect(layout.pageSeen(top + 150, 800, 10)).to.equal(11);
  });
});

describe('the scale of pages', () => {
  it('fits the width, the whole page, or what reads well', () => {
    expect(fitScale('fit-width', a4, port)).to.be.closeTo(968 / 794, 1e-9);
    expect(fitScale('fit-page', a4, port)).to.be.closeTo(768 / 1123, 1e-9);
    expect(fitScale('auto', a4, port)).to.be.closeTo(968 / 794, 1e-9);
    expect(fitScale('auto', a4, { width: 3000, height: 800 })).to.equal(1.25);
    expect(fitScale('auto', { width: 1123, height: 794 }, port)).to.be.closeTo(968 / 1123, 1e-9);
    expect(fitScale('fit-width', a4, { width: 390, height: 700 })).to.be.closeTo(374 / 794, 1e-9);
  });

  it('steps to the next round figure, and no further than the ends', () => {
    expect(stepScale(1, 1)).to.equal(1.1);
    expect(stepScale(1, -1)).to.equal(0.9);
    expect(stepScale(1.13, 1)).to.equal(1.25);
    expect(stepScale(8, 1)).to.equal(8);
    expect(stepScale(0.1, -1)).to.equal(0.1);
  });
});
