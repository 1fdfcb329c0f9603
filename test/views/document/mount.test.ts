import { expect } from '@open-wc/testing';
import type { ViewOf } from '../../../src/contract/view.js';
import { mount } from '../../../src/views/document/mount.js';
import { inside, named, type Surroundings, surroundings, until } from '../surroundings.js';
import { makePdf } from './pdf.js';

// The view with the real pdf.js in whatever engine runs the tests. What needs a server of its own, and the headers of
// the guest's page, is in test/e2e/document-view.spec.ts.

type DocumentView = ViewOf<'document'>;

const addresses: string[] = [];
const around: Surroundings<DocumentView>[] = [];

function page(file: Uint8Array, size: { width?: number; height?: number; language?: string } = {}) {
  const asset = URL.createObjectURL(new Blob([new Uint8Array(file)]));
  addresses.push(asset);
  const made = surroundings<DocumentView>({
    view: { type: 'document', asset, size: file.length, filename: 'a.pdf' },
    width: 800,
    height: 600,
    ...size,
  });
  around.push(made);
  return made;
}

const sheets = (host: HTMLElement) => inside(host).querySelectorAll('.sheet');
const text = (host: HTMLElement, number: number) =>
  inside(host).querySelector(`.sheet[data-page="${number}"] .text`)?.textContent ?? null;
const drawn = (host: HTMLElement, number: number) => until(() => text(host, number) !== null);
const file = () =>
  makePdf([{ lines: ['Hello there'] }, { lines: ['Second'] }, { width: 842, height: 595, lines: ['Third'] }]);

afterEach(() => {
  around.splice(0).forEach((made) => made.clear());
  addresses.splice(0).forEach((address) => URL.revokeObjectURL(address));
});

describe('The document view', function () {
  // A megabyte of worker begins with every mount, which takes its time on a busy machine.
  this.timeout(60_000);

  it('shows the pages and their text, and tells where the reader is', async () => {
    const { host, context, reports, events } = page(file());
    const view = await mount(host, context);
    await drawn(host, 1);
    expect(text(host, 1)).to.contain('Hello there');
    expect(reports).to.deep.equal(['viewed']);
    expect(events).to.deep.include({ type: 'page', page: 1, pages: 3 });
    view.command({ type: 'page', page: 3 });
    await drawn(host, 3);
    expect(reports).to.deep.equal(['viewed', 'reached_end']);
    expect(named<HTMLInputElement>(host, 'Page number, of 3').value).to.equal('3');
    await expect(host).to.be.accessible();
  });

  it('goes when the share ends, and can be mounted where it was', async () => {
    const { host, context, end } = page(file());
    const first = await mount(host, context);
    await drawn(host, 1);
    first.destroy();
    expect(host.childElementCount).to.equal(0);
    await mount(host, context);
    await drawn(host, 1);
    expect(host.childElementCount).to.equal(1);
    end();
    expect(host.childElementCount).to.equal(0);
  });

  it('shows nothing of what has ended already', async () => {
    const { host, context, end, events, problems } = page(file());
    end();
    const view = await mount(host, context);
    view.command({ type: 'page', page: 2 });
    expect(host.childElementCount).to.equal(0);
    expect(events).to.deep.equal([]);
    expect(problems).to.deep.equal([]);
  });

  it('keeps few pages where its host has no height of its own', async () => {
    const { host, context } = page(makePdf(Array.from({ length: 200 }, (_, at) => ({ lines: [`${at}`] }))));
    host.style.blockSize = 'auto';
    await mount(host, context);
    await drawn(host, 1);
    expect(sheets(host).length).to.be.below(5);
  });

  it('fits the width again when its host changes it', async () => {
    const { host, context } = page(file(), { width: 500 });
    await mount(host, context);
    await drawn(host, 1);
    const width = () => sheets(host)[0]?.getBoundingClientRect().width ?? 0;
    const before = width();
    host.style.inlineSize = '400px';
    await until(() => width() < before - 80);
  });

  it('tells that a file is none', async () => {
    const { host, context, problems } = page(new TextEncoder().encode('This is no PDF.'));
    await mount(host, context);
    expect(problems).to.deep.equal(['broken']);
    expect(host.childElementCount).to.equal(0);
  });
});
