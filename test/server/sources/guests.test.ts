import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import type { ResourceKey, Source } from '../../../src/server/sources/source.js';
import { canaryText, type FailureMode, failureModes, type VendorServer } from '../../stubs/vendor-server.js';
import { at, openAsGuest, startServer, type TestServer, textAt } from '../harness.js';
import { anam, craftkit, microvisualizer } from './vendors.js';

/** Each test mints a link before its vendor fails: long enough for a vendor that answers, also on a busy machine. Milliseconds. */
const timeouts = { connect: 2_000, headers: 2_000, total: 3_000, stall: 1_500 };

interface Vendor {
  readonly stub: VendorServer;
  readonly source: Source;
  readonly key: string;
  readonly ready: ResourceKey;
  readonly close: () => Promise<void>;
}

/** A whole server over one vendor, whose every answer is kept to be searched afterwards. */
async function over<V extends Vendor>(
  vendor: V,
  test: (server: TestServer, vendor: V, token: string) => Promise<void>,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const told: string[] = [];
  const server = await startServer({ sources: [vendor.source] });
  const watched: TestServer = {
    ...server,
    async fetch(path, init) {
      const response = await server.fetch(path, init);
      const body = await response.clone().text();
      told.push(path, body, JSON.stringify([...response.headers]));
      return response;
    },
    async call(method, path, options) {
      const answer = await server.call(method, path, options);
      told.push(path, JSON.stringify(answer.body), JSON.stringify([...answer.headers]));
      return answer;
    },
  };
  try {
    const { kind, id } = vendor.ready;
    const minted = await watched.call('POST', '/api/shares', { body: { resource: { kind, id }, ...settings } });
    assert.equal(minted.status, 201, JSON.stringify(minted.body));
    await test(watched, vendor, textAt(minted.body, 'token'));
    const { host } = new URL(vendor.stub.url);
    const files = (await readdir(server.folder)).filter((name) => name.startsWith('guestpass.db'));
    const kept = await Promise.all(files.map((name) => readFile(join(server.folder, name), 'latin1')));
    const logged = inspect(server.errors, { depth: 20, maxStringLength: null });
    for (const secret of [vendor.key, canaryText, host, 'canary_member']) {
      for (const [where, texts] of Object.entries({ told, kept, logged: [logged] })) {
        const found = texts.find((text) => text.includes(secret) && !isSession(text));
        assert.equal(found, undefined, `${secret} in what was ${where}`);
      }
    }
  } finally {
    await server.close();
    await vendor.close();
  }
}

/** A live session tells the browser where the vendor's API is, because the vendor's SDK goes there. */
const isSession = (text: string) => text.includes('apiBaseUrl');

async function openAndRead(server: TestServer, token: string): Promise<Uint8Array[]> {
  const opened = await openAsGuest(server, token);
  assert.equal(opened.status, 200, JSON.stringify(opened.body));
  const assets = ['asset', 'poster', 'idleVideo'].map((name) => at(opened.body, `view.${name}`));
  const bytes: Uint8Array[] = [];
  for (const asset of assets) {
    if (typeof asset !== 'string') continue;
    const response = await server.fetch(`/content/${textAt(opened.body, 'lease')}/${asset}`);
    assert.equal(response.status, 200);
    bytes.push(new Uint8Array(await response.arrayBuffer()));
  }
  return bytes;
}

const uses = async (server: TestServer) => at((await server.call('GET', '/api/shares')).body, 'shares.0.usageCount');

const eventually = async (what: string, holds: () => boolean) => {
  const end = Date.now() + 10_000;
  while (!holds()) {
    assert.ok(Date.now() < end, what);
    await new Promise(setImmediate);
  }
};

describe('a guest of a vendor’s resource', () => {
  it('reads a CraftKit render that we stream, whole and in parts, and CraftKit hears of it once', () =>
    craftkit().then((vendor) =>
      over(vendor, async (server, { stub, ready }, token) => {
        const pdf = stub.renders.get(ready.id)?.pdf ?? new Uint8Array();
        assert.deepEqual(await openAndRead(server, token), [pdf]);
        const { body } = await openAsGuest(server, token);
        const lease = textAt(body, 'lease');
        const headers = { range: 'bytes=100-199' };
        const part = await server.fetch(`/content/${lease}/document.pdf`, { headers });
        assert.equal(part.status, 206);
        assert.equal(part.headers.get('content-range'), `bytes 100-199/${pdf.byteLength}`);
        assert.deepEqual(new Uint8Array(await part.arrayBuffer()), pdf.subarray(100, 200));
        for (let count = 0; count < 3; count += 1) {
          await server.call('POST', `/api/guest/${token}/events`, {
            auth: null,
            headers: { 'sec-fetch-site': 'same-origin' },
            body: { lease, type: 'viewed' },
          });
        }
        await eventually('the event is reported', () => stub.events.length > 0);
        assert.deepEqual(stub.events, [{ renderId: ready.id, eventType: 'viewed' }]);
      }),
    ));

  it('reads a MicroVisualizer graph, and nothing of its members', () =>
    microvisualizer().then((vendor) =>
      over(vendor, async (server, _vendor, token) => {
        const [graph] = await openAndRead(server, token);
        assert.equal(at(JSON.parse(new TextDecoder().decode(graph)), 'nodes.0.label'), 'Berths');
      }),
    ));

  it('sees an Anam persona’s face, and talks in a session of their own', () =>
    anam().then((vendor) =>
      over(vendor, async (server, { stub }, token) => {
        assert.deepEqual(await openAndRead(server, token), [stub.picture, stub.video]);
        assert.equal(await uses(server), 0);
        const tokens = new Set<unknown>();
        for (let guest = 1; guest <= 2; guest += 1) {
          const { body } = await openAsGuest(server, token);
          const started = await startConversation(server, token, textAt(body, 'lease'));
          assert.equal(started.status, 200, JSON.stringify(started.body));
          tokens.add(at(started.body, 'sessionToken'));
          assert.equal(await uses(server), guest);
        }
        assert.deepEqual(tokens, new Set(stub.sessions.map(({ sessionToken }) => sessionToken)));
      }),
    ));

  it('keeps the use of a conversation that could not be had', () =>
    anam({ timeouts }).then((vendor) =>
      over(
        vendor,
        async (server, { stub }, token) => {
          const { body } = await openAsGuest(server, token);
          for (const mode of ['hang', 'reset', 'truncated', '401', '503'] as const) {
            await stub.fail(mode, { only: ({ path }) => path.endsWith('/session-token') });
            const failed = await startConversation(server, token, textAt(body, 'lease'));
            assert.ok(failed.status >= 500, mode);
            assert.equal(await uses(server), 0, mode);
          }
        },
        { usageLimit: 1 },
      ),
    ));
});

const startConversation = (server: TestServer, token: string, lease: string) =>
  server.call('POST', `/api/guest/${token}/conversation`, {
    auth: null,
    headers: { 'sec-fetch-site': 'same-origin' },
    body: { lease },
  });

/** What a guest is answered who opens a link while the vendor fails. */
const answers: Record<FailureMode, readonly [status: number, code: string]> = {
  refuse: [503, 'upstream_busy'],
  reset: [503, 'upstream_busy'],
  hang: [504, 'upstream_timeout'],
  drip: [504, 'upstream_timeout'],
  truncated: [502, 'upstream_invalid'],
  wrong_type: [502, 'upstream_invalid'],
  huge: [502, 'upstream_invalid'],
  '401': [502, 'upstream_unauthorized'],
  '403': [502, 'upstream_unauthorized'],
  '404': [404, 'not_found'],
  '429': [503, 'upstream_limit'],
  '503': [503, 'upstream_busy'],
};

for (const [name, setUp] of Object.entries({ craftkit, anam, microvisualizer })) {
  describe(`a guest while ${name} fails`, { concurrency: 4 }, () => {
    for (const mode of failureModes) {
      const [status, code] = answers[mode];
      it(`by ${mode} is answered ${status} ${code} in our words, and no use is taken`, async () => {
        const slow = mode === 'hang' || mode === 'drip';
        const vendor: Vendor = await setUp(slow ? { timeouts } : {});
        await over(vendor, async (server, { stub }, token) => {
          await stub.fail(mode);
          const opened = await openAsGuest(server, token);
          assert.deepEqual([opened.status, at(opened.body, 'code')], [status, code]);
          assert.equal(await uses(server), 0);
          if (mode === '429') assert.equal(opened.headers.get('retry-after'), '7');
          const page = await server.fetch(`/share/${token}`, { headers: { accept: 'text/html' } });
          assert.ok(page.status < 600);
        });
      });
    }
  });
}
