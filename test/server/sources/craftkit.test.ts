import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RangeNotSatisfiable } from '../../../src/server/sources/source.js';
import { createCraftkitSource } from '../../../src/server/sources/craftkit.js';
import { canaryText } from '../../stubs/vendor-server.js';
import { coded, drain, forever } from './suite.js';
import { craftkit } from './vendors.js';

type Vendor = Awaited<ReturnType<typeof craftkit>>;

function test(title: string, body: (vendor: Vendor) => Promise<void>): void {
  it(title, async () => {
    const vendor = await craftkit();
    try {
      await body(vendor);
    } finally {
      await vendor.close();
    }
  });
}

describe('craftkit renders', () => {
  test('are ready, pending or failed as the vendor says, and pending for a status that we do not know', async (vendor) => {
    const states = {
      queued: 'pending',
      rendering: 'pending',
      succeeded: 'ready',
      failed: 'failed',
      exploding: 'pending',
    };
    for (const [status, expected] of Object.entries(states)) {
      const render = vendor.stub.addRender('queued');
      Object.assign(render, { status });
      const found = await vendor.source.find(vendor.keyOf(render.id), forever);
      assert.equal(found?.status, expected);
      if (expected === 'ready') continue;
      await assert.rejects(vendor.source.view(vendor.keyOf(render.id), forever), coded('not_ready'));
    }
  });

  test('give away neither their public address nor why they failed', async ({ stub, source, keyOf, ready }) => {
    const failed = keyOf(stub.addRender('failed').id);
    const told = [
      await source.find(ready, forever),
      await source.view(ready, forever),
      await source.find(failed, forever),
      await source.view(failed, forever).catch(String),
      { ...(await source.read(ready, 'document.pdf', null, forever)), body: null },
    ];
    assert.ok(!JSON.stringify(told).includes(canaryText));
    assert.ok(!JSON.stringify(told).includes('http'));
  });

  test('are passed on as PDF, whole and in parts, also when the vendor ignores the range', async ({
    stub,
    source,
    ready,
  }) => {
    const pdf = stub.renders.get(ready.id)?.pdf ?? new Uint8Array();
    for (const ranges of [true, false]) {
      stub.download.ranges = ranges;
      const part = await source.read(ready, 'document.pdf', { from: 7_000, to: 7_999 }, forever);
      assert.ok(part);
      assert.deepEqual(part.range, { start: 7_000, end: 7_999 });
      assert.equal(part.size, pdf.byteLength);
      assert.equal(part.contentType, 'application/pdf');
      assert.deepEqual(await drain(part), pdf.subarray(7_000, 8_000));
      const end = await source.read(ready, 'document.pdf', { suffix: 10 }, forever);
      assert.deepEqual(end && (await drain(end)), pdf.subarray(-10));
      const beyond = source.read(ready, 'document.pdf', { from: pdf.byteLength, to: null }, forever);
      await assert.rejects(beyond, (error) => error instanceof RangeNotSatisfiable && error.size === pdf.byteLength);
    }
    assert.equal(stub.requests.filter(({ headers }) => headers.range === 'bytes=7000-7999').length, 2);
  });

  test('come whole when the vendor ignores the range and tells no length', async ({ stub, source, ready }) => {
    Object.assign(stub.download, { ranges: false, tellsLength: false });
    const whole = await source.read(ready, 'document.pdf', { from: 5, to: 9 }, forever);
    assert.ok(whole);
    assert.equal(whole.range, null);
    assert.equal(whole.size, null);
    assert.deepEqual(await drain(whole), stub.renders.get(ready.id)?.pdf);
  });

  test('are refused when what comes is no PDF', async ({ stub, source, ready }) => {
    for (const contentType of ['text/html', 'image/svg+xml', 'application/json', '']) {
      stub.download.contentType = contentType;
      await assert.rejects(source.read(ready, 'document.pdf', null, forever), coded('upstream_invalid'));
    }
    for (const contentType of ['application/pdf; charset=binary', 'Application/PDF', 'application/octet-stream']) {
      stub.download.contentType = contentType;
      const bytes = await source.read(ready, 'document.pdf', null, forever);
      assert.equal(bytes?.contentType, 'application/pdf');
      await bytes.body.cancel();
    }
  });

  test('stop being read when the guest stops', async ({ stub, source, keyOf }) => {
    const big = keyOf(stub.addRender('succeeded', new Uint8Array(1024 * 1024)).id);
    const bytes = await source.read(big, 'document.pdf', null, forever);
    const reader = bytes?.body.getReader();
    await reader?.read();
    await reader?.cancel();
    const client = new AbortController();
    const other = await source.read(big, 'document.pdf', null, client.signal);
    client.abort();
    await assert.rejects(other ? drain(other) : Promise.resolve());
  });

  test('tell the vendor what it takes, and nothing else', async ({ stub, source, ready }) => {
    for (const event of ['viewed', 'played', 'downloaded', 'reached_end', 'printed', 'conversation_started'] as const) {
      await source.reportEvent(ready, event, forever);
    }
    assert.deepEqual(
      stub.events.map(({ eventType }) => eventType),
      ['viewed', 'downloaded', 'printed'],
    );
  });
});

describe('craftkit shares', () => {
  const options = { expiresAt: null, usageLimit: null, recipientEmail: null, message: null };

  test('carry recipient, message and end, and the vendor’s own address', async ({ stub, source, ready }) => {
    const expiresAt = Date.UTC(2040, 0, 31, 23, 59, 59, 123);
    const given = { ...options, expiresAt, recipientEmail: 'ada@example.com', message: 'Here it is' };
    const link = await source.upstream?.mint(ready, given, Date.now(), forever);
    const [share] = stub.renders.get(ready.id)?.shares ?? [];
    assert.ok(share && link);
    assert.equal(link.url, share.shareUrl);
    assert.equal(link.token, share.shareToken);
    assert.equal(link.expiresAt, expiresAt);
    const { channel, recipientEmail, message } = share;
    assert.deepEqual(
      { channel, recipientEmail, message },
      { channel: 'email', recipientEmail: 'ada@example.com', message: 'Here it is' },
    );
    share.clickCount = 3;
    assert.equal((await source.upstream?.list(ready, forever))?.[0]?.usageCount, 3);
  });

  test('are refused before the render has succeeded', async ({ source, pending }) => {
    await assert.rejects(
      source.upstream?.mint(pending, options, Date.now(), forever) ?? Promise.resolve(),
      coded('not_ready'),
    );
  });

  test('have no limit of uses, and say so instead of forgetting it', async ({ stub, source, ready }) => {
    const limited = source.upstream?.mint(ready, { ...options, usageLimit: 3 }, Date.now(), forever);
    await assert.rejects(limited ?? Promise.resolve(), coded('not_supported'));
    assert.equal(stub.requests.length, 0);
  });

  test('whose answer holds an address that no browser should open are not handed out', async ({
    stub,
    source,
    ready,
  }) => {
    for (const shareUrl of [
      'javascript:alert(1)',
      'http://example.com/share/x',
      'https://user:pass@example.com/',
      'x',
    ]) {
      const mint = source.upstream?.mint(ready, options, Date.now(), forever);
      assert.ok(mint);
      const link = await mint;
      const share = stub.renders.get(ready.id)?.shares.find(({ id }) => id === link.id);
      assert.ok(share);
      Object.assign(share, { shareUrl });
      assert.equal((await source.upstream?.list(ready, forever))?.find(({ id }) => id === link.id)?.url, null);
    }
  });
});

describe('craftkit workspaces', () => {
  it('have a key each, and see nothing of each other', async () => {
    const vendor = await craftkit();
    try {
      const apiKey = { default: 'another_key', harbour: vendor.key };
      const source = createCraftkitSource({ apiKey, baseUrl: vendor.stub.url });
      assert.ok(await source.find({ ...vendor.ready, workspace: 'harbour' }, forever));
      await assert.rejects(source.find(vendor.ready, forever), coded('upstream_unauthorized'));
      assert.equal(await source.find({ ...vendor.ready, workspace: 'elsewhere' }, forever), null);
      assert.match((await source.check(forever)) ?? '', /refused the key/);
    } finally {
      await vendor.stub.close();
    }
  });
});

describe('craftkit’s check', () => {
  test('asks the vendor once for all who want to know within a while', async ({ stub, source }) => {
    const left = new AbortController();
    const answers = [source.check(left.signal), source.check(forever), source.check(forever)];
    left.abort();
    assert.deepEqual(await Promise.all(answers.slice(1)), [null, null]);
    await stub.fail('401');
    assert.equal(await source.check(forever), null);
    assert.equal(stub.requests.length, 1);
  });

  test('tells an address where something else answers', async ({ stub, key }) => {
    await stub.fail('wrong_type');
    const source = createCraftkitSource({ apiKey: key, baseUrl: stub.url });
    assert.equal(await source.check(forever), 'What answers at CRAFTKIT_BASE_URL does not answer as CraftKit does.');
  });
});
