import { expect } from '@open-wc/testing';
import { colourReader } from '../../../src/views/graph/colour.js';
import { fileName, pngFile, svgFile, toSvg } from '../../../src/views/graph/files.js';
import { dressed, type Look, placed } from '../../../src/views/graph/scene.js';
import { givenBoxes } from '../../../src/views/graph/boxes.js';
import { node, read, shop } from './samples.js';
import { clearShown, inside, isThere, named, ready, show, until } from './shown.js';

const look: Look = {
  ground: 'rgb(244, 246, 244)',
  surface: 'rgb(255, 255, 255)',
  text: 'rgb(21, 32, 28)',
  muted: 'rgb(85, 98, 92)',
  line: 'rgb(221, 227, 223)',
  edge: 'rgb(125, 138, 132)',
  accent: 'rgb(11, 107, 87)',
  font: 'sans-serif',
  forced: false,
};
const sceneOf = (json: unknown) => {
  const graph = read(json);
  return dressed(placed(graph, givenBoxes(graph, 'corner')), look, colourReader([255, 255, 255]));
};
const parse = async (file: Blob) => new DOMParser().parseFromString(await file.text(), 'image/svg+xml');
const evil = {
  nodes: [
    node('A', {
      x: 0,
      y: 0,
      width: 500,
      label: '</text><script>alert(1)</script>',
      category: 'c',
      categoryColor: 'url(https://evil.test/#a)',
      owner: 'o',
      ownerLabel: '<b',
      ownerColor: '"><image href="https://evil.test/x"/>',
    }),
    node('B', { x: 600, y: 0, label: 'null\u0000 bell\u0007 half\ud800 fine' }),
  ],
  edges: [],
};

describe('A picture saved as SVG', () => {
  it('is well-formed XML with every node, arrow and label', async () => {
    const drawing = await parse(svgFile(sceneOf(shop), 'Shop'));
    expect(drawing.querySelector('parsererror')).to.equal(null);
    expect(drawing.querySelector('title')?.textContent).to.equal('Shop');
    expect(drawing.querySelectorAll('g:first-of-type > path')).to.have.length(5);
    const labels = [...drawing.querySelectorAll('text')].map((one) => one.textContent);
    expect(labels).to.include.members(['Orders', 'order.placed', 'Billing', 'Parcels', 'parcel.sent', 'TA', 'TB']);
  });

  it('draws topics as stadiums and services as rectangles', () => {
    const rects = [...toSvg(sceneOf(shop), '').querySelectorAll('g rect')];
    const round = rects.map((rect) => Number(rect.getAttribute('rx')) * 2 === Number(rect.getAttribute('height')));
    expect(round).to.deep.equal([false, true, false, false, true]);
  });

  it('holds no script, no reference to anything outside, and no markup from a name', async () => {
    const text = await svgFile(sceneOf(evil), '<script>').text();
    const drawing = new DOMParser().parseFromString(text, 'image/svg+xml');
    expect(drawing.querySelector('parsererror')).to.equal(null);
    const tags = new Set([...drawing.querySelectorAll('*')].map(({ tagName }) => tagName));
    expect([...tags].sort()).to.deep.equal(['circle', 'g', 'rect', 'svg', 'text', 'title']);
    expect(text.replace('http://www.w3.org/2000/svg', '')).not.to.match(/url\(|href|https?:|style=| on\w+=/);
    expect(drawing.querySelector('title')?.textContent).to.equal('<script>');
  });

  it('has nothing in it that XML cannot hold', async () => {
    const drawing = await parse(svgFile(sceneOf(evil), 'a\u0000b'));
    expect(drawing.querySelector('parsererror')).to.equal(null);
  });
});

describe('A picture saved as PNG', () => {
  it('is twice the size of the picture', async () => {
    const image = await createImageBitmap(await pngFile(sceneOf(shop)));
    const { w, h } = sceneOf(shop).bounds;
    expect([image.width, image.height]).to.deep.equal([(w + 64) * 2, (h + 64) * 2]);
  });

  it('stays as small as every browser can make it', async () => {
    const row = (place: (index: number) => object) => ({
      nodes: Array.from({ length: 60 }, (_, index) => node(`N${index}`, place(index))),
      edges: [],
    });
    const wide = row((index) => ({ x: index * 700, y: 0 }));
    const large = row((index) => ({ x: (index % 8) * 700, y: Math.floor(index / 8) * 700 }));
    for (const json of [wide, large]) {
      const image = await createImageBitmap(await pngFile(sceneOf(json)));
      expect(Math.max(image.width, image.height)).to.be.at.most(8192);
      expect(image.width * image.height).to.be.at.most(16_000_000);
      image.close();
    }
  });
});

describe('The name of a file', () => {
  const names: [string, string][] = [
    ['Harbour Lights', 'Harbour-Lights.svg'],
    ['../../etc/passwd', 'etc-passwd.svg'],
    ['système «été» 日本', 'système-été-日本.svg'],
    ['???', 'graph.svg'],
    ['x'.repeat(500), `${'x'.repeat(80)}.svg`],
  ];
  for (const [title, file] of names)
    it(`for “${title.slice(0, 20)}” is ${file.slice(0, 20)}`, () => expect(fileName(title, 'svg')).to.equal(file));
});

describe('Saving', () => {
  afterEach(clearShown);
  /** Catches the file that a press would have saved. */
  const caught = async (act: () => void): Promise<HTMLAnchorElement> => {
    const real = HTMLAnchorElement.prototype.click;
    const links: HTMLAnchorElement[] = [];
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      links.push(this);
    };
    try {
      act();
      await until(() => links.length > 0);
    } finally {
      HTMLAnchorElement.prototype.click = real;
    }
    const [link] = links;
    if (!link) throw new Error('Nothing was saved');
    return link;
  };

  for (const [label, type, name] of [
    ['SVG, sharp at any size', 'image/svg+xml', 'Shop.svg'],
    ['PNG, an image', 'image/png', 'Shop.png'],
  ] as const) {
    it(`hands out ${name} and tells that it did`, async () => {
      const shown = await show({ download: true });
      await ready(shown);
      named(shown.host, 'Download').click();
      const link = await caught(() => named(shown.host, label).click());
      expect(link.download).to.equal(name);
      const file = await (await fetch(link.href)).blob();
      expect(file.type).to.equal(type);
      await until(() => shown.reports.includes('downloaded'));
    });
  }

  it('is not offered where the share does not allow it', async () => {
    const shown = await show({ download: false });
    await ready(shown);
    expect(isThere(shown.host, 'Download')).to.equal(false);
  });
});

describe('On paper', () => {
  afterEach(clearShown);

  it('is the whole picture, in light colours, and only while it is printed', async () => {
    const shown = await show({ scheme: 'dark' });
    await ready(shown);
    window.dispatchEvent(new Event('beforeprint'));
    const drawing = inside(shown.host).querySelector('.print svg');
    expect(drawing?.querySelectorAll('g rect')).to.have.length(5);
    expect(drawing?.querySelector('rect')?.getAttribute('fill')).to.match(/rgb\(2\d\d, 2\d\d, 2\d\d\)/);
    expect(shown.reports).to.deep.equal(['viewed', 'printed']);
    window.dispatchEvent(new Event('afterprint'));
    expect(inside(shown.host).querySelector('.print')?.childElementCount).to.equal(0);
  });

  it('is the table when that is what one looks at', async () => {
    const shown = await show();
    await ready(shown);
    named(shown.host, 'Table').click();
    await until(() => inside(shown.host).querySelector('table') !== null);
    window.dispatchEvent(new Event('beforeprint'));
    expect(inside(shown.host).querySelector('.print')?.childElementCount).to.equal(0);
  });
});
