import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { GuestpassError } from '../../../src/contract/errors.js';
import { createOutbound, path } from '../../../src/server/sources/outbound.js';
import { startVendorServer, type StubReply, type VendorServer } from '../../stubs/vendor-server.js';
import { coded, forever } from './suite.js';
import { quick } from './vendors.js';

const key = 'key_canary';

/** A service that answers every request with `reply`, and the way out to it. */
async function withService(
  reply: (count: number) => StubReply,
  body: (service: VendorServer, outbound: ReturnType<typeof createOutbound>) => Promise<void>,
  timeouts = { ...quick, total: 5_000 },
): Promise<void> {
  let count = 0;
  const service = await startVendorServer({
    key,
    handle: () => reply((count += 1)),
    error: (status, text) => ({ status, json: { error: text } }),
  });
  try {
    await body(service, createOutbound({ service: 'Service', baseUrl: new URL(service.url), key, timeouts }));
  } finally {
    await service.close();
  }
}

const get = { name: 'GET /thing', to: path`/thing`, signal: forever };
const post = { name: 'POST /thing', method: 'POST', to: path`/thing`, body: {}, signal: forever } as const;
const fine: StubReply = { status: 200, json: { fine: true } };

describe('the way out to a service', () => {
  it('tries a GET again, and nothing else', async () => {
    const flaky = (count: number) => (count < 3 ? { status: 503, json: {} } : fine);
    await withService(flaky, async (service, outbound) => {
      assert.deepEqual((await outbound.call(get)).body, { fine: true });
      assert.equal(service.requests.length, 3);
    });
    await withService(flaky, async (service, outbound) => {
      for (const method of ['POST', 'PUT', 'DELETE'] as const) {
        const before = service.requests.length;
        if (before < 2) await assert.rejects(outbound.call({ ...post, method }), coded('upstream_busy'));
        else await outbound.call({ ...post, method });
        assert.equal(service.requests.length, before + 1, method);
      }
    });
  });

  it('waits as long as a short Retry-After says, and tells a long one', async () => {
    const limited = (seconds: string) => (count: number) =>
      count === 1 ? { status: 429, headers: { 'retry-after': seconds }, json: {} } : fine;
    await withService(limited('1'), async (service, outbound) => {
      const begun = performance.now();
      await outbound.call(get);
      assert.ok(performance.now() - begun >= 950);
      assert.equal(service.requests.length, 2);
    });
    for (const header of ['30', new Date(Date.now() + 30_000).toUTCString()]) {
      await withService(limited(header), async (service, outbound) => {
        for (const code of ['upstream_limit', 'upstream_limit']) {
          const error = await outbound.call(get).catch((thrown: unknown) => thrown);
          assert.ok(error instanceof GuestpassError && error.code === code);
          assert.ok(
            error.retryAfter !== null && error.retryAfter >= 20 && error.retryAfter <= 30,
            String(error.retryAfter),
          );
        }
        assert.equal(service.requests.length, 1);
      });
    }
  });

  it('leaves a service alone that failed five times in a row', async () => {
    await withService(
      () => ({ status: 500, json: {} }),
      async (service, outbound) => {
        for (let count = 0; count < 5; count += 1) await assert.rejects(outbound.call(post), coded('upstream_busy'));
        const error = await outbound.call(get).catch((thrown: unknown) => thrown);
        assert.ok(error instanceof GuestpassError && error.code === 'upstream_busy');
        assert.ok(error.retryAfter !== null && error.retryAfter <= 5);
        assert.equal(service.requests.length, 5);
      },
    );
  });

  it('follows no redirect', async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      await withService(
        () => ({ status, headers: { location: 'http://127.0.0.1:1/secret' } }),
        async (service, outbound) => {
          await assert.rejects(outbound.call(get), coded('upstream_invalid'));
          assert.equal(service.requests.length, 1);
        },
      );
    }
  });

  it('sends the key to its own service and to no other address', async () => {
    await withService(
      () => fine,
      async (service, outbound) => {
        await outbound.call(get);
        assert.equal(service.requests[0]?.headers.authorization, `Bearer ${key}`);
        await outbound.call({ ...get, to: new URL('/elsewhere', service.url), expects: [401] });
        assert.equal(service.requests[1]?.headers.authorization, undefined);
      },
    );
  });

  it('ends with the client, at once, whatever the service does', async () => {
    for (const mode of ['hang', 'drip', 'huge'] as const) {
      await withService(
        () => fine,
        async (service, outbound) => {
          await service.fail(mode);
          const client = new AbortController();
          const reason = new Error('the guest left');
          const call = outbound.call({ ...get, maxBytes: 1e9, signal: client.signal });
          setTimeout(() => client.abort(reason), 30);
          const begun = performance.now();
          await assert.rejects(call, reason);
          assert.ok(performance.now() - begun < 1_000);
          // Clients that leave tell nothing of the service: it is asked as before.
          await service.recover();
          await outbound.call(get);
        },
        { connect: 5_000, headers: 5_000, total: 5_000, stall: 5_000 },
      );
    }
    await withService(
      () => fine,
      async (service, outbound) => {
        await assert.rejects(
          outbound.call({ ...get, signal: AbortSignal.abort(new Error('left before')) }),
          /left before/,
        );
        assert.equal(service.requests.length, 0);
      },
    );
  });

  it('ends a pause between two tries with the client', async () => {
    await withService(
      () => ({ status: 429, headers: { 'retry-after': '2' }, json: {} }),
      async (service, outbound) => {
        const client = new AbortController();
        const call = outbound.call({ ...get, signal: client.signal });
        setTimeout(() => client.abort(new Error('left')), 60);
        await assert.rejects(call, /left/);
        assert.equal(service.requests.length, 1);
      },
    );
  });

  it('gives up a connection that does not come to stand', async () => {
    // It accepts, and never says a word of TLS.
    const mute = createServer(() => {});
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const address = mute.address();
    assert.ok(typeof address === 'object' && address);
    const baseUrl = new URL(`https://127.0.0.1:${address.port}`);
    const timeouts = { connect: 100, headers: 8_000, total: 9_000, stall: 100 };
    const outbound = createOutbound({ service: 'Service', baseUrl, key, timeouts });
    const begun = performance.now();
    const outcome = await outbound.attempt(post);
    // fetch looks at its clock about once a second.
    assert.ok(performance.now() - begun < 4_000, `${performance.now() - begun} ms`);
    assert.ok(!outcome.ok && outcome.error.code === 'upstream_timeout' && !outcome.perhapsDone);
    mute.close();
  });

  it('tells apart what the service cannot have done from what it may have', async () => {
    const cases = [
      ['refuse', false],
      ['401', false],
      ['404', false],
      ['429', false],
      ['503', true],
      ['reset', true],
      ['hang', true],
      ['drip', true],
      ['truncated', true],
      ['wrong_type', true],
    ] as const;
    for (const [mode, perhapsDone] of cases) {
      await withService(
        () => fine,
        async (service, outbound) => {
          await service.fail(mode);
          const outcome = await outbound.attempt(post);
          assert.ok(!outcome.ok);
          assert.equal(outcome.perhapsDone, perhapsDone, mode);
        },
        quick,
      );
    }
  });

  it('takes no answer that holds the key', async () => {
    await withService(
      () => ({ status: 200, json: { name: `Bearer ${key}` } }),
      async (_service, outbound) => assert.rejects(outbound.call(get), coded('upstream_invalid')),
    );
  });

  it('takes no bytes that are no text', async () => {
    await withService(
      () => ({ status: 200, headers: { 'content-type': 'application/json' }, bytes: Uint8Array.of(0x22, 0xff, 0x22) }),
      async (_service, outbound) => assert.rejects(outbound.call(get), coded('upstream_invalid')),
    );
  });

  it('stops reading at the size that it takes', async () => {
    await withService(
      () => ({ status: 200, json: 'x'.repeat(2_000) }),
      async (_service, outbound) => {
        await assert.rejects(outbound.call({ ...get, maxBytes: 2_001 }), coded('upstream_invalid'));
        await outbound.call({ ...get, maxBytes: 2_002 });
      },
    );
  });

  it('takes no key that is none, and tells nothing of it', () => {
    for (const broken of ['', 'canary\r\nx: y', 'canary key', 'canary\u00e9']) {
      const make = () => createOutbound({ service: 'Service', baseUrl: new URL('http://127.0.0.1:1'), key: broken });
      assert.throws(make, (error) => !inspect(error, { depth: 20, showHidden: true }).includes('canary'));
    }
  });

  it('keeps every value within its own segment of a path', () => {
    assert.equal(path`/v1/${'a/b?c#d'}/x`, '/v1/a%2Fb%3Fc%23d/x');
    for (const value of ['', '.', '..']) assert.throws(() => path`/v1/${value}`, coded('not_found'));
  });
});
