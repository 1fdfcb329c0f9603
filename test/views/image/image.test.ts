import { expect } from '@open-wc/testing';
import type { ViewOf } from '../../../src/contract/view.js';
import { mount } from '../../../src/views/image/mount.js';
import { inside, isThere, named, press, surroundings, type SurroundingsOptions, until } from '../surroundings.js';

type ImageView = ViewOf<'image'>;

const photograph: ImageView = {
  type: 'image',
  asset: '/demo/resources/render/first-light.jpg',
  contentType: 'image/jpeg',
  filename: 'first-light.jpg',
  alt: 'The harbour at first light',
};

let clear: () => void = () => undefined;
afterEach(() => clear());

async function show(options: Partial<SurroundingsOptions<ImageView>> = {}) {
  const around = surroundings({ view: photograph, ...options });
  clear = around.clear;
  const view = await mount(around.host, around.context);
  // What lets one look into it comes a little later.
  await until(() => inside(around.host).querySelector('[tabindex]') !== null || around.problems.length > 0);
  const picture = () => named<HTMLImageElement>(around.host, options.view?.alt ?? 'The harbour at first light');
  const stage = () => named(around.host, /^Image\./);
  const percent = () => Number(named(around.host, /^Actual size/).textContent?.replace('%', ''));
  return { ...around, view, picture, stage, percent };
}

const pointer = (target: EventTarget, type: string, x: number, y: number, more: PointerEventInit = {}) =>
  target.dispatchEvent(
    new PointerEvent(type, { clientX: x, clientY: y, pointerId: 1, bubbles: true, cancelable: true, ...more }),
  );

/** A drag of one finger; synthetic pointers cannot be captured, which does not matter here. */
const uncaptured = (stage: HTMLElement) => {
  stage.setPointerCapture = () => undefined;
  return stage;
};

describe('The image view', () => {
  it('shows the whole image with its alternative text, and reports it once as viewed', async () => {
    const { picture, stage, reports, problems, percent } = await show();
    const box = picture().getBoundingClientRect();
    const room = stage().getBoundingClientRect();
    expect(box.left).to.be.at.least(room.left);
    expect(box.right).to.be.at.most(room.right);
    expect(box.top).to.be.at.least(room.top);
    expect(box.bottom).to.be.at.most(room.bottom);
    expect(box.width / box.height).to.be.closeTo(1600 / 1000, 0.01);
    expect(percent()).to.be.closeTo((box.width / 1600) * 100, 1);
    expect(reports).to.deep.equal(['viewed']);
    expect(problems).to.deep.equal([]);
  });

  it('takes the title of the share where the image has no alternative text', async () => {
    const { host } = await show({ view: { ...photograph, alt: null }, title: 'First light' });
    expect(isThere(host, 'First light')).to.equal(true);
  });

  it('zooms by its buttons, says so, and tells the page around', async () => {
    const { host, percent, announced, events } = await show();
    const before = percent();
    named(host, 'Zoom in').click();
    expect(percent()).to.be.closeTo(before * 1.25, 1);
    expect(announced).to.deep.equal([`Zoom ${percent()}%`]);
    expect(events.at(-1)).to.deep.include({ type: 'zoom' });
    named(host, /^Actual size/).click();
    expect(percent()).to.equal(100);
    named(host, 'Fit to window').click();
    expect(percent()).to.equal(before);
    named(host, 'Zoom out').click();
    expect(percent()).to.equal(before);
    expect(named(host, 'Zoom out').getAttribute('aria-disabled')).to.equal('true');
  });

  it('zooms and moves by the keyboard', async () => {
    const { stage, picture, percent } = await show();
    const before = percent();
    expect(stage().tabIndex).to.equal(0);
    for (const key of ['+', '+', '+', '+', '+']) expect(press(stage(), key).defaultPrevented).to.equal(true);
    expect(percent()).to.be.greaterThan(before * 2);
    const left = () => new DOMMatrix().translate(Number.parseFloat(picture().style.translate)).e;
    const start = left();
    press(stage(), 'ArrowRight');
    expect(left()).to.equal(start - 64);
    press(stage(), 'ArrowLeft');
    expect(left()).to.equal(start);
    press(stage(), '-');
    press(stage(), '1');
    expect(percent()).to.equal(100);
    press(stage(), '0');
    expect(percent()).to.equal(before);
  });

  it("leaves the browser's own shortcuts alone", async () => {
    const { stage, percent } = await show();
    const before = percent();
    expect(press(stage(), '+', { ctrlKey: true }).defaultPrevented).to.equal(false);
    expect(press(stage(), 'a').defaultPrevented).to.equal(false);
    expect(percent()).to.equal(before);
  });

  it('zooms by the wheel around the pointer', async () => {
    const { stage, picture, percent } = await show();
    const before = percent();
    const box = stage().getBoundingClientRect();
    const at = { clientX: box.left + 200, clientY: box.top + 150 };
    const under = () => {
      const image = picture().getBoundingClientRect();
      return (at.clientX - image.left) / image.width;
    };
    const fraction = under();
    // In a frame, the wheel belongs to the page around until somebody has turned to the image.
    stage().focus();
    const wheel = new WheelEvent('wheel', { ...at, deltaY: -600, bubbles: true, cancelable: true });
    stage().dispatchEvent(wheel);
    expect(wheel.defaultPrevented).to.equal(true);
    expect(percent()).to.be.greaterThan(before * 2);
    expect(under()).to.be.closeTo(fraction, 0.02);
  });

  it('moves by dragging, but never off the stage', async () => {
    const { host, stage, picture } = await show();
    named(host, /^Actual size/).click();
    uncaptured(stage());
    pointer(stage(), 'pointerdown', 300, 200);
    pointer(stage(), 'pointermove', 340, 200);
    pointer(stage(), 'pointermove', 5000, 5000);
    pointer(stage(), 'pointerup', 5000, 5000);
    await until(() => picture().getBoundingClientRect().left === stage().getBoundingClientRect().left);
    expect(picture().getBoundingClientRect().top).to.equal(stage().getBoundingClientRect().top);
  });

  it('zooms by two fingers', async () => {
    const { stage, percent } = await show();
    const before = percent();
    uncaptured(stage());
    pointer(stage(), 'pointerdown', 280, 200, { pointerId: 1, pointerType: 'touch' });
    pointer(stage(), 'pointerdown', 320, 200, { pointerId: 2, pointerType: 'touch' });
    pointer(stage(), 'pointermove', 220, 200, { pointerId: 1, pointerType: 'touch' });
    pointer(stage(), 'pointermove', 380, 200, { pointerId: 2, pointerType: 'touch' });
    expect(percent()).to.be.closeTo(before * 4, 3);
  });

  it('looks closer at two taps and draws back at two more', async () => {
    const { stage, percent } = await show();
    const before = percent();
    uncaptured(stage());
    const tap = () => {
      pointer(stage(), 'pointerdown', 300, 200);
      pointer(stage(), 'pointerup', 300, 200);
    };
    tap();
    expect(percent()).to.equal(before);
    tap();
    expect(percent()).to.equal(100);
    tap();
    tap();
    expect(percent()).to.equal(before);
  });

  it('does as it is told from outside', async () => {
    const { view, picture, stage, percent } = await show({ width: 500, height: 900 });
    view.command({ type: 'zoom', scale: 1.5 });
    await until(() => percent() === 150);
    view.command({ type: 'zoom', scale: 'fit-width' });
    await until(() => Math.abs(picture().getBoundingClientRect().width - stage().clientWidth) < 1);
    view.command({ type: 'zoom', scale: 'fit-page' });
    await until(() => picture().getBoundingClientRect().width < stage().clientWidth);
    view.command({ type: 'play' });
  });

  it('fits again when its stage changes', async () => {
    const { host, picture } = await show();
    host.style.inlineSize = '320px';
    await until(() => picture().getBoundingClientRect().width <= 320 - 2 * 16);
  });

  it('offers the download only where the owner does, and reports it', async () => {
    const without = await show();
    expect(isThere(without.host, 'Download')).to.equal(false);
    without.clear();
    const { host, reports } = await show({ download: true });
    const link = named<HTMLAnchorElement>(host, 'Download');
    expect(link.getAttribute('href')).to.equal('/demo/resources/render/first-light.jpg?download=1');
    expect(link.download).to.equal('first-light.jpg');
    host.addEventListener('click', (event) => event.preventDefault());
    link.click();
    expect(reports).to.deep.equal(['viewed', 'downloaded']);
  });

  it('gives up a file that is no image', async () => {
    const { problems, reports } = await show({ view: { ...photograph, asset: '/package.json' } });
    expect(problems).to.deep.equal(['broken']);
    expect(reports).to.deep.equal([]);
  });

  it('never lets a drawing run a script', async () => {
    const asset = '/test/samples/hostile.svg';
    const { picture } = await show({ view: { ...photograph, asset, contentType: 'image/svg+xml', alt: 'Hostile' } });
    expect(picture().localName).to.equal('img');
    expect(picture().getBoundingClientRect().width).to.be.greaterThan(200);
    expect(Reflect.get(window, 'svgRan')).to.equal(undefined);
    expect(document.documentElement.hasAttribute('data-ran')).to.equal(false);
  });

  it('goes without a trace when the share ends, and can come back', async () => {
    const { host, context, end, view } = await show();
    end();
    view.destroy();
    expect(host.childElementCount).to.equal(0);
    const again = await mount(host, { ...context, signal: new AbortController().signal });
    await until(() => isThere(host, 'Zoom in'));
    again.destroy();
    expect(host.childElementCount).to.equal(0);
  });

  it('shows nothing that was ended while it loaded', async () => {
    const around = surroundings({ view: photograph });
    clear = around.clear;
    const mounting = mount(around.host, around.context);
    around.end();
    await mounting;
    expect(around.host.childElementCount).to.equal(0);
    expect(around.reports).to.deep.equal([]);
    expect(around.problems).to.deep.equal([]);
  });

  it("speaks the reader's language", async () => {
    const { host } = await show({ language: 'de-AT' });
    expect(isThere(host, 'Vergrößern')).to.equal(true);
    expect(inside(host).querySelector('.bar :nth-child(2)')?.textContent).to.match(/^\d+\s?%$/);
  });

  for (const scheme of ['light', 'dark'] as const)
    it(`is accessible in ${scheme} colours, whole and zoomed`, async () => {
      const { host } = await show({ scheme, download: true });
      await expect(host).to.be.accessible();
      named(host, 'Zoom in').click();
      await expect(host).to.be.accessible();
    });

  it('is accessible in a language that is written from right to left', async () => {
    const { host } = await show({ language: 'ar', download: true });
    await expect(host).to.be.accessible();
  });
});
