import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { at, startServer, type TestServer, textAt } from '../harness.js';
import { anam, craftkit, microvisualizer } from '../sources/vendors.js';

const links = 'upstream';

async function over<V extends { readonly source: Parameters<typeof start>[0]; close(): Promise<void> }>(
  vendor: V,
  test: (server: TestServer, vendor: V) => Promise<void>,
): Promise<void> {
  const server = await start(vendor.source);
  try {
    await test(server, vendor);
  } finally {
    await server.close();
    await vendor.close();
  }
}
const start = (source: Awaited<ReturnType<typeof craftkit>>['source']) => startServer({ sources: [source] });

describe("a dialect over the vendor's own links", () => {
  it("hands out CraftKit's address, and revokes there", async () =>
    over(await craftkit({ links }), async (server, { stub, ready, pending }) => {
      const path = `/v1/renders/${ready.id}/shares`;
      const minted = await server.call('POST', path, { body: { expiresAt: '2126-12-31T23:59:59Z' } });
      assert.equal(minted.status, 201);
      const theirs = stub.renders.get(ready.id)?.shares[0];
      assert.equal(at(minted.body, 'shareToken'), theirs?.shareToken);
      assert.equal(at(minted.body, 'shareUrl'), theirs?.shareUrl);
      assert.equal(at(minted.body, 'expiresAt'), theirs?.expiresAt);
      assert.equal((await server.call('DELETE', `${path}/${textAt(minted.body, 'id')}`)).status, 200);
      assert.equal(typeof stub.renders.get(ready.id)?.shares[0]?.revokedAt, 'string');
      assert.equal((await server.call('POST', `/v1/renders/${pending.id}/shares`, { body: {} })).status, 409);
    }));

  it('mints and changes at Anam with the same week and ten uses', async () =>
    over(await anam({ links }), async (server, { stub, ready }) => {
      const minted = await server.call('POST', '/v1/share-links', { body: { personaId: ready.id } });
      assert.equal(minted.status, 201);
      const [theirs] = stub.links;
      assert.equal(at(minted.body, 'token'), theirs?.token);
      assert.equal(at(minted.body, 'expiresAt'), theirs?.expiresAt);
      assert.equal(theirs?.usageLimit, 10);
      const one = `/v1/share-links/${textAt(minted.body, 'id')}`;
      assert.equal((await server.call('PUT', one, { body: { usageLimit: 3 } })).status, 200);
      assert.equal(stub.links[0]?.usageLimit, 3);
      assert.equal(at((await server.call('GET', one)).body, 'personaName'), 'Cara');
      assert.equal((await server.call('DELETE', one)).status, 200);
      assert.equal(stub.links.length, 0);
    }));

  it("shows, replaces and deletes MicroVisualizer's one token", async () =>
    over(await microvisualizer({ links }), async (server, { stub, ready }) => {
      const path = `/v1/projects/${ready.id}/public-share-token`;
      const first = await server.call('POST', path);
      const second = await server.call('POST', path);
      assert.notEqual(at(second.body, 'token'), at(first.body, 'token'));
      assert.equal(stub.projects.get(ready.id)?.shared?.token, at(second.body, 'token'));
      assert.deepEqual((await server.call('GET', path)).body, second.body);
      assert.equal((await server.call('DELETE', path)).status, 204);
      assert.equal(stub.projects.get(ready.id)?.shared, null);
      assert.equal(at((await server.call('GET', path)).body, 'code'), 'public_share_token_not_found');
    }));

  it("refuses what the vendor's link could only pretend to keep, and mints nothing", async () =>
    over(await anam({ links }), async (server, { stub, ready }) => {
      const refused: readonly Readonly<Record<string, unknown>>[] = [
        { enabled: false },
        { allowedOrigins: ['https://example.com'] },
        { removeWatermark: true },
      ];
      for (const option of refused) {
        const body = { personaId: ready.id, ...option };
        const answer = await server.call('POST', '/v1/share-links', { body });
        assert.equal(answer.status, 409);
        assert.equal(at(answer.body, 'issues.0.path'), Object.keys(option)[0]);
      }
      assert.equal(stub.links.length, 0);
      const minted = await server.call('POST', '/v1/share-links', { body: { personaId: ready.id } });
      const change = { body: { password: 'lantern' } };
      const changed = await server.call('PATCH', `/api/shares/${textAt(minted.body, 'id')}`, change);
      assert.equal(changed.status, 409);
      assert.equal(at(changed.body, 'code'), 'not_supported');
    }));

  it("refuses a message that the vendor's page would not show, and changes none that it shows already", async () => {
    const message = 'Read page 3';
    const post = (server: TestServer, kind: string, id: string) =>
      server.call('POST', '/api/shares', { body: { resource: { kind, id }, message } });
    await over(await anam({ links }), async (server, { stub, ready }) => {
      const answer = await post(server, 'persona', ready.id);
      assert.deepEqual([answer.status, at(answer.body, 'issues.0.path')], [409, 'message']);
      assert.equal(stub.links.length, 0);
    });
    await over(await microvisualizer({ links }), async (server, { stub, ready }) => {
      assert.equal((await post(server, 'project', ready.id)).status, 409);
      assert.equal(stub.projects.get(ready.id)?.shared, null);
    });
    await over(await craftkit({ links }), async (server, { stub, ready }) => {
      const minted = await post(server, 'render', ready.id);
      assert.equal(minted.status, 201);
      assert.equal(stub.renders.get(ready.id)?.shares[0]?.message, message);
      const change = (body: object) => server.call('PATCH', `/api/shares/${textAt(minted.body, 'id')}`, { body });
      assert.equal((await change({ message: 'Read page 4' })).status, 409);
      assert.equal(at((await change({ message, label: 'Board' })).body, 'label'), 'Board');
    });
  });

  it("shows a project's earlier link as revoked once another is minted in its place", async () =>
    over(await microvisualizer({ links }), async (server, { ready }) => {
      const body = { resource: { kind: 'project', id: ready.id } };
      const first = await server.call('POST', '/api/shares', { body });
      const second = await server.call('POST', '/api/shares', { body });
      const states = await Promise.all(
        [first, second].map(async (share) => {
          const found = await server.call('GET', `/api/shares/${textAt(share.body, 'id')}`);
          return at(found.body, 'state');
        }),
      );
      assert.deepEqual(states, ['revoked', 'active']);
    }));

  it('tells a vendor that is away in the form of each dialect, without a word of the vendor', async () => {
    await over(await craftkit({ links }), async (server, { stub, ready }) => {
      await stub.fail('503');
      const answer = await server.call('POST', `/v1/renders/${ready.id}/shares`, { body: {} });
      assert.equal(answer.status, 503);
      assert.equal(at(answer.body, 'error.code'), 'upstream_busy');
      assert.ok(!JSON.stringify(answer.body).includes('canary'));
    });
    await over(await anam({ links }), async (server, { stub, ready }) => {
      await stub.fail('401');
      const answer = await server.call('POST', '/v1/share-links', { body: { personaId: ready.id } });
      assert.equal(answer.status, 502);
      assert.ok(textAt(answer.body, 'error').length > 5);
      assert.ok(!JSON.stringify(answer.body).includes('canary'));
    });
    await over(await microvisualizer({ links }), async (server, { stub, ready }) => {
      await stub.fail('503');
      const answer = await server.call('POST', `/v1/projects/${ready.id}/public-share-token`);
      assert.equal(answer.status, 503);
      assert.equal(at(answer.body, 'code'), 'internal_error');
      assert.ok(!JSON.stringify(answer.body).includes('canary'));
    });
  });
});
