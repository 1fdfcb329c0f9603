import { expect } from '@open-wc/testing';
import { FakeServer, everything, makeResource, makeShare } from './fake-server.js';
import {
  accessible,
  button,
  choose,
  clipboard,
  fill,
  find,
  findAll,
  focused,
  heard,
  nameOf,
  openDialog,
  press,
  textIn,
  tidy,
  until,
} from './page.js';

let server: FakeServer;
tidy(() => server);

const says = (dialog: Element) => textIn(find(dialog, '.pass'));
const created = () => server.requests('POST', /^\/api\/shares$/).map(({ body }) => body as Record<string, unknown>);

/** The tab for a new link, with its settings there. */
async function newLink() {
  const dialog = await openDialog();
  await until(() => find(dialog, 'input', /^How often/));
  return dialog;
}

describe('The tab for a link', () => {
  it('makes and copies a link in one click, with defaults that are safe', async () => {
    server = new FakeServer();
    const texts = clipboard();
    const creations = heard('share-create');
    const dialog = await openDialog();
    expect(nameOf(focused() ?? dialog)).to.equal('Create and copy link');
    await press(dialog, 'Create and copy link');
    await until(() => says(dialog).includes('Your link is ready'));
    await until(() => texts.length === 1);
    expect(texts).to.deep.equal([server.shares[0]?.url]);
    expect(find<HTMLInputElement>(dialog, 'input', 'Address of the link').value).to.equal(server.shares[0]?.url);
    expect(created()[0]).to.include({ expiresIn: 604_800, isPrimary: true, type: 'LINK' });
    expect(creations).to.have.length(1);
    await accessible(dialog);
  });

  it('says in words what the link will allow, while the settings change', async () => {
    server = new FakeServer();
    const dialog = await newLink();
    expect(says(dialog)).to.match(/^Anyone with the link can open this, until .+ your time\./);
    await choose(dialog, 'Never');
    await fill(dialog, /^How often/, '3');
    find(dialog, '[role=switch]', /^Password/).click();
    await until(() =>
      says(dialog).startsWith('Anyone with the link and the password can open this, 3 times, with no end date.'),
    );
    await fill(dialog, /^How often/, '1');
    find(dialog, '[role=switch]', /^Download/).click();
    await until(() => says(dialog).includes('can open and download this, once, with no end date.'));
  });

  it('sends what was set, spans as spans', async () => {
    server = new FakeServer();
    clipboard();
    const dialog = await newLink();
    await choose(dialog, '1 hour');
    await fill(dialog, /^How often/, '12');
    find(dialog, '[role=switch]', /^Password/).click();
    await fill(dialog, 'Password', 'correct horse');
    find(dialog, 'summary', 'Name and message').click();
    await fill(dialog, 'Name of this link', ' Board ');
    await fill(dialog, 'Message', 'Read page 3');
    await press(dialog, 'Create and copy link');
    await until(() => created().length === 1);
    expect(created()[0]).to.deep.include({
      expiresIn: 3600,
      usageLimit: 12,
      password: 'correct horse',
      label: 'Board',
      message: 'Read page 3',
    });
    expect(created()[0]).not.to.have.any.keys('download', 'expiresAt');
  });

  it('ends a link with the last second of a day in the zone that was chosen', async () => {
    server = new FakeServer();
    clipboard();
    const dialog = await newLink();
    await choose(dialog, 'Date…');
    const year = new Date().getUTCFullYear() + 1;
    await fill(dialog, 'Day', `${year}-07-01`);
    const zone = find<HTMLSelectElement>(dialog, 'select', 'Time zone');
    zone.value = 'Pacific/Auckland';
    zone.dispatchEvent(new Event('change', { bubbles: true }));
    await press(dialog, 'Create and copy link');
    await until(() => created().length === 1);
    // Auckland is twelve hours ahead in July.
    expect(created()[0]?.['expiresAt']).to.equal(`${year}-07-01T11:59:59.000Z`);
  });

  it('suggests a password that can be read and told', async () => {
    server = new FakeServer();
    const dialog = await newLink();
    find(dialog, '[role=switch]', /^Password/).click();
    await press(dialog, 'Suggest');
    const field = await until(() => find<HTMLInputElement>(dialog, 'input[type=text]', 'Password'));
    expect(field.value).to.match(/^([a-hj-km-np-z2-9]{4}-){3}[a-hj-km-np-z2-9]{4}$/);
  });

  const wrong = [
    { what: 'a limit that is no number', set: (d: Element) => fill(d, /^How often/, 'many'), says: 'A whole number' },
    { what: 'a limit of nothing', set: (d: Element) => fill(d, /^How often/, '0'), says: 'A whole number' },
    {
      what: 'a password that is not there',
      set: async (d: Element) => find(d, '[role=switch]', /^Password/).click(),
      says: 'Write a password',
    },
    {
      what: 'a day that is over',
      set: async (d: Element) => {
        await choose(d, 'Date…');
        await fill(d, 'Day', '2020-01-01');
      },
      says: 'That day is over',
    },
  ];
  for (const { what, set, says: words } of wrong) {
    it(`sends nothing with ${what}, and says why beside it`, async () => {
      server = new FakeServer();
      clipboard();
      const dialog = await newLink();
      await set(dialog);
      await press(dialog, 'Create and copy link');
      await until(() => findAll(dialog, '[role=alert]').some((one) => nameOf(one).startsWith(words)));
      expect(created()).to.have.length(0);
      await until(() => focused()?.matches('input'));
      expect(focused()?.getAttribute('aria-describedby') ?? focused()?.getAttribute('name')).to.match(
        /-problem|expiry/,
      );
    });
  }

  it('puts what the server says of a field beside that field', async () => {
    server = new FakeServer();
    clipboard();
    server.failOnce('POST', /^\/api\/shares$/, 422, 'invalid_request', {
      issues: [{ path: 'usageLimit', message: 'At most 100 on your plan' }],
    });
    const dialog = await newLink();
    await fill(dialog, /^How often/, '101');
    await press(dialog, 'Create and copy link');
    const field = await until(() => find(dialog, 'input[aria-invalid=true]', /^How often/));
    const ids = field.getAttribute('aria-describedby')?.split(' ') ?? [];
    const root = field.getRootNode() as ShadowRoot;
    expect(ids.map((id) => root.getElementById(id)?.textContent).join(' ')).to.include('At most 100 on your plan');
    await accessible(dialog);
  });

  it('sets budgets for the conversations of a persona, and says them in the sentence', async () => {
    server = new FakeServer([], makeResource({ kind: 'persona', view: 'persona' }));
    clipboard();
    const dialog = await newLink();
    await fill(dialog, 'At once', '1');
    await fill(dialog, 'Minutes each', '15');
    await until(() => says(dialog).includes('Conversations: one at a time and 15 minutes each.'));
    await accessible(dialog);
    await press(dialog, 'Create and copy link');
    await until(() => created().length === 1);
    expect(created()[0]).to.deep.include({
      usageLimit: 10,
      live: { guestsAtOnce: 1, minutesPerConversation: 15, conversationsPerDay: null },
    });
  });

  it('says beside the budgets how much they may be, and what the server says of them', async () => {
    server = new FakeServer([], makeResource({ kind: 'persona', view: 'persona' }));
    clipboard();
    const dialog = await newLink();
    await fill(dialog, 'Minutes each', '1441');
    await press(dialog, 'Create and copy link');
    await until(() => textIn(find(dialog, '[role=group]', /^Conversations/)).includes('from 1 to 1,440, or nothing'));
    await until(() => nameOf(focused() ?? dialog) === 'Minutes each');
    expect(created()).to.have.length(0);
    await fill(dialog, 'Minutes each', '60');
    const issues = [{ path: 'live.minutesPerConversation', message: 'At most 30 on your plan' }];
    server.failOnce('POST', /^\/api\/shares$/, 422, 'invalid_request', { issues });
    await press(dialog, 'Create and copy link');
    await until(() => textIn(find(dialog, '[role=group]', /^Conversations/)).includes('At most 30 on your plan'));
    expect(find(dialog, 'input', 'Minutes each').getAttribute('aria-invalid')).to.equal('true');
  });

  it('offers no budgets where there are no conversations, or nobody to keep them', async () => {
    const enforcement = { ...everything, live: 'unavailable' } as const;
    for (const resource of [makeResource(), makeResource({ kind: 'persona', enforcement })]) {
      server = new FakeServer([], resource);
      const dialog = await newLink();
      expect(findAll(dialog, 'input', 'Minutes each')).to.have.length(0);
      dialog.remove();
      server.restore();
    }
  });

  it('offers a message only where somebody shows it', async () => {
    const enforcement = { ...everything, message: 'unavailable' } as const;
    server = new FakeServer([], makeResource({ links: 'upstream', enforcement }));
    const dialog = await newLink();
    expect(findAll(dialog, 'input', 'Name of this link')).to.have.length(1);
    expect(findAll(dialog, 'textarea')).to.have.length(0);
    expect(findAll(dialog, 'summary')).to.have.length(0);
  });

  it('makes one link, however often the answer is lost on the way', async () => {
    server = new FakeServer();
    clipboard();
    let lost = 2;
    server.rule(({ method, path }) =>
      method === 'POST' && path === '/api/shares' && lost-- > 0 ? Promise.reject(new TypeError('lost')) : null,
    );
    const dialog = await openDialog();
    await press(dialog, 'Create and copy link');
    await until(() => says(dialog).includes('Your link is ready'));
    const keys = server.requests('POST', /^\/api\/shares$/).map(({ headers }) => headers.get('idempotency-key'));
    expect(keys).to.have.length(3);
    expect(new Set(keys).size).to.equal(1);
  });

  it('shows the link that works already first, and another one beside it on demand', async () => {
    const share = makeShare({ isPrimary: true, usageLimit: 10, usageCount: 7 });
    server = new FakeServer([share]);
    const texts = clipboard();
    const dialog = await openDialog();
    expect(says(dialog)).to.include('Current link Anyone with the link can open this, 3 more times, with no end date.');
    await press(dialog, 'Copy link');
    await until(() => button(dialog, 'Copied'));
    expect(texts).to.deep.equal([share.url]);
    await press(dialog, 'New link with other settings');
    await press(dialog, 'Create and copy link');
    await until(() => says(dialog).includes('Your link is ready'));
    expect(created()[0]).not.to.have.property('isPrimary');
    await until(() => texts.length === 2);
    expect(texts[1]).to.equal(server.shares[0]?.url);
  });

  it('opens the preview in a tab that has no way back to this page', async () => {
    const share = makeShare({ isPrimary: true });
    server = new FakeServer([share]);
    const opened: { opener: unknown; location: { replace(url: string): void }; went: string[] }[] = [];
    const open = window.open;
    window.open = () => {
      const went: string[] = [];
      const tab = { opener: window, location: { replace: (url: string) => went.push(url) }, went };
      opened.push(tab);
      return tab as unknown as Window;
    };
    const dialog = await openDialog();
    await press(dialog, 'Preview as guest');
    // In the click itself: later, browsers would block it.
    expect(opened).to.have.length(1);
    await until(() => opened[0]?.went.length === 1);
    window.open = open;
    expect(opened[0]?.opener).to.equal(null);
    expect(opened[0]?.went).to.deep.equal([`${share.url}#preview=pv1`]);
  });

  it('warns what dies before it replaces the one link that a source has', async () => {
    const enforcement = { ...everything, severalLinks: 'unavailable', allowedOrigins: 'unavailable' } as const;
    server = new FakeServer([makeShare({ link: 'upstream' })], makeResource({ links: 'upstream', enforcement }));
    const before = server.shares[0]?.url;
    const dialog = await openDialog();
    await press(dialog, 'Replace the link…');
    await until(() => textIn(dialog).includes('stops working at once, and so does everything that embeds it'));
    await accessible(dialog);
    expect(server.requests('POST', /rotate/)).to.have.length(0);
    await press(dialog, 'Replace it now');
    await until(() => server.requests('POST', /rotate/).length === 1);
    await until(() => find<HTMLInputElement>(dialog, 'input', 'Address of the link').value !== before);
  });
});
