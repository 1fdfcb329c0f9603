import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { createGuestpass } from '../../src/server/handler.js';
import { jsonLog, scrub } from '../../src/server/node/log.js';
import { keyring } from '../../src/server/shares/secrets.js';
import { deriveToken, looksLikeToken } from '../../src/server/shares/token.js';
import { folderSource } from '../../src/server/sources/folder.js';
import { sqliteStore } from '../../src/server/stores/sqlite.js';
import { at, noAssets, samples, startServer, type TestServer, textAt } from './harness.js';

const lines: string[] = [];
let server: TestServer;
before(async () => {
  server = await startServer({ log: jsonLog((line) => lines.push(line)) });
});
after(() => server.close());

const mint = async (resource: object = { kind: 'render', id: samples.render }) =>
  textAt((await server.call('POST', '/api/shares', { body: { resource } })).body, 'token');

describe('tokens', () => {
  it('stand in no file of the data folder, and in no line of the log', async () => {
    const tokens: string[] = [];
    const leases: string[] = [];
    for (let i = 0; i < 40; i += 1)
      tokens.push(await mint(i % 2 ? { kind: 'project', id: samples.project } : undefined));
    for (const token of tokens) {
      const { body } = await server.call('POST', `/api/guest/${token}/open`, {
        auth: null,
        body: { visit: `visit-of-${token.slice(3, 15)}` },
      });
      leases.push(textAt(body, 'lease'));
      await server.fetch(`/share/${token}`);
      await server.fetch(`/content/${leases.at(-1)}/nothing.pdf`);
      await server.fetch(`/api/guest/${token}/open`, { method: 'POST', body: '{' });
    }
    const kept = await Promise.all(
      (await readdir(server.folder))
        .filter((name) => name.startsWith('guestpass.db'))
        .map((name) => readFile(join(server.folder, name), 'latin1')),
    );
    assert.ok(kept.length > 0 && lines.length > 100);
    for (const secret of [...tokens, ...leases, server.key]) {
      assert.equal(
        kept.some((text) => text.includes(secret)),
        false,
        'in the database',
      );
      assert.equal(
        lines.some((line) => line.includes(secret)),
        false,
        'in the log',
      );
    }
  });

  it('open nothing on a server with another secret, where the owner is told to make a new link', async () => {
    const token = await mint();
    const file = join(server.folder, 'guestpass.db');
    const thief = createGuestpass({
      url: server.url,
      store: sqliteStore({ file }),
      secrets: ['quite another secret that somebody else has made'],
      sources: [folderSource({ folder: join(server.folder, 'resources') })],
      assets: noAssets,
    });
    assert.equal((await thief.fetch(new Request(`${server.url}/share/${token}`))).status, 404);
    const open = new Request(`${server.url}/api/guest/${token}/open`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"visit":"a-visit-of-a-thief"}',
    });
    assert.equal((await thief.fetch(open)).status, 404);
    const list = await thief.fetch(
      new Request(`${server.url}/api/shares`, { headers: { authorization: `Bearer ${server.key}` } }),
    );
    const body: unknown = await list.json();
    assert.equal(at(body, 'shares.0.token'), null);
    assert.equal(at(body, 'shares.0.url'), null);
    await thief.close();
  });

  it('are 131 bits that never repeat, or a UUID v4 for a project', () => {
    const keys = keyring(['a secret of sufficient length for this']);
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.uuid(), fc.nat(1000), (id, generation) => {
        const token = deriveToken(keys, { id, kind: 'render', tokenKey: keys.current.id, generation }) ?? '';
        assert.match(token, /^sh_[0-9A-Za-z]{22}$/);
        assert.ok(looksLikeToken(token));
        const uuid = deriveToken(keys, { id, kind: 'project', tokenKey: keys.current.id, generation }) ?? '';
        assert.match(uuid, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        seen.add(token);
      }),
      { numRuns: 2000 },
    );
    assert.ok(seen.size > 1990);
  });

  it('go on under an older secret that is still configured', async () => {
    const token = await mint();
    const renewed = createGuestpass({
      url: server.url,
      store: sqliteStore({ file: join(server.folder, 'guestpass.db') }),
      secrets: ['the new secret, which signs from now on', 'a secret for tests alone, which is long enough'],
      sources: [folderSource({ folder: join(server.folder, 'resources') })],
      assets: noAssets,
    });
    assert.equal((await renewed.fetch(new Request(`${server.url}/share/${token}`))).status, 200);
    await renewed.close();
  });

  it('are taken out of whatever an error says before it is logged', () => {
    const text = scrub(
      'at https://x/share/sh_0123456789abcdefghijkl with Bearer gp_live_abcdefgh and 123e4567-e89b-42d3-a456-426614174000',
    );
    assert.doesNotMatch(text, /sh_0123|gp_live_abc|123e4567-e89b/);
  });
});

describe('what a network is told', () => {
  it('is 429 after many unknown links, while links that exist go on', async () => {
    const token = await mint();
    const statuses = new Set<number>();
    for (let i = 0; i < 120; i += 1)
      statuses.add((await server.fetch(`/share/sh_${String(i).padStart(22, '0')}`, { address: '192.0.2.9' })).status);
    assert.deepEqual(
      [...statuses].sort((a, b) => a - b),
      [404, 429],
    );
    assert.equal((await server.fetch(`/share/${token}`, { address: '192.0.2.9' })).status, 200);
  });
});
