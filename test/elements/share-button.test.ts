import { expect } from '@open-wc/testing';
import { FakeServer, makeResource, makeShare, problem } from './fake-server.js';
import { hasKeys, keys } from '../keys.js';
import {
  accessible,
  button,
  clipboard,
  find,
  findAll,
  focused,
  heard,
  mountButton,
  nameOf,
  press,
  textIn,
  tidy,
  until,
} from './page.js';

let server: FakeServer;
tidy(() => server);

const menu = (root: Element) => find(root, '[popover]');
const isOpen = (root: Element) => findAll(root, '[popover]').some((one) => one.matches(':popover-open'));

describe('The share button', () => {
  it('asks the server nothing before it is opened', async () => {
    server = new FakeServer([makeShare({ isPrimary: true })]);
    const element = await mountButton();
    button(element, 'Share').focus();
    button(element, 'Share').dispatchEvent(new PointerEvent('pointerenter'));
    await element.updateComplete;
    expect(server.seen).to.have.length(0);
  });

  it('copies the link that is there in one click on the button and one on “Copy link”', async () => {
    const share = makeShare({ isPrimary: true });
    server = new FakeServer([makeShare({ label: 'For Ada only' }), share]);
    const texts = clipboard();
    const copies = heard('share-copy');
    const element = await mountButton();
    await press(element, 'Share');
    await press(element, 'Copy link');
    await until(() => button(element, 'Copied'));
    expect(texts).to.deep.equal([share.url]);
    expect(copies.map(({ what, share: { id } }) => [what, id])).to.deep.equal([['link', share.id]]);
    expect(server.requests('POST', /^\/api\/shares/)).to.have.length(0);
  });

  it('opens a menu below the button that is as high as what it shows', async () => {
    server = new FakeServer([makeShare({ isPrimary: true })]);
    const element = await mountButton();
    await press(element, 'Share');
    const [first, last] = [await until(() => button(element, 'Copy link')), button(element, 'More options…')];
    const bottom = button(element, 'Share').getBoundingClientRect().bottom;
    await until(() => menu(element).getBoundingClientRect().top >= bottom);
    expect(first.clientHeight).to.be.below(60);
    expect(last.clientHeight).to.be.below(60);
    expect(menu(element).scrollWidth).to.equal(menu(element).clientWidth);
  });

  it('makes a link for seven days when there is none, and the same one however often it is clicked', async () => {
    server = new FakeServer();
    const texts = clipboard();
    const creations = heard('share-create');
    const element = await mountButton();
    await press(element, 'Share');
    await until(() => textIn(menu(element)).includes('Anyone with the link can open this, until'));
    button(element, 'Copy link').click();
    button(element, /Copy link/).click();
    await until(() => button(element, 'Copied'));
    const [first] = server.requests('POST', /^\/api\/shares$/);
    expect(first?.body).to.deep.equal({
      type: 'LINK',
      channel: 'link',
      expiresIn: 604_800,
      isPrimary: true,
      resource: { kind: 'render', id: 'report' },
    });
    expect(first?.headers.get('idempotency-key')).to.match(/^"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab]/);
    expect(server.shares).to.have.length(1);
    expect(new Set(texts)).to.deep.equal(new Set([server.shares[0]?.url]));
    expect(creations[0]?.share.id).to.equal(server.shares[0]?.id);
  });

  it('selects the address and says so when the browser does not let it copy', async () => {
    const share = makeShare({ isPrimary: true });
    server = new FakeServer([share]);
    clipboard({ refuse: true });
    const element = await mountButton();
    await press(element, 'Share');
    await until(() => find(element, 'input', 'Address of the link'));
    await press(element, 'Copy link');
    await until(() => textIn(menu(element)).includes('Your browser did not let us copy.'));
    const field = focused() as HTMLInputElement;
    expect(field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)).to.equal(share.url);
    expect(textIn(menu(element))).not.to.include('Copied');
  });

  it('offers no link to what is not ready, says so, and offers one once it is', async () => {
    server = new FakeServer([], makeResource({ status: 'pending' }));
    const element = await mountButton();
    await press(element, 'Share');
    await until(() => textIn(element).includes('This is not ready yet.'));
    const menu = find(element, '[popover]');
    expect(findAll(menu, 'button')).to.have.length(0);
    // The button that had the focus while it was not known is gone.
    await until(() => focused() === menu);
    await accessible(element);
    server.resource = makeResource();
    window.dispatchEvent(new Event('focus'));
    await until(() => button(element, 'Copy link'));
    expect(server.requests('POST', /shares/)).to.have.length(0);
  });

  it('tells in words and by an event that a link could not be made', async () => {
    server = new FakeServer();
    clipboard();
    const errors = heard('share-error');
    server.failOnce('POST', /^\/api\/shares$/, 403, 'forbidden');
    const element = await mountButton();
    await press(element, 'Share');
    await press(element, 'Copy link');
    await until(() => find(element, '[role=alert]', 'You may not do that with this link.'));
    expect(errors.map(({ code }) => code)).to.deep.equal(['forbidden']);
    await press(element, 'Copy link');
    await until(() => button(element, 'Copied'));
    expect(findAll(element, '[role=alert]')).to.have.length(0);
  });

  it('says that it is not set up, and throws nothing, when its attributes name too little', async () => {
    server = new FakeServer();
    const errors = heard('share-error');
    const element = await mountButton({ resource: '' });
    await press(element, 'Share');
    await until(() => textIn(menu(element)).includes('it needs server, resource and grant-url'));
    expect(errors[0]?.code).to.equal('invalid_request');
  });

  it('draws a QR code that has dark modules on a white ground', async () => {
    server = new FakeServer([makeShare({ isPrimary: true })]);
    const element = await mountButton();
    await press(element, 'Share');
    await press(element, 'QR code');
    const drawing = await until(() => find<SVGElement>(element, 'svg[role=img]'));
    expect(nameOf(drawing)).to.equal('QR code of the link');
    expect(drawing.querySelector('rect')?.getAttribute('fill')).to.equal('#fff');
    expect(drawing.querySelector('path')?.getAttribute('d')).to.match(/^M4 4h7v1h-7z/);
    expect(button(element, 'QR code').ariaExpanded).to.equal('true');
  });

  it('opens the dialog from the menu and gives the focus back when that closes', async () => {
    server = new FakeServer([makeShare({ isPrimary: true })]);
    const element = await mountButton();
    button(element, 'Share').focus();
    await press(element, 'Share');
    await press(element, 'More options…');
    const dialog = await until(() => find<HTMLDialogElement>(element, 'dialog[open]'));
    expect(isOpen(element)).to.equal(false);
    await until(() => find(dialog, 'h2', 'Share “Annual report 2026”'));
    button(dialog, 'Close').click();
    await until(() => findAll(element, 'dialog[open]').length === 0);
    await until(() => focused() === button(element, 'Share'));
  });

  it('is accessible closed, open, and with a QR code', async () => {
    server = new FakeServer([makeShare({ isPrimary: true })]);
    const element = await mountButton();
    await accessible(element);
    await press(element, 'Share');
    await until(() => find(element, 'input', 'Address of the link'));
    await press(element, 'QR code');
    await until(() => find(element, 'svg[role=img]'));
    await accessible(element);
  });

  it('closes with the element, and works again where the element is put next', async () => {
    server = new FakeServer([makeShare({ isPrimary: true })]);
    const element = await mountButton();
    await press(element, 'Share');
    await until(() => isOpen(element));
    const place = document.createElement('section');
    document.body.append(place);
    place.append(element);
    await until(() => !isOpen(element));
    expect(button(element, 'Share').ariaExpanded).to.equal('false');
    await press(element, 'Share');
    await until(() => isOpen(element));
    await until(() => find(element, 'input', 'Address of the link'));
  });

  it('shares something else once its resource is another one', async () => {
    server = new FakeServer([makeShare({ isPrimary: true })]);
    const element = await mountButton();
    await press(element, 'Share');
    await until(() => find(element, 'input', 'Address of the link'));
    element.resource = 'render:minutes';
    await until(() => !isOpen(element));
    await press(element, 'Share');
    await until(() => server.requests('GET', /^\/api\/resources\/render\/minutes$/).length === 1);
  });

  it('stands twice on a page, each with its own menu', async () => {
    server = new FakeServer([makeShare({ isPrimary: true })]);
    const [first, second] = [await mountButton(), await mountButton({ resource: 'render:minutes' })];
    await press(first, 'Share');
    await until(() => isOpen(first));
    await press(second, 'Share');
    await until(() => isOpen(second) && !isOpen(first));
  });

  it('opens in a host’s own modal, where it can be used', async () => {
    server = new FakeServer([makeShare({ isPrimary: true })]);
    const texts = clipboard();
    const modal = document.createElement('dialog');
    document.body.append(modal);
    const element = await mountButton();
    modal.append(element);
    modal.showModal();
    await press(element, 'Share');
    const copy = await until(() => button(element, 'Copy link'));
    const box = copy.getBoundingClientRect();
    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    expect(hit).to.equal(element);
    copy.click();
    await until(() => texts.length === 1);
    expect(modal.open).to.equal(true);
  });

  it('speaks the language of the page around it, and takes the host’s own words', async () => {
    server = new FakeServer();
    document.documentElement.lang = 'ar';
    const element = await mountButton({ strings: { copyLink: 'Hol ihn dir' } });
    await press(element, 'مشاركة');
    await until(() => button(element, 'Hol ihn dir'));
    expect(button(element, 'خيارات أخرى…')).to.be.instanceOf(Element);
    expect(getComputedStyle(menu(element)).direction).to.equal('rtl');
  });

  it('gets one grant for all that it asks at once, from the function that it was given', async () => {
    server = new FakeServer([makeShare({ isPrimary: true })]);
    const asked: string[] = [];
    const getGrant = async (resource: string) => {
      asked.push(resource);
      return { grant: 'grant-own' };
    };
    const element = await mountButton({ getGrant, grantUrl: '', resource: 'render:mine' });
    await press(element, 'Share');
    await until(() => find(element, 'input', 'Address of the link'));
    expect(asked).to.deep.equal(['render:mine']);
    expect(server.grants).to.equal(0);
    const ours = server.seen.filter(({ path }) => path.includes('mine'));
    expect(ours.map(({ headers }) => headers.get('authorization'))).to.deep.equal([
      'Bearer grant-own',
      'Bearer grant-own',
    ]);
  });

  it('shows the failure of a server that cannot be reached, and tries again when it is opened again', async () => {
    server = new FakeServer([makeShare({ isPrimary: true })]);
    const broken = server.rule(({ path }) => (path.startsWith('/api') ? problem(401, 'unauthorized') : null));
    const element = await mountButton();
    await press(element, 'Share');
    await until(() => textIn(menu(element)).includes('You are not signed in any more'));
    broken();
    element.hide();
    await until(() => !isOpen(element));
    await press(element, 'Share');
    await until(() => find(element, 'input', 'Address of the link'));
    expect(findAll(element, '[role=alert]')).to.have.length(0);
  });

  if (hasKeys) {
    it('is used with the keyboard alone: open, go through, close', async () => {
      server = new FakeServer([makeShare({ isPrimary: true })]);
      const element = await mountButton();
      button(element, 'Share').focus();
      await keys('ArrowDown');
      await until(() => nameOf(focused() ?? element) === 'Copy link');
      await keys('End');
      expect(nameOf(focused() ?? element)).to.equal('More options…');
      await keys('ArrowUp');
      expect(nameOf(focused() ?? element)).to.equal('QR code');
      await keys('Home');
      expect(nameOf(focused() ?? element)).to.equal('Copy link');
      await keys('Escape');
      await until(() => !isOpen(element));
      expect(focused()).to.equal(button(element, 'Share'));
      await keys('Enter');
      await until(() => isOpen(element));
    });
  }
});
