import { expect } from '@open-wc/testing';
import { hasKeys, keys } from '../../keys.js';
import { press } from '../surroundings.js';
import { clearShown, drawn, find, inside, named, ready, show, type Shown, until } from './shown.js';

/** Without real keys they are sent to whatever has the focus. */
async function key(name: string): Promise<void> {
  if (hasKeys) await keys(name);
  else {
    let target = document.activeElement;
    while (target?.shadowRoot?.activeElement) target = target.shadowRoot.activeElement;
    if (target) press(target, name);
  }
  await drawn();
}

async function shopOnCanvas(): Promise<Shown> {
  const shown = await show();
  await ready(shown);
  shown.canvas().focus();
  return shown;
}
const heading = (shown: Shown) => shown.panel('Details').querySelector('h2')?.textContent;
const focused = ({ host }: Shown) => inside(host).activeElement;
const isOpen = (shown: Shown) => inside(shown.host).querySelector('.details:not([hidden])') !== null;
const selected = ({ announced }: Shown) =>
  announced
    .filter((text) => !text.startsWith('Zoom'))
    .at(-1)
    ?.split(',')[0];

afterEach(clearShown);

describe('With the keyboard', () => {
  it('Enter selects the node in the middle, and opens it the second time', async () => {
    const shown = await shopOnCanvas();
    await key('Enter');
    expect(selected(shown)).to.be.a('string');
    expect(isOpen(shown)).to.equal(false);
    await key('Enter');
    expect(heading(shown)).to.equal(selected(shown));
    expect(focused(shown)?.tagName).to.equal('H2');
  });

  it('the arrows go along the arrows, and around', async () => {
    const shown = await show();
    await find(shown, 'Orders');
    expect(focused(shown)).to.equal(shown.canvas());
    const path: (string | undefined)[] = [];
    for (const arrow of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowLeft']) {
      await key(arrow);
      path.push(selected(shown));
    }
    expect(path).to.deep.equal(['order.placed', 'Billing', 'Parcels', 'order.placed', 'Orders']);
  });

  it('the arrows move the picture when nothing is selected', async () => {
    const shown = await shopOnCanvas();
    const pixels = () => shown.canvas().toDataURL();
    const before = pixels();
    await key('ArrowRight');
    await until(() => pixels() !== before);
    expect(selected(shown)).to.equal(undefined);
  });

  it('plus, minus and 0 zoom, and say so', async () => {
    const shown = await shopOnCanvas();
    await key('+');
    await key('-');
    await key('0');
    expect(shown.announced).to.have.length(3);
    for (const text of shown.announced) expect(text).to.match(/^Zoom \d+%$/);
    expect(parseInt(shown.announced[0]?.slice(5) ?? '', 10)).to.be.greaterThan(
      parseInt(shown.announced[2]?.slice(5) ?? '', 10),
    );
  });

  it('Escape closes the details, then lets the node go, and then leaves Escape to the page', async () => {
    const shown = await show();
    await find(shown, 'Orders');
    let heard = 0;
    shown.host.addEventListener('keydown', () => (heard += 1));
    await key('Enter');
    await key('Escape');
    expect(isOpen(shown)).to.equal(false);
    expect(focused(shown)).to.equal(shown.canvas());
    await key('Enter');
    expect(heading(shown)).to.equal('Orders');
    await key('Escape');
    await key('Escape');
    await key('ArrowRight');
    expect(selected(shown)).to.equal('Orders');
    expect(heard).to.equal(0);
    await key('Escape');
    expect(heard).to.equal(1);
  });

  it('Escape closes the list of a search, empties the field, and no more', async () => {
    const shown = await show();
    await find(shown, 'Orders');
    const field = named<HTMLInputElement>(shown.host, 'Find a service or topic');
    field.focus();
    field.value = 'par';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await key('ArrowDown');
    await key('ArrowDown');
    const active = field.getAttribute('aria-activedescendant') ?? '';
    expect(inside(shown.host).getElementById(active)?.textContent).to.equal('parcel.sent');
    await key('Escape');
    expect(field.ariaExpanded).to.equal('false');
    await key('Escape');
    expect(field.value).to.equal('');
    expect(isOpen(shown)).to.equal(true);
  });

  it('Enter in the search goes to what is marked', async () => {
    const shown = await show();
    await ready(shown);
    const field = named<HTMLInputElement>(shown.host, 'Find a service or topic');
    field.focus();
    field.value = 'par';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await key('ArrowUp');
    await key('Enter');
    expect(heading(shown)).to.equal('parcel.sent');
  });

  it('Escape closes filters and the menu of files, and goes back to their buttons', async () => {
    const shown = await show({ download: true });
    await ready(shown);
    const filter = named(shown.host, 'Filter');
    filter.focus();
    filter.click();
    expect(filter.ariaExpanded).to.equal('true');
    shown.panel('Filter').querySelector('input')?.focus();
    await key('Escape');
    expect(filter.ariaExpanded).to.equal('false');
    const download = named(shown.host, 'Download');
    download.focus();
    download.click();
    named(shown.host, 'PNG, an image').focus();
    await key('Escape');
    expect(download.ariaExpanded).to.equal('false');
    expect(focused(shown)).to.equal(download);
  });

  it('Tab reaches the search, the buttons, the picture and the zoom, in this order', async function () {
    if (!hasKeys) this.skip();
    const shown = await show({ download: true });
    await ready(shown);
    const reached: string[] = [];
    named(shown.host, 'Find a service or topic').focus();
    for (let step = 0; step < 9; step += 1) {
      const at = focused(shown);
      reached.push((at?.ariaLabel ?? at?.textContent ?? '').split(':')[0] ?? '');
      await keys('Tab');
    }
    expect(reached).to.deep.equal([
      'Find a service or topic',
      'Filter',
      'Picture',
      'Table',
      'Download',
      'Graph of services and topics',
      'Zoom out',
      'Zoom in',
      'Fit to window',
    ]);
  });

  it('keys with Ctrl, Alt or Meta belong to the browser', async () => {
    const shown = await shopOnCanvas();
    for (const held of ['ctrlKey', 'altKey', 'metaKey']) {
      expect(press(shown.canvas(), '+', { [held]: true }).defaultPrevented).to.equal(false);
    }
    expect(press(shown.canvas(), 'a').defaultPrevented).to.equal(false);
  });
});
