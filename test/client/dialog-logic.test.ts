import assert from 'node:assert/strict';
import { test } from 'node:test';
import { liveLimits } from '../../src/contract/live-limits.js';
import { LiveBudget, type Share } from '../../src/contract/share.js';
import { linkSentence } from '../../src/elements/link-sentence.js';
import { becomesPrimary, quickLink, startingPolicy } from '../../src/elements/quick-link.js';
import { endOfDay } from '../../src/elements/share-dialog/end-of-day.js';
import {
  changeOf,
  draftEnd,
  draftOf,
  draftProblems,
  newDraft,
  policyOf,
} from '../../src/elements/share-dialog/policy-draft.js';
import { parseRecipients } from '../../src/elements/share-dialog/recipients.js';
import { policyLines, snippet, snippetsFor, type SnippetInput } from '../../src/elements/share-dialog/snippets.js';
import { Formats } from '../../src/theme/formats.js';
import { strings } from '../../src/theme/strings/owner.js';
import { everything, makeResource, makeShare } from '../elements/fake-server.js';

const now = Date.parse('2026-05-01T12:00:00Z');
const resource = makeResource();
const formats = new Formats('en', ['en-GB']);

const days = [
  ['2026-07-01', 'UTC', '2026-07-01T23:59:59.000Z'],
  ['2026-07-01', 'Pacific/Auckland', '2026-07-01T11:59:59.000Z'],
  ['2026-01-15', 'America/New_York', '2026-01-16T04:59:59.000Z'],
  // The clocks go back, and forward, on these days.
  ['2026-11-01', 'America/New_York', '2026-11-02T04:59:59.000Z'],
  ['2026-03-08', 'America/New_York', '2026-03-09T03:59:59.000Z'],
  ['2026-10-25', 'Europe/Berlin', '2026-10-25T22:59:59.000Z'],
  // The night after had no midnight in Cairo.
  ['2026-04-23', 'Africa/Cairo', '2026-04-23T21:59:59.000Z'],
  ['2028-02-29', 'Asia/Kolkata', '2028-02-29T18:29:59.000Z'],
  ['2026-07-01', 'Pacific/Kiritimati', '2026-07-01T09:59:59.000Z'],
] as const;
for (const [day, zone, instant] of days) {
  test(`${day} ends in ${zone} at ${instant}.`, () => {
    assert.equal(new Date(endOfDay(day, zone) ?? 0).toISOString(), instant);
  });
}

for (const [day, zone] of [
  ['', 'UTC'],
  ['1.7.2026', 'UTC'],
  ['2026-07-01', 'Mars/Olympus'],
] as const) {
  test(`"${day}" in ${zone} has no end.`, () => assert.equal(endOfDay(day, zone), null));
}

test('A new link ends in seven days and has no other limit, unless the host says otherwise.', () => {
  assert.deepEqual(startingPolicy(resource, {}), { expiresIn: 604_800, usageLimit: null, download: false, live: null });
  assert.deepEqual(startingPolicy(resource, { expiresIn: null, usageLimit: 4, download: true }), {
    expiresIn: null,
    usageLimit: 4,
    download: true,
    live: null,
  });
});

test('A live persona, which costs its owner each time, has a limit of uses unless the host says none.', () => {
  const persona = makeResource({ kind: 'persona' });
  assert.equal(startingPolicy(persona, {}).usageLimit, 10);
  assert.equal(startingPolicy(persona, { usageLimit: null }).usageLimit, null);
});

const budget = { guestsAtOnce: 2, minutesPerConversation: 10, conversationsPerDay: null };

test('Budgets of conversations are asked of a persona whose source keeps them, and of nothing else.', () => {
  const defaults = { live: { guestsAtOnce: 2, minutesPerConversation: 10 } };
  const persona = makeResource({ kind: 'persona' });
  const upstream = makeResource({ kind: 'persona', enforcement: { ...everything, live: 'unavailable' } });
  assert.deepEqual(startingPolicy(persona, defaults).live, budget);
  for (const other of [resource, upstream]) {
    assert.equal(startingPolicy(other, defaults).live, null);
    const draft = { ...newDraft(persona, defaults, 'UTC'), usageLimit: '' };
    assert.deepEqual(policyOf({ ...draft, expiry: 'never' }, other, now), {});
  }
  assert.deepEqual(policyOf(newDraft(persona, defaults, 'UTC'), persona, now).live, budget);
  assert.equal(policyOf(newDraft(persona, {}, 'UTC'), persona, now).live, undefined);
});

test('A changed budget is sent as a whole, and null when nothing of it is left.', () => {
  const share = makeShare({ live: budget });
  const draft = draftOf(share, 'UTC');
  assert.deepEqual(changeOf(draft, share, now), {});
  const live = { ...draft.live, conversationsPerDay: '20' };
  assert.deepEqual(changeOf({ ...draft, live }, share, now), { live: { ...budget, conversationsPerDay: 20 } });
  const none = { guestsAtOnce: '', minutesPerConversation: '', conversationsPerDay: '' };
  assert.deepEqual(changeOf({ ...draft, live: none }, share, now), { live: null });
  const empty = { guestsAtOnce: null, minutesPerConversation: null, conversationsPerDay: null };
  assert.deepEqual(changeOf({ ...draft, live: none }, makeShare({ live: empty }), now), {});
});

for (const [name, most] of Object.entries(liveLimits)) {
  test(`${name} is a whole number from 1 to ${most}, as the server has it.`, () => {
    const draft = newDraft(resource, {}, 'UTC');
    const problems = (typed: string) =>
      Object.fromEntries(draftProblems({ ...draft, live: { ...draft.live, [name]: typed } }, null, now));
    for (const good of ['', '1', String(most)]) assert.deepEqual(problems(good), {}, good);
    for (const bad of ['0', '-1', '2.5', 'two', String(most + 1)])
      assert.deepEqual(problems(bad), { [name]: 'wholeNumberTo' }, bad);
    const schema = (value: number) => LiveBudget.safeParse({ ...budget, [name]: value }).success;
    assert.deepEqual([schema(1), schema(most), schema(0), schema(most + 1)], [true, true, false, false]);
  });
}

test('The sentence tells of conversations, and whether an ended link can come back.', () => {
  const says = (parts: Partial<Share>, changeable?: Parameters<typeof linkSentence>[3]) =>
    linkSentence(makeShare(parts), strings, formats, changeable);
  assert.equal(
    says({ live: { guestsAtOnce: 1, minutesPerConversation: 10, conversationsPerDay: 20 } }),
    'Anyone with the link can open this, with no end date. Conversations: one at a time, 10 minutes each and 20 a day.',
  );
  assert.equal(says({ live: { ...budget, guestsAtOnce: null, minutesPerConversation: null } }), says({}));
  const fixed = { expiresAt: false, usageLimit: false };
  const ended = { state: 'expired', expiresAt: '2026-04-01T00:00:00Z' } as const;
  assert.match(says(ended), /Extend it/);
  assert.match(says(ended, fixed), /cannot be extended/);
  assert.match(says({ state: 'used_up', usageLimit: 2 }, fixed), /the limit cannot be raised/);
});

test('What the source cannot keep is not asked of it.', () => {
  const poor = makeResource({
    enforcement: { ...everything, expiresAt: 'unavailable', usageLimit: 'unavailable', password: 'unavailable' },
  });
  assert.deepEqual(startingPolicy(poor, { usageLimit: 3 }), {
    expiresIn: null,
    usageLimit: null,
    download: false,
    live: null,
  });
  const draft = { ...newDraft(resource, {}, 'UTC'), usageLimit: '3', locked: true, password: 'x' };
  assert.deepEqual(policyOf(draft, poor, now), {});
});

test('“Copy link” means the primary link, then a plain one, and never one that was made for somebody.', () => {
  const plain = makeShare();
  const primary = makeShare({ isPrimary: true, hasPassword: true });
  const others = [
    makeShare({ label: 'Board' }),
    makeShare({ recipientEmail: 'ada@example.org' }),
    makeShare({ type: 'PLAYER_EMBED', isPrimary: true }),
    makeShare({ state: 'paused', isPrimary: true }),
    makeShare({ url: null, isPrimary: true }),
  ];
  assert.equal(quickLink(resource, [...others, plain, primary]), primary);
  assert.equal(quickLink(resource, [...others, plain]), plain);
  assert.equal(quickLink(resource, others), null);
});

test('A source with one link hands out that one, whatever it is called.', () => {
  const only = makeShare({ label: 'Ours' });
  const single = makeResource({ enforcement: { ...everything, severalLinks: 'unavailable' } });
  assert.equal(quickLink(single, [only]), only);
});

test('Only the first working link of a resource becomes its primary one.', () => {
  assert.deepEqual(becomesPrimary(resource, []), { isPrimary: true });
  assert.deepEqual(becomesPrimary(resource, [makeShare({ isPrimary: true, state: 'expired' })]), { isPrimary: true });
  assert.deepEqual(becomesPrimary(resource, [makeShare({ isPrimary: true })]), {});
  assert.deepEqual(becomesPrimary(makeResource({ links: 'upstream' }), []), {});
});

test('A change holds what differs, and null where something was taken away.', () => {
  const share = makeShare({
    expiresAt: '2026-06-01T00:00:00.000Z',
    usageLimit: 5,
    hasPassword: true,
    label: 'Board',
    message: 'Hello',
    download: true,
  });
  const draft = draftOf(share, 'UTC');
  assert.deepEqual(changeOf(draft, share, now), {});
  assert.deepEqual(
    changeOf({ ...draft, expiry: 'never', usageLimit: '', locked: false, label: ' ', message: '' }, share, now),
    {
      expiresAt: null,
      usageLimit: null,
      password: null,
      label: null,
      message: null,
    },
  );
  assert.deepEqual(changeOf({ ...draft, expiry: 3600, password: 'new', download: false }, share, now), {
    expiresIn: 3600,
    password: 'new',
    download: false,
  });
  assert.deepEqual(changeOf({ ...draft, expiry: 'day', day: '2026-05-02' }, share, now), {
    expiresAt: '2026-05-02T23:59:59.000Z',
  });
});

test('A draft with nothing wrong has no problem; each mistake has its own.', () => {
  const draft = newDraft(resource, {}, 'UTC');
  const problem = (change: object, share: Share | null = null) =>
    Object.fromEntries(draftProblems({ ...draft, ...change }, share, now));
  assert.deepEqual(problem({}), {});
  assert.deepEqual(problem({ expiry: 'day' }), { expiry: 'pickDay' });
  assert.deepEqual(problem({ expiry: 'day', day: '2026-04-30' }), { expiry: 'dayPast' });
  assert.deepEqual(problem({ expiry: 'day', day: '2026-05-01' }), {});
  for (const usageLimit of ['0', '-1', '1.5', '1e3', 'ten', '12345678901'])
    assert.deepEqual(problem({ usageLimit }), { usageLimit: 'wholeNumber' });
  assert.deepEqual(problem({ locked: true }), { password: 'needPassword' });
  assert.deepEqual(problem({ locked: true }, makeShare({ hasPassword: true })), {});
});

test('The end that is told is the end that is sent.', () => {
  const draft = newDraft(resource, {}, 'Asia/Tokyo');
  assert.equal(draftEnd({ ...draft, expiry: 3600 }, null, now), now + 3_600_000);
  assert.equal(draftEnd({ ...draft, expiry: 'never' }, null, now), null);
  const chosen = { ...draft, expiry: 'day', day: '2026-05-10' } as const;
  const end = draftEnd(chosen, null, now);
  assert.equal(policyOf(chosen, resource, now).expiresAt, new Date(end ?? 0).toISOString());
});

const sentences: readonly (readonly [Partial<Share>, RegExp])[] = [
  [{}, /^Anyone with the link can open this, with no end date\.$/],
  [{ hasPassword: true, download: true }, /^Anyone with the link and the password can open and download this/],
  [{ usageLimit: 10, usageCount: 7 }, /, 3 more times, with no end date\.$/],
  [{ usageLimit: 2, usageCount: 1 }, /, 1 more time, with/],
  [{ usageLimit: 1 }, /, once, with/],
  [{ expiresAt: '2026-05-08T16:00:00Z' }, /, until Fri.* 8 May.* your time\.$/],
  [
    { recipientName: 'Ada', recipientEmail: 'ada@example.org' },
    /^Ada, or anyone who gets the link from them, can open/,
  ],
  [{ type: 'ORB_EMBED', allowedOrigins: ['https://a.example'] }, /^https:\/\/a\.example and its visitors can open/],
  [{ type: 'PLAYER_EMBED', allowedOrigins: ['https://a.example', 'https://b.example'] }, /^The 2 sites that you allow/],
  [{ type: 'PLAYER_EMBED', allowAllOrigins: true }, /^Every site on the web/],
  [{ type: 'PLAYER_EMBED' }, /^No site can show this yet/],
  [{ state: 'paused' }, /^Paused\. Nobody/],
  [{ state: 'expired', expiresAt: '2026-01-01T00:00:00Z' }, /^Ended .*same address works again\.$/],
  [{ state: 'used_up', usageLimit: 3 }, /could be opened 3 times/],
  [{ state: 'revoked', revokedAt: '2026-01-01T00:00:00Z' }, /^Revoked .*cannot be undone\.$/],
];
for (const [parts, sentence] of sentences) {
  test(`A link with ${JSON.stringify(parts)} is told in words.`, () => {
    assert.match(linkSentence(makeShare(parts), strings, formats), sentence);
  });
}

const recipients: readonly (readonly [string, readonly string[]])[] = [
  ['ada@example.org', ['ada@example.org']],
  ['a@x.org, b@x.org;c@x.org\nd@x.org', ['a@x.org', 'b@x.org', 'c@x.org', 'd@x.org']],
  ['a@x.org b@x.org', ['a@x.org', 'b@x.org']],
  ['Ada Lovelace <ada@x.org>', ['ada@x.org|Ada Lovelace']],
  ['"Lovelace, Ada" <ada@x.org>, b@x.org', ['ada@x.org|Lovelace, Ada', 'b@x.org']],
  ['  ', []],
  ['ada', ['!ada']],
  ['ada@x', ['!ada@x']],
  ['@x.org', ['!@x.org']],
  ['a@b@c.org', ['!a@b@c.org']],
  ['ada@x.org\0', ['!ada@x.org\0']],
  ['ada@x.org\r\nBcc: all@x.org', ['ada@x.org', '!Bcc: all@x.org']],
  [`${'a'.repeat(65)}@x.org`, [`!${'a'.repeat(65)}@x.org`]],
];
for (const [text, expected] of recipients) {
  test(`${JSON.stringify(text.slice(0, 40))} is read as ${expected.length} recipients.`, () => {
    const read = parseRecipients(text).map((one) =>
      one.ok ? [one.recipient.email, one.recipient.name].filter(Boolean).join('|') : `!${one.text}`,
    );
    assert.deepEqual(read, expected);
  });
}

const input: SnippetInput = {
  server: 'https://share.example/gp',
  token: 'tok_1',
  type: 'PLAYER_EMBED',
  view: 'persona',
  title: '</script><script>alert(1)</script>"',
  width: 720,
  height: 700,
  version: null,
};

test('A title cannot break out of its snippet.', () => {
  for (const name of snippetsFor('PLAYER_EMBED')) {
    if (name === 'react') continue;
    assert.ok(!snippet(name, input).includes('alert(1)</'), name);
    assert.ok(!snippet(name, input).includes('""'), name);
  }
  assert.match(snippet('react', input), /title=\{"<\/script><script>alert\(1\)<\/script>\\""\}/);
});

test('A persona’s frame gets the microphone, which is all that it asks for, and a document’s does not.', () => {
  assert.match(snippet('iframe', input), /allow="microphone; autoplay"/);
  assert.match(snippet('iframe', { ...input, view: 'document' }), /allow="fullscreen"/);
});

test('An orb has one snippet, and a server without a pinned script gets the plain one.', () => {
  assert.deepEqual(snippetsFor('ORB_EMBED'), ['script']);
  const script = snippet('script', { ...input, type: 'ORB_EMBED' });
  assert.match(script, /^<script async\n {2}src="https:\/\/share\.example\/gp\/embed\.js"\n/);
  assert.match(script, /data-type="orb"/);
  assert.doesNotMatch(script, /integrity|data-width/);
});

test('A policy names the origin alone, whatever folder the server is mounted in.', () => {
  assert.equal(
    policyLines('react', input.server),
    'frame-src https://share.example;\nconnect-src https://share.example;',
  );
});

test('Numbers, dates and plurals follow the reader’s language and region.', () => {
  assert.equal(new Formats('en', ['en-GB', 'de']).locale, 'en-GB');
  assert.equal(new Formats('de', ['en-GB']).locale, 'de');
  assert.equal(new Formats('de', []).number(1234567), '1.234.567');
  const plural = { zero: 'none', one: 'one', other: '{count} of {all}' };
  assert.deepEqual(
    [0, 1, 2].map((count) => formats.plural(plural, count, { all: '9' })),
    ['none', 'one', '2 of 9'],
  );
  const at = (hours: number) => formats.relative(now + hours * 3_600_000, now);
  assert.deepEqual(
    [at(-2), at(24), at(32 * 24), at(90 * 24), at(800 * 24)],
    ['2 hours ago', 'tomorrow', 'in 32 days', 'in 3 months', 'in 2 years'],
  );
});
