import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { apiRate } from '../../../src/server/middleware/api-rate.js';
import { at, samples, startServer, type TestServer } from '../harness.js';

describe("the dialects' rate", () => {
  let server: TestServer;
  // The time stands still, so that no request earns another one.
  const moment = Date.parse('2126-06-01T12:00:00Z');
  let now = moment;
  before(async () => {
    server = await startServer({ now: () => now });
  });
  after(() => server.close());

  const token = `/v1/projects/${samples.project}/public-share-token`;
  const render = `/v1/renders/${samples.render}`;

  it('lets a key ask for many things at once, then for the next after a wait, in each dialect and no matter which', async () => {
    for (let taken = 0; taken < apiRate.burst; taken += 1) {
      const { status } = await server.call('GET', [render, '/v1/share-links', token][taken % 3] ?? render);
      assert.notEqual(status, 429, `request ${taken + 1}`);
    }
    const craftkit = await server.call('GET', render);
    assert.equal(craftkit.status, 429);
    assert.equal(craftkit.headers.get('retry-after'), '1');
    assert.equal(at(craftkit.body, 'error.code'), 'too_many_requests');

    const anam = await server.call('GET', '/v1/share-links');
    assert.equal(anam.status, 429);
    assert.equal(anam.headers.get('retry-after'), '1');
    assert.equal(at(anam.body, 'error'), at(anam.body, 'message'));

    const microvisualizer = await server.call('GET', token);
    assert.equal(microvisualizer.status, 429);
    assert.equal(microvisualizer.headers.get('retry-after'), '1');
    assert.deepEqual(microvisualizer.body, {
      status: 429,
      code: 'rate_limited',
      message: 'Too many requests. Wait and try again.',
      retryAfter: 1,
    });

    now += 1000;
    assert.equal((await server.call('GET', render)).status, 200);
  });

  it('counts each key alone, however its header is written', async () => {
    const auth = await server.newKey('another');
    const headers = { authorization: `bearer   ${auth}` };
    for (let taken = 0; taken < apiRate.burst; taken += 1) await server.call('GET', render, { auth: null, headers });
    assert.equal((await server.call('GET', render, { auth })).status, 429);
    assert.notEqual((await server.call('GET', render, { auth: await server.newKey('third') })).status, 429);
  });

  it('takes nothing from a key for the requests of who does not hold it', async () => {
    const auth = await server.newKey('fourth');
    for (let taken = 0; taken < apiRate.burst + 1; taken += 1) {
      assert.equal((await server.call('GET', render, { auth: `${auth}x` })).status, 401);
    }
    assert.equal((await server.call('GET', render, { auth })).status, 200);
  });
});
