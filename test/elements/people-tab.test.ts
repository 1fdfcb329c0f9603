import { expect } from '@open-wc/testing';
import { FakeServer, everything, makeResource, makeShare } from './fake-server.js';
import { hasKeys, keys, type } from '../keys.js';
import { accessible, button, fill, find, findAll, nameOf, openDialog, press, textIn, tidy, until } from './page.js';

let server: FakeServer;
tidy(() => server);

const chips = (dialog: Element) => findAll(dialog, '.chip').map((chip) => textIn(chip));
const field = (dialog: Element) => find<HTMLInputElement>(dialog, 'input', 'Who gets a link');
const created = () => server.requests('POST', /^\/api\/shares$/).map(({ body }) => body as Record<string, unknown>);

function paste(input: HTMLInputElement, text: string): void {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
  // Firefox makes an empty one of its own.
  Object.defineProperty(event, 'clipboardData', { value: clipboardData });
  input.dispatchEvent(event);
}

describe('The tab for people', () => {
  it('makes a link of their own for each, in their language', async () => {
    server = new FakeServer();
    const dialog = await openDialog('people');
    paste(field(dialog), 'Ada Lovelace <ada@example.org>, grace@example.com; "Jean, B." <jean@example.net>\nbad');
    await until(() => chips(dialog).length === 3);
    expect(field(dialog).value).to.equal('bad');
    expect(textIn(dialog)).to.include('bad is not an e-mail address.');
    await fill(dialog, 'Who gets a link', '');
    const language = find<HTMLSelectElement>(dialog, 'select', 'E-mail in');
    language.value = 'ja';
    language.dispatchEvent(new Event('change', { bubbles: true }));
    await press(dialog, 'Send 3 links');
    await until(() => textIn(dialog).includes('3 links are on their way.'));
    expect(created().map(({ recipientEmail, recipientName }) => [recipientEmail, recipientName])).to.have.deep.members([
      ['ada@example.org', 'Ada Lovelace'],
      ['grace@example.com', undefined],
      ['jean@example.net', 'Jean, B.'],
    ]);
    expect(created().every((one) => one['channel'] === 'email' && one['language'] === 'ja')).to.equal(true);
    expect(created().every((one) => one['expiresIn'] === 604_800 && !('isPrimary' in one))).to.equal(true);
    expect(chips(dialog)).to.deep.equal([]);
    expect(textIn(find(dialog, 'section.sent'))).to.include('On its way');
    await accessible(dialog);
  });

  it('keeps those that failed in the field, and sends only them again, with the same key', async () => {
    server = new FakeServer();
    const dialog = await openDialog('people');
    paste(field(dialog), 'ada@example.org, grace@example.com');
    const stop = server.rule(({ method, body }) =>
      method === 'POST' && (body as { recipientEmail?: string }).recipientEmail === 'grace@example.com'
        ? new Response(JSON.stringify({ code: 'too_many_requests' }), { status: 429 })
        : null,
    );
    await press(dialog, 'Send 2 links');
    await until(() => textIn(dialog).includes('1 link could not be made. It is still in the field above.'));
    expect(chips(dialog)).to.deep.equal(['grace@example.com']);
    stop();
    await press(dialog, 'Send 1 link');
    await until(() => chips(dialog).length === 0);
    const keysSent = server
      .requests('POST', /^\/api\/shares$/)
      .filter(({ body }) => (body as { recipientEmail: string }).recipientEmail === 'grace@example.com')
      .map(({ headers }) => headers.get('idempotency-key'));
    expect(keysSent).to.have.length(2);
    expect(new Set(keysSent).size).to.equal(1);
    expect(server.shares).to.have.length(2);
  });

  it('tells of each person whether the e-mail arrived and the link was opened', async () => {
    const opened = new Date(Date.now() - 3_600_000).toISOString();
    server = new FakeServer([
      makeShare({ recipientEmail: 'ada@example.org', channel: 'email', delivery: 'sent', lastOpenedAt: opened }),
      makeShare({ recipientEmail: 'jean@example.org', channel: 'email', delivery: 'failed' }),
    ]);
    const dialog = await openDialog('people');
    const [ada, jean] = findAll(dialog, 'section.sent li');
    expect(textIn(ada ?? dialog)).to.include('Sent · Opened 1 hour ago');
    expect(textIn(jean ?? dialog)).to.include('Not delivered · Not opened yet');
    await press(dialog, 'Send again');
    await until(() => chips(dialog).includes('jean@example.org'));
  });

  it('sends nothing without an address, and says so', async () => {
    server = new FakeServer();
    const dialog = await openDialog('people');
    await press(dialog, 'Send links');
    await until(() => textIn(dialog).includes('Add at least one address.'));
    expect(field(dialog).getAttribute('aria-invalid')).to.equal('true');
    expect(created()).to.have.length(0);
    await accessible(dialog);
  });

  it('makes links to pass on where the server sends no e-mail', async () => {
    server = new FakeServer([], makeResource({ email: false }));
    const dialog = await openDialog('people');
    expect(textIn(dialog)).to.include('This server sends no e-mail.');
    expect(findAll(dialog, 'select', 'E-mail in')).to.have.length(0);
    await fill(dialog, 'Who gets a link', 'ada@example.org');
    await press(dialog, 'Create 1 link');
    await until(() => textIn(dialog).includes('1 link made.'));
    expect(created()[0]).to.include({ channel: 'link', recipientEmail: 'ada@example.org' });
    expect(button(dialog, 'Copy link: ada@example.org')).to.be.instanceOf(Element);
  });

  it('offers a message with links of a vendor only where our e-mail carries it', async () => {
    const enforcement = { ...everything, message: 'unavailable' } as const;
    for (const email of [true, false]) {
      server = new FakeServer([], makeResource({ links: 'upstream', enforcement, email }));
      const dialog = await openDialog('people');
      expect(findAll(dialog, 'summary', 'Name and message')).to.have.length(email ? 1 : 0);
      dialog.remove();
      server.restore();
    }
  });

  it('leads to the link of one person among all links', async () => {
    server = new FakeServer([makeShare({ recipientEmail: 'ada@example.org' })]);
    const dialog = await openDialog('people');
    await press(dialog, 'Details: ada@example.org');
    await until(() => find(dialog, 'button[aria-expanded=true]', 'Details: ada@example.org'));
    expect(nameOf(find(dialog, '[role=tab][aria-selected=true]'))).to.equal('Links 1');
  });

  if (hasKeys) {
    it('takes addresses as they are typed, and gives the last one back to Backspace', async () => {
      server = new FakeServer();
      const dialog = await openDialog('people');
      field(dialog).focus();
      await type('ada@example.org,');
      await until(() => chips(dialog).length === 1);
      await type('grace@example.com ');
      await until(() => chips(dialog).length === 2);
      await keys('Backspace');
      await until(() => chips(dialog).length === 1);
      await type('nobody');
      await keys('Enter');
      await until(() => textIn(dialog).includes('nobody is not an e-mail address.'));
      expect(created()).to.have.length(0);
    });
  }
});
