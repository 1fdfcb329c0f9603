import { expect } from '@open-wc/testing';
import type { Activity } from '../../src/contract/share.js';
import { FakeServer, everything, makeResource, makeShare, noActivity, problem } from './fake-server.js';
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

const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const rows = (dialog: Element) => findAll(dialog, 'li.link').map((row) => textIn(row));
const row = (dialog: Element, name: string) => {
  const found = findAll(dialog, 'li.link').find((one) => textIn(one).startsWith(name));
  if (!found) throw new Error(`No row begins with ${name}: ${rows(dialog).join(' | ')}`);
  return found;
};

async function opened(name: string) {
  const dialog = await openDialog('links');
  await press(dialog, `Details: ${name}`);
  await until(() => find(row(dialog, name), '.details'));
  return dialog;
}

/** Time that passes only when the test says so; what the page schedules for later than a second runs then. */
function clock() {
  const waiting: { at: number; run: () => void }[] = [];
  const { setTimeout, clearTimeout } = window;
  const { now } = Date;
  let passed = 0;
  const began = now();
  Date.now = () => began + passed;
  window.setTimeout = ((run: () => void, ms = 0) => {
    if (ms < 1000) return setTimeout(run, ms);
    waiting.push({ at: passed + ms, run });
    return -waiting.length;
  }) as typeof window.setTimeout;
  window.clearTimeout = (id) => {
    if (typeof id === 'number' && id < 0) waiting[-id - 1] = { at: Number.POSITIVE_INFINITY, run: () => undefined };
    else clearTimeout(id);
  };
  return {
    pass(ms: number) {
      passed += ms;
      for (const one of waiting.filter(({ at }) => at <= passed)) {
        one.at = Number.POSITIVE_INFINITY;
        one.run();
      }
    },
    restore() {
      Object.assign(window, { setTimeout, clearTimeout });
      Date.now = now;
    },
  };
}

describe('The tab for all links', () => {
  it('tells of each link what it allows, how it is used, and who made it', async () => {
    server = new FakeServer([
      makeShare({ label: 'Board', usageLimit: 10, usageCount: 7, lastOpenedAt: ago(2), createdAt: ago(50) }),
      makeShare({ recipientEmail: 'ada@example.org', channel: 'email', delivery: 'failed' }),
      makeShare({ label: 'Old', state: 'expired', expiresAt: ago(30) }),
      makeShare({ label: 'Spent', state: 'used_up', usageLimit: 1, usageCount: 1 }),
      makeShare({ label: 'Site', type: 'PLAYER_EMBED', allowedOrigins: ['https://example.com'] }),
    ]);
    const dialog = await openDialog('links');
    expect(textIn(row(dialog, 'Board'))).to.match(
      /^Board Active Anyone with the link can open this, 3 more times, with no end date\. Opened 7 of 10 times, last 2 hours ago · made 2 days ago by Ada/,
    );
    expect(textIn(row(dialog, 'ada@example.org')))
      .to.include('Not delivered')
      .and.to.include('Not opened yet');
    expect(textIn(row(dialog, 'Old')))
      .to.include('Expired')
      .and.to.include('the same address works again');
    expect(textIn(row(dialog, 'Spent'))).to.include('Used up: it could be opened once.');
    expect(textIn(row(dialog, 'Site'))).to.include('https://example.com and its visitors can open this');
  });

  it('finds links by name, person, address and site, and by whether they still work', async () => {
    server = new FakeServer([
      makeShare({ label: 'Board' }),
      makeShare({ recipientEmail: 'ada@example.org' }),
      makeShare({ label: 'Old', state: 'expired', expiresAt: ago(2) }),
      makeShare({ label: 'Site', type: 'PLAYER_EMBED', allowedOrigins: ['https://acme.example'] }),
    ]);
    const dialog = await openDialog('links');
    const finds = async (search: string) => {
      await fill(dialog, 'Search links', search);
      await until(() => find<HTMLInputElement>(dialog, 'input', 'Search links').value === search);
      await dialog.updateComplete;
      return rows(dialog).length;
    };
    expect(await finds('ADA@')).to.equal(1);
    expect(await finds('acme')).to.equal(1);
    expect(await finds(server.shares[0]?.token ?? '')).to.equal(1);
    expect(await finds('nothing like it')).to.equal(0);
    expect(textIn(dialog)).to.include('No link matches.');
    await press(dialog, 'Clear search');
    await choose(dialog, 'Ended 1');
    await until(() => rows(dialog).length === 1);
    expect(rows(dialog)[0]).to.match(/^Old/);
    await choose(dialog, 'Active 3');
    await until(() => rows(dialog).length === 3);
  });

  it('leads to the first link where there is none', async () => {
    server = new FakeServer();
    const dialog = await openDialog('links');
    await press(dialog, 'Create link');
    await until(() => button(dialog, 'Create and copy link'));
  });

  it('copies a link from its row', async () => {
    server = new FakeServer([makeShare({ label: 'Board' }), makeShare({ label: 'Press' })]);
    const texts = clipboard();
    const dialog = await openDialog('links');
    await press(dialog, 'Copy link: Press');
    await until(() => texts.length === 1);
    expect(texts).to.deep.equal([server.shares[1]?.url]);
  });

  it('pauses at once, and takes it back when the server does not', async () => {
    server = new FakeServer([makeShare({ label: 'Board' })]);
    const changes = heard('share-change');
    const dialog = await opened('Board');
    let answer: (response: Response) => void = () => undefined;
    const done = server.rule(({ method }) =>
      method === 'PATCH' ? new Promise<Response>((resolve) => (answer = resolve)) : null,
    );
    await press(dialog, 'Pause');
    await until(() => textIn(row(dialog, 'Board')).includes('Paused'));
    await until(() => server.requests('PATCH', /./).length === 1);
    answer(problem(403, 'forbidden'));
    await until(() => textIn(row(dialog, 'Board')).includes('Active'));
    expect(textIn(dialog)).to.include('You may not do that with this link.');
    expect(changes).to.have.length(0);
    done();
    await press(dialog, 'Pause');
    await until(() => changes.length === 1);
    expect(changes[0]?.change).to.equal('pause');
    await press(dialog, 'Resume');
    await until(() => changes.length === 2);
    expect(server.requests('PATCH', /./).map(({ body }) => body)).to.deep.equal([
      { enabled: false },
      { enabled: false },
      { enabled: true },
    ]);
  });

  it('changes a link in place, sending only what differs', async () => {
    server = new FakeServer([makeShare({ label: 'Board', expiresAt: ago(-48), usageLimit: 5, hasPassword: true })]);
    const dialog = await opened('Board');
    await press(dialog, 'Edit');
    await fill(dialog, /^How often/, '8');
    find(dialog, '[role=switch]', /^Password/).click();
    await press(dialog, 'Save');
    await until(() => server.requests('PATCH', /./).length === 1);
    expect(server.requests('PATCH', /./)[0]?.body).to.deep.equal({ usageLimit: 8, password: null });
    await until(() => findAll(dialog, 'form').length === 0);
    expect(nameOf(focused() ?? dialog)).to.equal('Details: Board');
  });

  it('brings an ended link back at the same address', async () => {
    const share = makeShare({ label: 'Old', state: 'expired', expiresAt: ago(48) });
    server = new FakeServer([share]);
    const dialog = await opened('Old');
    await press(dialog, 'Extend');
    await press(dialog, 'Save');
    await until(() => textIn(row(dialog, 'Old')).includes('Active'));
    expect(server.requests('PATCH', /./)[0]?.body).to.deep.equal({ expiresIn: 604_800 });
    expect(server.shares[0]?.url).to.equal(share.url);
  });

  it('offers for change what the vendor of a link can change, and its name', async () => {
    const enforcement = {
      ...everything,
      password: 'unavailable',
      download: 'unavailable',
      message: 'upstream',
    } as const;
    const changeable = { expiresAt: true, usageLimit: false };
    const share = makeShare({ label: 'Board', link: 'upstream', usageLimit: 4, message: 'Hello' });
    server = new FakeServer([share], makeResource({ links: 'upstream', enforcement, changeable }));
    const dialog = await opened('Board');
    await press(dialog, 'Edit');
    await until(() => find(dialog, '[role=group]', /^Ends/));
    const names = findAll(dialog, '.task :is(input:not([type=radio]), textarea)').map(nameOf);
    expect(names).to.deep.equal(['Name of this link']);
    expect(findAll(dialog, 'summary')).to.have.length(0);
  });

  it('changes all of a link of our own, whatever the vendor could', async () => {
    const changeable = { expiresAt: false, usageLimit: false };
    server = new FakeServer([makeShare({ label: 'Board' })], makeResource({ changeable }));
    const dialog = await opened('Board');
    await press(dialog, 'Edit');
    await until(() => find(dialog, '[role=group]', /^Ends/));
    expect(findAll(dialog, 'input', /^How often/)).to.have.length(1);
  });

  it('promises no second life to a link that cannot be extended', async () => {
    const changeable = { expiresAt: false, usageLimit: false };
    const share = makeShare({ label: 'Old', link: 'upstream', state: 'expired', expiresAt: ago(48) });
    server = new FakeServer([share], makeResource({ links: 'upstream', changeable }));
    const dialog = await opened('Old');
    expect(textIn(row(dialog, 'Old'))).to.include('This link cannot be extended: make a new one.');
    expect(findAll(dialog, 'button', 'Extend')).to.have.length(0);
    await press(dialog, 'Edit');
    await fill(dialog, 'Name of this link', 'Older');
    await press(dialog, 'Save');
    await until(() => server.requests('PATCH', /./).length === 1);
    expect(server.requests('PATCH', /./)[0]?.body).to.deep.equal({ label: 'Older' });
  });

  it('tells of budgets for conversations, and changes them', async () => {
    const live = { guestsAtOnce: 2, minutesPerConversation: 10, conversationsPerDay: null };
    server = new FakeServer([makeShare({ label: 'Fair', live })], makeResource({ kind: 'persona', view: 'persona' }));
    const dialog = await opened('Fair');
    expect(textIn(row(dialog, 'Fair'))).to.include('Conversations: 2 at once and 10 minutes each.');
    await press(dialog, 'Edit');
    expect((await fill(dialog, 'At once', '')).value).to.equal('');
    await fill(dialog, 'Per day', '٢٠');
    await accessible(dialog);
    await press(dialog, 'Save');
    await until(() => server.requests('PATCH', /./).length === 1);
    expect(server.requests('PATCH', /./)[0]?.body).to.deep.equal({
      live: { guestsAtOnce: null, minutesPerConversation: 10, conversationsPerDay: 20 },
    });
    await until(() => textIn(row(dialog, 'Fair')).includes('Conversations: 10 minutes each and 20 a day.'));
  });

  it('says who used a link lately before it gives it a new address, with a grace period', async () => {
    server = new FakeServer([makeShare({ label: 'Board' })]);
    const visit = { visitor: 'human' as const, origin: null, previousLink: false, events: [] };
    server.activity = {
      ...noActivity,
      sites: [{ origin: 'https://example.com', visits: 4, lastAt: ago(1) }],
      recent: [
        { ...visit, at: ago(1) },
        { ...visit, at: ago(3) },
        { ...visit, at: ago(90) },
      ],
    };
    const before = server.shares[0]?.url;
    const changes = heard('share-change');
    const dialog = await opened('Board');
    await press(dialog, 'New address…');
    await until(() => textIn(dialog).includes('Opened 2 times in the last 24 hours'));
    expect(textIn(dialog)).to.include('It is embedded on https://example.com.');
    await accessible(dialog);
    await choose(dialog, 'works 1 more day');
    await press(dialog, 'Make the new address');
    await until(() => changes.length === 1);
    expect(server.requests('POST', /rotate/)[0]?.body).to.deep.equal({ graceSeconds: 86_400 });
    expect(server.shares[0]?.url).not.to.equal(before);
  });

  it('shows people, programs and the owner apart, with a chart and a list', async () => {
    server = new FakeServer([makeShare({ label: 'Board' })]);
    const today = new Date().toISOString().slice(0, 10);
    const activity: Activity = {
      total: { human: 12, automated: 3, owner: 1 },
      days: [{ day: today, human: 6, automated: 2, owner: 0 }],
      sites: [{ origin: 'https://example.com', visits: 4, lastAt: ago(1) }],
      events: {},
      recent: [{ at: ago(2), visitor: 'automated', origin: null, previousLink: true, events: ['viewed', 'new_one'] }],
    };
    server.activity = activity;
    const dialog = await opened('Board');
    await press(dialog, 'Activity');
    const totals = await until(() => find(dialog, 'dl.totals'));
    expect(textIn(totals)).to.equal('People 12 Programs 3 You 1');
    const bars = [...(dialog.shadowRoot?.querySelectorAll('.chart rect') ?? [])];
    expect(bars.map((bar) => bar.getAttribute('class'))).to.deep.equal(['human', 'automated']);
    const [human, automated] = bars.map((bar) => Number(bar.getAttribute('height')));
    expect(human).to.equal((automated ?? 0) * 3);
    expect(textIn(find(dialog, 'figure'))).to.include('6 people, 2 programs, 0 you');
    expect(textIn(dialog)).to.include('Programs 2 hours ago directly · old address · viewed · new_one');
    await accessible(dialog);
  });

  it('makes another link the primary one', async () => {
    server = new FakeServer([makeShare({ label: 'Board' }), makeShare({ label: 'Press', isPrimary: true })]);
    const dialog = await opened('Board');
    await press(dialog, 'Make primary');
    await until(() => textIn(row(dialog, 'Board')).includes('Primary'));
    expect(textIn(row(dialog, 'Press'))).not.to.include('Primary');
  });

  it('closes a revoked link at once, and brings it back as it was on “Undo”', async () => {
    server = new FakeServer([makeShare({ label: 'Board' }), makeShare({ label: 'Press' })]);
    const revoked = heard('share-revoke');
    const dialog = await opened('Board');
    await press(dialog, 'Revoke');
    await until(() => textIn(dialog).includes('Closed to everyone.'));
    expect(server.shares[0]?.enabled).to.equal(false);
    expect(textIn(row(dialog, 'Board'))).to.include('Revoked');
    await until(() => nameOf(focused() ?? dialog) === 'Undo');
    await accessible(dialog);
    await press(dialog, 'Undo');
    await until(() => server.shares[0]?.enabled === true);
    expect(server.requests('DELETE', /./)).to.have.length(0);
    expect(revoked).to.have.length(0);
    await until(() => textIn(row(dialog, 'Board')).includes('Active'));
  });

  /** A link that was just revoked, with the focus on “Undo”; what is asked of the server from now on. */
  async function revoking(time: ReturnType<typeof clock>) {
    server = new FakeServer([makeShare({ label: 'Board' }), makeShare({ label: 'Press' })]);
    const dialog = await opened('Board');
    await press(dialog, 'Revoke');
    await until(() => nameOf(focused() ?? dialog) === 'Undo');
    const box = find(dialog, '.undo');
    /** Whether it was made final, after all that was on its way has arrived. */
    const isFinal = async () => {
      await new Promise((next) => requestAnimationFrame(next));
      return server.requests('DELETE', /./).length === 1;
    };
    return { dialog, box, isFinal, pass: (ms: number) => time.pass(ms) };
  }

  it('revokes for good after ten seconds, though the focus stays on “Undo”, and takes it on to the list', async () => {
    const time = clock();
    try {
      const revoked = heard('share-revoke');
      const { dialog, isFinal, pass } = await revoking(time);
      pass(9900);
      expect(await isFinal()).to.equal(false);
      pass(200);
      await until(() => revoked.length === 1);
      expect(revoked[0]?.share.id).to.equal(server.shares[0]?.id);
      expect(server.shares[0]?.state).to.equal('revoked');
      await until(() => findAll(dialog, '.undo').length === 0);
      await until(() => nameOf(focused() ?? dialog).startsWith('Details: '));
    } finally {
      time.restore();
    }
  });

  it('waits while somebody points at the way back or uses a key there, and thirty seconds at most', async () => {
    const time = clock();
    try {
      const { box, isFinal, pass } = await revoking(time);
      box.dispatchEvent(new PointerEvent('pointerenter'));
      pass(15_000);
      expect(await isFinal()).to.equal(false);
      box.dispatchEvent(new PointerEvent('pointerleave'));
      find(box, 'button', 'Undo').dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift', bubbles: true }));
      pass(9800);
      expect(await isFinal()).to.equal(false);
      box.dispatchEvent(new PointerEvent('pointerenter'));
      pass(5000);
      expect(await isFinal()).to.equal(false);
      pass(1000);
      await until(() => server.shares[0]?.state === 'revoked');
    } finally {
      time.restore();
    }
  });

  it('takes nothing back because the key that revoked is held down', async () => {
    const time = clock();
    try {
      const { box } = await revoking(time);
      const held = new KeyboardEvent('keydown', { key: 'Enter', repeat: true, bubbles: true, cancelable: true });
      find(box, 'button', 'Undo').dispatchEvent(held);
      expect(held.defaultPrevented).to.equal(true);
    } finally {
      time.restore();
    }
  });

  it('revokes for good when the dialog closes before that', async () => {
    server = new FakeServer([makeShare({ label: 'Board' })]);
    const dialog = await opened('Board');
    await press(dialog, 'Revoke');
    await until(() => findAll(dialog, 'button', 'Undo').length === 1);
    dialog.hide();
    await until(() => server.shares[0]?.state === 'revoked');
  });

  it('revokes for good, without waiting, when the page goes away', async () => {
    server = new FakeServer([makeShare({ label: 'Board' })]);
    let keepalive = false;
    const sent = window.fetch;
    window.fetch = (input, init) => {
      if (init?.method === 'DELETE') keepalive = init.keepalive === true;
      return sent(input, init);
    };
    const dialog = await opened('Board');
    await press(dialog, 'Revoke');
    await until(() => findAll(dialog, 'button', 'Undo').length === 1);
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    await until(() => server.shares[0]?.state === 'revoked');
    expect(keepalive).to.equal(true);
  });

  it('revokes many at once, with one way back for all', async () => {
    server = new FakeServer([makeShare({ label: 'One' }), makeShare({ label: 'Two' }), makeShare({ label: 'Three' })]);
    const dialog = await openDialog('links');
    find(dialog, 'input[type=checkbox]', 'Select One').click();
    find(dialog, 'input[type=checkbox]', 'Select Three').click();
    await until(() => textIn(dialog).includes('2 selected'));
    await press(dialog, 'Revoke selected');
    await until(() => textIn(dialog).includes('2 links closed to everyone.'));
    expect(server.shares.map(({ enabled }) => enabled)).to.deep.equal([false, true, false]);
    await press(dialog, 'Undo');
    await until(() => server.shares.every(({ enabled }) => enabled));
  });

  it('tells which of many could not be closed, and revokes none of those', async () => {
    server = new FakeServer([makeShare({ label: 'One' }), makeShare({ label: 'Two' })]);
    const two = server.shares[1]?.id ?? '';
    server.failOnce('PATCH', new RegExp(two), 403, 'forbidden');
    const dialog = await openDialog('links');
    find(dialog, 'input[type=checkbox]', /^Select all shown/).click();
    await press(dialog, 'Revoke selected');
    await until(() => textIn(dialog).includes('You may not do that with this link.'));
    dialog.hide();
    await until(() => server.shares[0]?.state === 'revoked');
    expect(server.shares[1]?.state).to.equal('active');
  });

  it('asks first where a source cannot pause, and so could not undo', async () => {
    const enforcement = { ...everything, enabled: 'unavailable' } as const;
    server = new FakeServer([makeShare({ label: 'Board' })], makeResource({ enforcement }));
    const dialog = await opened('Board');
    expect(findAll(dialog, 'button', 'Pause')).to.have.length(0);
    await press(dialog, 'Revoke');
    await until(() => textIn(dialog).includes('Revoke this link? It stops working at once'));
    expect(server.requests('DELETE', /./)).to.have.length(0);
    await until(() => findAll(dialog, '.task button', 'Revoke').length === 1);
    find(dialog, '.task button', 'Revoke').click();
    await until(() => server.shares[0]?.state === 'revoked');
    expect(server.requests('PATCH', /./)).to.have.length(0);
  });
});
