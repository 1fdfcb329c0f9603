import { expect } from '@open-wc/testing';
import { FakeServer, everything, makeResource, makeShare, problem } from './fake-server.js';
import { hasKeys, keys } from '../keys.js';
import {
  accessible,
  button,
  find,
  findAll,
  focused,
  heard,
  mountDialog,
  nameOf,
  openDialog,
  press,
  textIn,
  tidy,
  until,
} from './page.js';

let server: FakeServer;
tidy(() => server);

const tabs = (root: Element) => findAll(root, '[role=tab]').map((tab) => nameOf(tab));
const selected = (root: Element) => nameOf(find(root, '[role=tab][aria-selected=true]'));

describe('The share dialog', () => {
  it('is a named modal that tells when it opens and closes', async () => {
    server = new FakeServer();
    const [shown, hidden] = [heard('share-show'), heard('share-hide')];
    const dialog = await openDialog();
    expect(nameOf(find(dialog, 'dialog'))).to.equal('Share “Annual report 2026”');
    expect(find<HTMLDialogElement>(dialog, 'dialog').matches(':modal')).to.equal(true);
    expect([shown.length, hidden.length]).to.deep.equal([1, 0]);
    await press(dialog, 'Close');
    expect([shown.length, hidden.length]).to.deep.equal([1, 1]);
    expect(dialog.open).to.equal(false);
  });

  it('shows a sketch of what comes while the server is slow, and then what came', async () => {
    server = new FakeServer();
    let answer: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (answer = resolve));
    const slow = server.rule((seen) => (seen.path.startsWith('/api') ? gate.then(() => problem(503, 'x')) : null));
    const dialog = await mountDialog();
    void dialog.show();
    await until(() => find(dialog, '[role=tabpanel][aria-busy=true]'));
    expect(textIn(dialog)).to.include('Loading');
    slow();
    answer();
    await until(() => button(dialog, 'Create and copy link'));
  });

  it('says why it shows nothing, and tries again on a click', async () => {
    server = new FakeServer();
    const broken = server.rule(({ path }) => (path.startsWith('/api') ? problem(403, 'forbidden') : null));
    const dialog = await mountDialog();
    await dialog.show();
    expect(nameOf(find(dialog, '[role=alert]'))).to.equal('You may not do that with this link.');
    await accessible(dialog);
    broken();
    await press(dialog, 'Try again');
    await until(() => button(dialog, 'Create and copy link'));
    expect(findAll(dialog, '[role=alert]')).to.satisfy((all: Element[]) => all.every((one) => nameOf(one) === ''));
  });

  it('says that it is not set up when its attributes name too little', async () => {
    server = new FakeServer();
    const errors = heard('share-error');
    const dialog = await mountDialog({ grantUrl: '' });
    await dialog.show();
    expect(textIn(dialog)).to.include('it needs server, resource and grant-url');
    expect(errors.map(({ code }) => code)).to.deep.equal(['invalid_request']);
  });

  it('offers only what the source can keep', async () => {
    const unavailable = { allowedOrigins: 'unavailable', severalLinks: 'unavailable', enabled: 'unavailable' } as const;
    server = new FakeServer(
      [],
      makeResource({ enforcement: { ...everything, ...unavailable, password: 'unavailable' } }),
    );
    const dialog = await openDialog();
    expect(tabs(dialog)).to.deep.equal([]);
    await until(() => find(dialog, 'input', /^How often/));
    expect(findAll(dialog, 'input', /^Password/)).to.have.length(0);
  });

  it('says that something is not ready in place of ways to share it, and offers them as soon as it is', async () => {
    server = new FakeServer([], makeResource({ status: 'pending' }));
    const dialog = await mountDialog();
    await dialog.show('people');
    await until(() => textIn(dialog).includes('This is not ready yet. As soon as it is, you can share it.'));
    expect(findAll(dialog, '[role=tab], form')).to.have.length(0);
    await accessible(dialog);
    server.resource = makeResource();
    window.dispatchEvent(new Event('focus'));
    await until(() => button(dialog, 'Create and copy link'));
    expect(textIn(dialog)).not.to.include('not ready');
  });

  it('is as high as what it shows, where the window has room for that', async () => {
    server = new FakeServer([], makeResource({ status: 'pending' }));
    const dialog = await mountDialog();
    await dialog.show();
    const box = find(dialog, 'dialog').getBoundingClientRect();
    expect(box.height).to.be.below(innerHeight / 2);
    expect(box.bottom).to.be.above(find(dialog, '[role=status]', /not ready/).getBoundingClientRect().bottom);
  });

  it('keeps the links to what failed in reach, and makes no more of them', async () => {
    server = new FakeServer([makeShare({ label: 'Old' })], makeResource({ status: 'failed' }));
    const dialog = await openDialog();
    await until(() => textIn(dialog).includes('Making this failed, so there is nothing to share.'));
    expect(findAll(dialog, '[role=tab]')).to.have.length(0);
    await until(() => button(dialog, 'Details: Old'));
    expect(findAll(dialog, 'button', /^(Create|New link)/)).to.have.length(0);
  });

  it('says beside each option who makes it true', async () => {
    const enforcement = { ...everything, usageLimit: 'upstream', download: 'cosmetic' } as const;
    server = new FakeServer([], makeResource({ source: 'anam', enforcement }));
    const dialog = await openDialog();
    await until(() => find(dialog, 'input', 'How often checked by Anam'));
    expect(find(dialog, 'input', 'Download only hidden')).to.be.instanceOf(Element);
    expect(find(dialog, '[role=group]', 'Ends checked here')).to.be.instanceOf(Element);
  });

  it('keeps up with what somebody else does', async () => {
    const share = makeShare({ label: 'Board' });
    server = new FakeServer([share]);
    const dialog = await openDialog('links');
    expect(textIn(dialog)).to.include('Active');
    server.put({ ...share, state: 'paused', enabled: false });
    window.dispatchEvent(new Event('focus'));
    await until(() => textIn(dialog).includes('Paused. Nobody can open this'));
  });

  it('hears at once what another tab of the same app did', async () => {
    const share = makeShare({ label: 'Board' });
    server = new FakeServer([share]);
    const dialog = await openDialog('links');
    server.put({ ...share, label: 'Press' });
    const elsewhere = new BroadcastChannel('guestpass https://share.test render:report');
    elsewhere.postMessage('changed');
    await until(() => textIn(dialog).includes('Press'));
    elsewhere.close();
  });

  it('says that it may be out of date when the connection is lost, until it is back', async () => {
    server = new FakeServer([makeShare()]);
    const dialog = await openDialog('links');
    const lost = server.rule(({ path }) => (path.startsWith('/api/shares') ? problem(404, 'not_found') : null));
    window.dispatchEvent(new Event('focus'));
    await until(() => textIn(dialog).includes('may be out of date'));
    lost();
    window.dispatchEvent(new Event('focus'));
    await until(() => !textIn(dialog).includes('may be out of date'));
  });

  it('lets no key and no text that is typed in it reach the shortcuts of the page', async () => {
    server = new FakeServer();
    const dialog = await openDialog();
    const reached: string[] = [];
    const note = (event: Event) => reached.push(event.type);
    for (const type of ['keydown', 'keyup', 'input'] as const) document.body.addEventListener(type, note);
    const field = await until(() => find(dialog, 'input', /^How often/));
    for (const type of ['keydown', 'keyup'])
      field.dispatchEvent(new KeyboardEvent(type, { key: '/', bubbles: true, composed: true }));
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    for (const type of ['keydown', 'keyup', 'input'] as const) document.body.removeEventListener(type, note);
    expect(reached).to.deep.equal([]);
  });

  it('is closed for good when it is taken out of the page, and opens again where it is put', async () => {
    server = new FakeServer([makeShare()]);
    const dialog = await openDialog('links');
    dialog.remove();
    expect(dialog.open).to.equal(false);
    document.body.append(dialog);
    expect(findAll(dialog, 'dialog')).to.have.length(0);
    const asked = server.seen.length;
    window.dispatchEvent(new Event('focus'));
    expect(server.seen.length).to.equal(asked);
    await dialog.show('links');
    expect(find<HTMLDialogElement>(dialog, 'dialog').matches(':modal')).to.equal(true);
  });

  it('forgets what it showed when its resource is another one', async () => {
    server = new FakeServer([makeShare({ label: 'Board' })]);
    const dialog = await openDialog('links');
    server.shares = [];
    dialog.resource = 'render:minutes';
    await dialog.updateComplete;
    expect(dialog.open).to.equal(false);
    await dialog.show('links');
    await until(() => textIn(dialog).includes('No links yet'));
  });

  it('closes on a click beside it, but not when a press that began inside ends there', async () => {
    server = new FakeServer();
    const dialog = await openDialog();
    const box = find(dialog, 'dialog');
    const at = (type: string, place: { clientX: number; clientY: number }) =>
      box.dispatchEvent(new PointerEvent(type, { ...place, bubbles: true, composed: true }));
    const rect = box.getBoundingClientRect();
    const inside = { clientX: rect.left + 20, clientY: rect.top + 20 };
    const beside = { clientX: rect.left - 20, clientY: rect.top + 20 };
    at('pointerdown', inside);
    at('click', beside);
    expect(dialog.open).to.equal(true);
    at('pointerdown', beside);
    at('click', beside);
    expect(dialog.open).to.equal(false);
  });

  it('lies the other way round in Arabic', async () => {
    server = new FakeServer([makeShare()]);
    document.documentElement.lang = 'ar';
    const dialog = await openDialog('links');
    const [first, last] = [findAll(dialog, '[role=tab]')[0], findAll(dialog, '[role=tab]').at(-1)];
    expect(first?.getBoundingClientRect().left).to.be.greaterThan(last?.getBoundingClientRect().left ?? 0);
    await accessible(dialog);
  });

  it('stays whole in a page that styles everything against it', async () => {
    const style = document.createElement('style');
    style.textContent = `* { all: unset !important; color: red !important; text-transform: uppercase !important;
      font: italic 40px serif !important; letter-spacing: 1em !important; visibility: hidden !important }`;
    document.head.append(style);
    server = new FakeServer();
    const dialog = await openDialog();
    const heading = getComputedStyle(find(dialog, 'h2'));
    style.remove();
    expect(heading.textTransform).to.equal('none');
    expect(heading.fontStyle).to.equal('normal');
    expect(heading.visibility).to.equal('visible');
    expect(parseFloat(heading.fontSize)).to.be.lessThan(24);
  });

  for (const tab of ['link', 'people', 'embed', 'links'] as const) {
    it(`is accessible with nothing in it and with all sorts of links: ${tab}`, async () => {
      server = new FakeServer();
      const dialog = await openDialog(tab);
      await accessible(dialog);
      dialog.remove();
      server.shares = [
        makeShare({ isPrimary: true, usageLimit: 9, usageCount: 2, lastOpenedAt: new Date().toISOString() }),
        makeShare({ recipientEmail: 'ada@example.org', channel: 'email', delivery: 'failed' }),
        makeShare({ type: 'PLAYER_EMBED', allowedOrigins: ['https://example.com'] }),
        makeShare({ state: 'revoked', revokedAt: new Date().toISOString() }),
      ];
      await accessible(await openDialog(tab));
    });
  }

  if (hasKeys) {
    it('goes through its tabs with the arrow keys, and closes with Escape', async () => {
      server = new FakeServer([makeShare({ isPrimary: true })]);
      const dialog = await openDialog();
      expect(nameOf(focused() ?? dialog)).to.equal('Copy link');
      find(dialog, '[role=tab]', 'Link').focus();
      await keys('ArrowRight');
      expect(selected(dialog)).to.equal('People');
      await keys('End');
      expect(selected(dialog)).to.equal('Links 1');
      await keys('ArrowRight');
      expect(selected(dialog)).to.equal('Link');
      expect(focused()).to.equal(find(dialog, '[role=tab]', 'Link'));
      await keys('Escape');
      await until(() => !dialog.open);
    });
  }
});
