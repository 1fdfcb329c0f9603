import { expect } from '@open-wc/testing';
import { edges, node, shop } from './samples.js';
import { accessible, clearShown, colourAt, drawn, inside, isThere, named, ready, show, until } from './shown.js';

afterEach(clearShown);

const green = [11, 107, 87];
const one = (more: object) => ({
  nodes: [node('Only', { x: 0, y: 0, width: 200, height: 100, label: ' ', ...more })],
  edges: [],
});

describe('The graph view shows', () => {
  it('a picture at once, and says that it was viewed', async () => {
    const shown = await show({ graph: one({ category: 'c', categoryColor: '#0b6b57' }) });
    expect(shown.reports).to.deep.equal(['viewed']);
    expect(colourAt(shown, 500, 350)).to.deep.equal(green);
    expect(shown.problems).to.deep.equal([]);
  });

  it('a name and a size to those who listen', async () => {
    const shown = await show();
    const { canvas } = shown;
    expect(canvas().ariaLabel).to.contain('Shop');
    await ready(shown);
    expect(canvas().getAttribute('role')).to.equal('application');
    expect(canvas().tabIndex).to.equal(0);
    expect(canvas().ariaLabel).to.equal('Graph of services and topics: Shop. 5 nodes, 5 connections');
  });

  it('the title of the share for a graph without a name', async () => {
    const shown = await show({ graph: { ...shop, name: undefined }, title: 'From the office' });
    await ready(shown);
    expect(shown.canvas().ariaLabel).to.contain('From the office');
  });

  it('what the shapes and colours mean', async () => {
    const shown = await show();
    await ready(shown);
    const legend = inside(shown.host).querySelector('.legend ul');
    expect([...(legend?.children ?? [])].map((entry) => entry.textContent)).to.deep.equal([
      'Service',
      'Topic',
      'Core',
      'Money',
      'TAOwner',
    ]);
  });

  it('a node without a colour, or with a bad one, as a plain surface', async () => {
    for (const categoryColor of ['nonsense', 'url(x)', undefined]) {
      const shown = await show({ graph: one({ category: 'c', categoryColor }) });
      expect(colourAt(shown, 500, 350)).to.deep.equal([255, 255, 255]);
      clearShown();
    }
  });

  it('a designed page for an empty graph', async () => {
    const shown = await show({ graph: { nodes: [], edges: edges('a>b') } });
    expect(inside(shown.host).textContent).to.contain('Nothing to draw yet');
    expect(shown.reports).to.deep.equal(['viewed']);
    expect(shown.problems).to.deep.equal([]);
    await accessible(shown.host);
  });

  it('what was left out, until that is dismissed', async () => {
    const graph = {
      ...shop,
      edges: [...shop.edges, ...edges('gone>Orders', 'gone>gone').map((edge) => ({ ...edge, id: undefined })), 7],
    };
    const shown = await show({ graph });
    await ready(shown);
    expect(inside(shown.host).textContent).to.contain(
      '2 connections lead to nodes that are not here · 1 entry could not be read',
    );
    await accessible(shown.host);
    named(shown.host, 'Dismiss').click();
    expect(inside(shown.host).textContent).not.to.contain('lead to nodes');
  });

  it('says nothing of what was left out when nothing was', async () => {
    const shown = await show();
    await ready(shown);
    expect(isThere(shown.host, 'Dismiss')).to.equal(false);
  });

  it('a graph without a layout, arranged by itself', async () => {
    const bare = { ...shop, nodes: shop.nodes.map(({ x: _x, y: _y, ...rest }) => rest) };
    const shown = await show({ graph: bare });
    await ready(shown);
    expect(shown.reports).to.deep.equal(['viewed']);
  });

  it('nodes at absurd places, of absurd sizes, with absurd names', async () => {
    const graph = {
      nodes: [
        node('A', { x: 1e308, y: -1e308, width: 0, height: 0, label: 'x'.repeat(10_000) }),
        node('B', { x: 0, y: 0, width: 1e9 }),
        node('C', { x: 1e7, y: 0 }),
        { id: 'D', x: null, y: 'left' },
      ],
      edges: edges('A>A', 'A>B', 'B>C', 'C>A'),
    };
    const shown = await show({ graph });
    await ready(shown);
    expect(shown.problems).to.deep.equal([]);
    const scales = shown.events.flatMap((event) => (event.type === 'zoom' ? [event.scale] : []));
    for (const scale of scales) expect(scale).to.be.within(0.05, 4);
  });

  it('its texts in the language of the guest', async () => {
    const shown = await show({ language: 'de-AT' });
    await ready(shown);
    expect(isThere(shown.host, 'Tabelle')).to.equal(true);
    expect(shown.canvas().ariaLabel).to.contain('5 Knoten, 5 Verbindungen');
  });

  it('its panels on the other side where one reads from right to left, and the picture as it is', async () => {
    const graph = one({ category: 'c', categoryColor: '#0b6b57', width: 300 });
    const shown = await show({ graph, language: 'ar' });
    await ready(shown);
    expect(colourAt(shown, 500, 350)).to.deep.equal(green);
    const search = named(shown.host, 'ابحث عن خدمة أو موضوع').getBoundingClientRect();
    expect(search.left).to.be.greaterThan(shown.canvas().getBoundingClientRect().left + 500);
    await accessible(shown.host);
  });

  it('other colours as soon as the page has others', async () => {
    const shown = await show({ graph: one({}), scheme: 'light' });
    expect(colourAt(shown, 500, 350)).to.deep.equal([255, 255, 255]);
    shown.host.style.colorScheme = 'dark';
    await until(() => (colourAt(shown, 500, 350)[0] ?? 255) < 80);
    await accessible(shown.host);
  });

  it('its page’s own colours', async () => {
    const shown = await show({ graph: one({}) });
    const { style } = document.documentElement;
    style.setProperty('--share-surface', 'rgb(250 220 190)');
    await until(() => String(colourAt(shown, 500, 350)) === '250,220,190').finally(() =>
      style.removeProperty('--share-surface'),
    );
  });

  it('the whole picture again when its stage has another size', async () => {
    const shown = await show({ graph: one({ category: 'c', categoryColor: '#0b6b57' }) });
    shown.host.style.inlineSize = '500px';
    await until(() => shown.canvas().clientWidth === 500 && String(colourAt(shown, 250, 350)) === String(green));
  });

  it('itself once its host is laid out, if that comes later', async () => {
    const shown = await show({ graph: one({ category: 'c', categoryColor: '#0b6b57' }), width: 0, height: 0 });
    shown.host.style.cssText += 'inline-size: 600px; block-size: 400px';
    await until(() => shown.canvas().width > 0 && String(colourAt(shown, 300, 200)) === String(green));
  });
});

describe('The graph view gives up', () => {
  const broken: { what: string; graph: unknown }[] = [
    { what: 'what is no JSON', graph: '{"nodes": [' },
    { what: 'an empty answer', graph: '' },
    { what: 'JSON that is no graph', graph: { pages: 3 } },
    { what: 'a list', graph: [] },
    { what: 'null', graph: null },
  ];
  for (const { what, graph } of broken) {
    it(`on ${what}, and says that it is broken`, async () => {
      const { problems, reports, host } = await show({ graph });
      expect(problems).to.deep.equal(['broken']);
      expect(reports).to.deep.equal([]);
      expect(host.childElementCount).to.equal(0);
    });
  }

  it('on an answer that is an error', async () => {
    const { problems } = await show({ asset: '/there-is-nothing-here.json' });
    expect(problems).to.deep.equal(['broken']);
  });

  it('without a connection, and says so', async () => {
    const { problems } = await show({ asset: 'http://127.0.0.1:1/graph' });
    expect(problems).to.deep.equal(['offline']);
  });
});

describe('The graph view ends', () => {
  it('with nothing left, and can be mounted there again', async () => {
    const shown = await show();
    await ready(shown);
    shown.view.destroy();
    expect(shown.host.childElementCount).to.equal(0);
    shown.view.destroy();
    const { mount } = await import('../../../src/views/graph/mount.js');
    await mount(shown.host, shown.context);
    expect(shown.host.childElementCount).to.equal(1);
  });

  it('while it loads, without a word', async () => {
    const pending = show();
    clearShown();
    const shown = await pending;
    await drawn();
    expect(shown.problems).to.deep.equal([]);
    expect(shown.reports).to.deep.equal([]);
    expect(shown.host.childElementCount).to.equal(0);
  });

  it('without hearing the page any longer', async () => {
    const shown = await show();
    await ready(shown);
    shown.end();
    window.dispatchEvent(new Event('beforeprint'));
    window.dispatchEvent(new Event('afterprint'));
    expect(shown.reports).to.deep.equal(['viewed']);
  });
});
