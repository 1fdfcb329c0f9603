import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { at, startServer, type TestServer, textAt } from '../harness.js';
import { craftkit } from '../sources/vendors.js';

const secret = 'subscription-secret';

function deliver(server: TestServer, payload: unknown, headers: Readonly<Record<string, string>> = {}) {
  const body = JSON.stringify(payload);
  return server.fetch('/webhooks/craftkit', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-craftkit-signature': createHmac('sha256', secret).update(body).digest('hex'),
      'x-craftkit-timestamp': String(Math.floor(server.clock.now() / 1000)),
      'x-craftkit-delivery-id': randomUUID(),
      ...headers,
    },
    body,
  });
}

async function withShare(
  test: (server: TestServer, shareId: string, upstreamId: string) => Promise<void>,
): Promise<void> {
  const vendor = await craftkit({ links: 'upstream' });
  const server = await startServer({ sources: [vendor.source], craftkitWebhookSecrets: [secret] });
  try {
    const body = { resource: { kind: 'render', id: vendor.ready.id } };
    const minted = await server.call('POST', '/api/shares', { body });
    const upstreamId = vendor.stub.renders.get(vendor.ready.id)?.shares[0]?.id ?? '';
    await test(server, textAt(minted.body, 'id'), upstreamId);
  } finally {
    await server.close();
    await vendor.close();
  }
}

const stateOf = async (server: TestServer, id: string) =>
  at((await server.call('GET', `/api/shares/${id}`)).body, 'state');
const revoked = (shareId: string) => ({ event: 'document.share_revoked', renderId: randomUUID(), shareId });

describe('POST /webhooks/craftkit', () => {
  it('revokes the share whose link was revoked at CraftKit, also when told twice', () =>
    withShare(async (server, id, upstreamId) => {
      assert.equal(await stateOf(server, id), 'active');
      for (let count = 0; count < 2; count += 1) {
        assert.equal((await deliver(server, revoked(upstreamId))).status, 204);
        assert.equal(await stateOf(server, id), 'revoked');
      }
    }));

  it('takes other events and shares that it does not know, and changes nothing', () =>
    withShare(async (server, id, upstreamId) => {
      assert.equal((await deliver(server, { ...revoked(upstreamId), event: 'document.viewed' })).status, 204);
      assert.equal((await deliver(server, revoked(randomUUID()))).status, 204);
      assert.equal((await deliver(server, revoked(id))).status, 204);
      assert.equal(await stateOf(server, id), 'active');
    }));

  it('refuses a delivery that CraftKit did not sign, or signed too long ago', () =>
    withShare(async (server, id, upstreamId) => {
      const wrong: readonly Readonly<Record<string, string>>[] = [
        { 'x-craftkit-signature': '0'.repeat(64) },
        { 'x-craftkit-timestamp': String(Math.floor(server.clock.now() / 1000) - 301) },
        { 'x-craftkit-event': 'document.viewed' },
      ];
      for (const headers of wrong) assert.equal((await deliver(server, revoked(upstreamId), headers)).status, 401);
      assert.equal(await stateOf(server, id), 'active');
    }));

  it('is not there without a secret', async () => {
    const server = await startServer();
    try {
      assert.equal((await deliver(server, revoked(randomUUID()))).status, 404);
    } finally {
      await server.close();
    }
  });
});
