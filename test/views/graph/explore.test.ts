import { expect } from '@open-wc/testing';
import { edges, node, shop } from './samples.js';
import {
  accessible,
  clearShown,
  colourAt,
  drag,
  drawn,
  find,
  inside,
  isThere,
  named,
  ready,
  show,
  type Shown,
  tap,
  until,
} from './shown.js';

afterEach(clearShown);

const scales = ({ events }: Shown) => events.flatMap((event) => (event.type === 'zoom' ? [event.scale] : []));
const lastScale = (shown: Shown) => scales(shown).at(-1) ?? 0;
const texts = (all: Iterable<Element>) => [...all].map((one) => one.textContent?.trim());
const details = (shown: Shown) => texts(shown.panel('Details').querySelectorAll('h2, dd, h3, li, p'));

/** A stage with one node, 200 × 100 in the picture, in its middle. */
const single = {
  nodes: [node('Only', { x: 0, y: 0, width: 200, height: 100, category: 'c', categoryColor: '#0b6b57' })],
  edges: [],
};

describe('Moving the picture', () => {
  it('by dragging takes it along', async () => {
    const shown = await show({ graph: single });
    drag(shown, [
      [900, 600],
      [950, 600],
      [1000, 600],
    ]);
    await drawn();
    expect(colourAt(shown, 440, 310)).not.to.deep.equal([11, 107, 87]);
    expect(colourAt(shown, 680, 310)).to.deep.equal([11, 107, 87]);
  });

  it('by dragging is no press on a node', async () => {
    const shown = await show({ graph: single });
    await ready(shown);
    drag(shown, [
      [500, 350],
      [560, 350],
    ]);
    expect(shown.announced).to.deep.equal([]);
  });

  it('by wheel pans, and with Ctrl zooms at the pointer', async () => {
    const shown = await show({ graph: single });
    await until(() => scales(shown).length === 1);
    const wheel = (init: WheelEventInit) => {
      const event = new WheelEvent('wheel', { cancelable: true, bubbles: true, ...init });
      shown.canvas().focus();
      shown.canvas().dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(wheel({ deltaX: -180 })).to.equal(true);
    await drawn();
    expect(colourAt(shown, 680, 310)).to.deep.equal([11, 107, 87]);
    const before = lastScale(shown);
    wheel({ deltaY: -20, ctrlKey: true });
    await until(() => lastScale(shown) > before);
  });

  it('by two fingers zooms', async () => {
    const shown = await show({ graph: single });
    await until(() => scales(shown).length === 1);
    const before = lastScale(shown);
    const { left, top } = shown.canvas().getBoundingClientRect();
    const send = (type: string, pointerId: number, x: number) =>
      shown.canvas().dispatchEvent(
        new PointerEvent(type, {
          pointerId,
          pointerType: 'touch',
          clientX: left + x,
          clientY: top + 300,
          bubbles: true,
        }),
      );
    shown.canvas().setPointerCapture = () => undefined;
    send('pointerdown', 1, 400);
    send('pointerdown', 2, 500);
    send('pointermove', 2, 700);
    send('pointerup', 1, 400);
    send('pointerup', 2, 700);
    await until(() => lastScale(shown) > before * 1.5);
    expect(shown.announced).to.deep.equal([]);
  });

  it('by buttons zooms and fits, and says how much', async () => {
    const shown = await show();
    await ready(shown);
    await until(() => scales(shown).length === 1);
    const fitted = lastScale(shown);
    named(shown.host, 'Zoom in').click();
    await until(() => lastScale(shown) > fitted * 1.2);
    expect(shown.announced.at(-1)).to.match(/^Zoom \d+%$/);
    named(shown.host, 'Fit to window').click();
    await until(() => lastScale(shown) === fitted);
  });

  it('follows the commands of the page around', async () => {
    const shown = await show();
    await until(() => scales(shown).length === 1);
    const fitted = lastScale(shown);
    shown.view.command({ type: 'zoom', scale: 2 });
    await until(() => lastScale(shown) === 2);
    shown.view.command({ type: 'zoom', scale: 1e6 });
    await until(() => lastScale(shown) === 4);
    shown.view.command({ type: 'zoom', scale: 'fit-page' });
    await until(() => lastScale(shown) === fitted);
    shown.view.command({ type: 'play' });
    shown.view.command({ type: 'zoom', scale: 'fit-width' });
    await drawn();
    expect(lastScale(shown)).to.be.at.least(fitted);
  });
});

describe('Selecting a node', () => {
  it('by a press shows its details and says what it is', async () => {
    const shown = await show({ graph: single });
    await ready(shown);
    tap(shown, 500, 350);
    expect(details(shown)[0]).to.equal('Only');
    expect(shown.announced).to.deep.equal(['Only, Service. Incoming: 0. Outgoing: 0.']);
    tap(shown, 20, 400);
    expect(() => shown.panel('Details')).to.throw();
  });

  it('by a finger that does not hit it quite', async () => {
    const shown = await show({ graph: { nodes: [node('Only', { x: 0, y: 0, width: 16, height: 16 })], edges: [] } });
    await ready(shown);
    tap(shown, 500, 350 + 18, 'touch');
    expect(details(shown)[0]).to.equal('Only');
  });

  it('by a search tells its owner, category, flows and neighbours', async () => {
    const shown = await show();
    await find(shown, 'Orders');
    expect(details(shown)).to.deep.equal([
      'Orders',
      'Core',
      'TATeam Amber',
      'Buying',
      'Incoming 1',
      'parcel.sent',
      'Outgoing 1',
      'order.placed',
    ]);
    await accessible(shown.host);
  });

  it('leads on from neighbour to neighbour, and keeps the focus', async () => {
    const shown = await show();
    await find(shown, 'Orders');
    named(shown.host, 'order.placed').click();
    expect(details(shown)[0]).to.equal('order.placed');
    expect(inside(shown.host).activeElement?.textContent).to.equal('order.placed');
    expect(shown.announced.at(-1)).to.equal('order.placed, Topic. Incoming: 1. Outgoing: 2.');
  });

  it('dims the rest', async () => {
    const far = { x: 0, y: 0, width: 200, height: 100, category: 'c', categoryColor: '#0b6b57' };
    const graph = { nodes: [node('A', far), node('B', { ...far, x: 500 })], edges: [] };
    const shown = await show({ graph, scheme: 'light' });
    await ready(shown);
    const scale = await until(() => scales(shown).length > 0).then(() => lastScale(shown));
    const [a, b] = [500 - 250 * scale, 500 + 250 * scale];
    expect(colourAt(shown, b, 330)).to.deep.equal([11, 107, 87]);
    tap(shown, a, 350);
    named(shown.host, 'Close').click();
    await until(() => (colourAt(shown, b, 330)[0] ?? 0) > 150);
    expect(colourAt(shown, a, 330)).to.deep.equal([11, 107, 87]);
  });

  it('with many neighbours shows some, and the rest on demand', async () => {
    const names = Array.from({ length: 70 }, (_, index) => `topic.${index}`);
    const graph = {
      nodes: [node('Hub'), ...names.map((name) => node(name))],
      edges: edges(...names.map((name) => `Hub>${name}`)),
    };
    const shown = await show({ graph });
    await find(shown, 'Hub');
    const listed = () => shown.panel('Details').querySelectorAll('li').length;
    expect(listed()).to.equal(30);
    named(shown.host, '40 more').click();
    expect(listed()).to.equal(70);
    expect(inside(shown.host).activeElement?.textContent).to.equal('topic.30');
  });
});

describe('Searching', () => {
  const type = async (shown: Shown, text: string) => {
    await ready(shown);
    const field = named<HTMLInputElement>(shown.host, 'Find a service or topic');
    field.focus();
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    return field;
  };
  const options = ({ host }: Shown) => texts(inside(host).querySelectorAll('[role=option]'));

  it('lists what it finds, and says how many', async () => {
    const shown = await show();
    const field = await type(shown, 'order');
    expect(options(shown)).to.deep.equal(['Orders', 'order.placed']);
    expect(field.ariaExpanded).to.equal('true');
    expect(inside(shown.host).querySelector('.search [role=status]')?.textContent).to.equal('2 results');
    await accessible(shown.host);
  });

  it('says so when there is nothing', async () => {
    const shown = await show();
    await type(shown, 'zebra');
    expect(options(shown)).to.deep.equal(['Nothing found']);
    await accessible(shown.host);
  });

  it('goes to what is pressed', async () => {
    const shown = await show();
    await type(shown, 'order');
    inside(shown.host).querySelectorAll<HTMLElement>('[role=option]')[1]?.click();
    expect(details(shown)[0]).to.equal('order.placed');
  });

  it('shows markup in a name as what it is', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    const shown = await show({ graph: { nodes: [node('A', { label: evil })], edges: [] } });
    await find(shown, evil);
    expect(details(shown)[0]).to.equal(evil);
    expect(inside(shown.host).querySelector('img')).to.equal(null);
  });
});

describe('Filtering', () => {
  const box = (shown: Shown, label: string) => {
    const found = [...shown.panel('Filter').querySelectorAll('label')].find((one) => one.textContent?.includes(label));
    const input = found?.querySelector('input');
    if (!input) throw new Error(`No filter ${label}`);
    return input;
  };

  it('offers categories, owners and flows with their counts', async () => {
    const shown = await show();
    await ready(shown);
    named(shown.host, 'Filter').click();
    const groups = [...shown.panel('Filter').querySelectorAll('fieldset')].map((group) => texts(group.children));
    expect(groups).to.deep.equal([
      ['Category', 'Core2', 'Money1'],
      ['Owner', 'TATeam Amber2', 'TBTeam Blue1'],
      ['Flow', 'Buying2'],
    ]);
    await accessible(shown.host);
  });

  it('counts what passes, in the panel and on the button, and can be cleared', async () => {
    const shown = await show();
    await ready(shown);
    const button = named(shown.host, 'Filter');
    button.click();
    box(shown, 'Core').click();
    box(shown, 'Buying').click();
    expect(shown.panel('Filter').textContent).to.contain('1 of 5 shown');
    expect(button.textContent).to.equal('Filter 2');
    await accessible(shown.host);
    box(shown, 'Core').click();
    expect(shown.panel('Filter').textContent).to.contain('2 of 5 shown');
    named(shown.host, 'Clear filters').click();
    expect(shown.panel('Filter').textContent).to.contain('5 of 5 shown');
    expect(box(shown, 'Buying').checked).to.equal(false);
  });

  it('says so when nothing passes', async () => {
    const shown = await show();
    await ready(shown);
    named(shown.host, 'Filter').click();
    box(shown, 'Money').click();
    box(shown, 'Buying').click();
    expect(shown.panel('Filter').textContent).to.contain('Nothing matches these filters.');
  });

  it('is not offered where there is nothing to filter by', async () => {
    const shown = await show({ graph: { nodes: [node('A')], edges: [] } });
    await ready(shown);
    expect(isThere(shown.host, 'Table')).to.equal(true);
    expect(isThere(shown.host, 'Filter')).to.equal(false);
  });
});

describe('The table', () => {
  const open = async (shown: Shown) => {
    await ready(shown);
    named(shown.host, 'Table').click();
    await until(() => inside(shown.host).querySelector('table') !== null);
  };
  const rows = ({ host }: Shown) => texts(inside(host).querySelectorAll('tbody th'));
  const nameIn = ({ host }: Shown, name: string) => {
    const found = [...inside(host).querySelectorAll<HTMLElement>('tbody th button')].find(
      (one) => one.textContent === name,
    );
    if (!found) throw new Error(`No row ${name}`);
    return found;
  };
  const head = ({ host }: Shown, name: string) =>
    [...inside(host).querySelectorAll<HTMLElement>('thead th')].find((one) => one.textContent === name);

  it('has all that the picture has', async () => {
    const shown = await show();
    await open(shown);
    expect(texts(inside(shown.host).querySelectorAll('thead th'))).to.deep.equal([
      'Name',
      'Type',
      'Category',
      'Owner',
      'Flow',
      'Incoming',
      'Outgoing',
    ]);
    const orders = [...inside(shown.host).querySelectorAll('tbody tr')].find((row) =>
      row.textContent?.startsWith('Orders'),
    );
    expect(texts(orders?.children ?? [])).to.deep.equal([
      'Orders',
      'Service',
      'Core',
      'TATeam Amber',
      'Buying',
      'parcel.sent',
      'order.placed',
    ]);
    expect(shown.canvas().hidden).to.equal(true);
    await accessible(shown.host);
  });

  it('is sorted by any column, both ways', async () => {
    const shown = await show();
    await open(shown);
    expect(rows(shown)).to.deep.equal(['Billing', 'order.placed', 'Orders', 'parcel.sent', 'Parcels']);
    expect(head(shown, 'Name')?.ariaSort).to.equal('ascending');
    head(shown, 'Name')?.querySelector('button')?.click();
    expect(rows(shown)[0]).to.equal('Parcels');
    expect(head(shown, 'Name')?.ariaSort).to.equal('descending');
    head(shown, 'Outgoing')?.querySelector('button')?.click();
    head(shown, 'Outgoing')?.querySelector('button')?.click();
    expect(rows(shown)[0]).to.equal('order.placed');
    expect(head(shown, 'Name')?.ariaSort ?? null).to.equal(null);
  });

  it('shows what passes the filters', async () => {
    const shown = await show();
    await open(shown);
    named(shown.host, 'Filter').click();
    shown.panel('Filter').querySelectorAll('input')[1]?.click();
    expect(rows(shown)).to.deep.equal(['Billing']);
  });

  it('turns pages when it is long, and to the one that has the node that was found', async () => {
    const graph = { nodes: Array.from({ length: 120 }, (_, index) => node(`Service ${index + 1}`)), edges: [] };
    const shown = await show({ graph });
    await open(shown);
    expect(rows(shown)).to.have.length(50);
    expect(inside(shown.host).querySelector('.pager')?.textContent).to.equal('1–50 of 120');
    expect(named(shown.host, 'Previous page').ariaDisabled).to.equal('true');
    named(shown.host, 'Next page').click();
    expect(rows(shown)[0]).to.equal('Service 51');
    await find(shown, 'Service 119');
    expect(rows(shown)).to.include('Service 119');
    expect(inside(shown.host).querySelector('tr.marked th')?.textContent).to.equal('Service 119');
    await accessible(shown.host);
  });

  it('leads to the details, and from there into the picture', async () => {
    const shown = await show();
    await open(shown);
    nameIn(shown, 'Billing').click();
    expect(details(shown)[0]).to.equal('Billing');
    await accessible(shown.host);
    named(shown.host, 'Show in the picture').click();
    expect(shown.canvas().hidden).to.equal(false);
    expect(inside(shown.host).activeElement).to.equal(shown.canvas());
    expect(named(shown.host, 'Picture').ariaPressed).to.equal('true');
  });

  it('leaves the picture’s scale alone', async () => {
    const shown = await show();
    await open(shown);
    await drawn();
    const before = scales(shown).length;
    nameIn(shown, 'Billing').click();
    await drawn();
    expect(scales(shown).length).to.equal(before);
  });

  it('is a list of cards on a phone, and still a table to those who listen', async () => {
    const shown = await show({ width: 390, height: 700 });
    await open(shown);
    const row = inside(shown.host).querySelector('tbody tr');
    expect(row && getComputedStyle(row).display).to.equal('grid');
    expect(row?.getAttribute('role')).to.equal('row');
    await accessible(shown.host);
  });
});

describe('On a narrow stage', () => {
  it('nothing is wider than the stage', async () => {
    const shown = await show({ width: 390, height: 700 });
    await find(shown, 'Orders');
    const stage = shown.host.getBoundingClientRect();
    for (const part of inside(shown.host).querySelectorAll('.bar > *, .panel, .low > *')) {
      const { left, right, width } = part.getBoundingClientRect();
      if (width === 0) continue;
      expect(left).to.be.at.least(stage.left);
      expect(right).to.be.at.most(stage.right);
    }
    await accessible(shown.host);
  });

  it('details come up from below, and the legend opens with a button', async () => {
    const shown = await show({ width: 390, height: 700 });
    await find(shown, 'Orders');
    const stage = shown.host.getBoundingClientRect();
    const sheet = shown.panel('Details').getBoundingClientRect();
    expect(sheet.bottom).to.be.closeTo(stage.bottom, 1);
    expect(sheet.width).to.equal(stage.width);
    named(shown.host, 'Close').click();
    const legend = inside(shown.host).querySelector<HTMLElement>('.legend ul');
    expect(legend?.offsetHeight).to.equal(0);
    inside(shown.host).querySelector<HTMLElement>('.legend button')?.click();
    expect(legend?.offsetHeight).to.be.greaterThan(0);
    await accessible(shown.host);
  });

  it('all that one presses is large enough for a finger', async () => {
    const shown = await show({ graph: shop, width: 390, height: 700 });
    await find(shown, 'Orders');
    for (const button of inside(shown.host).querySelectorAll('button')) {
      const { width, height } = button.getBoundingClientRect();
      if (width === 0) continue;
      expect(Math.min(width, height), button.ariaLabel ?? button.textContent ?? '').to.be.at.least(36);
    }
  });
});
