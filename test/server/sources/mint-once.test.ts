import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GuestpassError } from '../../../src/contract/errors.js';
import type { ResourceKey, Source } from '../../../src/server/sources/source.js';
import type { FailureMode, StubRequest, VendorServer } from '../../stubs/vendor-server.js';
import { forever } from './suite.js';
import { anam, craftkit, microvisualizer } from './vendors.js';

/** Short for what hangs, with time enough left to look into the list afterwards. Milliseconds. */
const timeouts = { connect: 1_000, headers: 1_000, total: 4_000, stall: 1_000 };

/** A vendor with a way to look at the links that really exist there, newest last. */
interface Vendor {
  readonly stub: VendorServer;
  readonly source: Source;
  readonly key: string;
  readonly ready: ResourceKey;
  readonly close: () => Promise<void>;
  tokens(): string[];
  /** Puts a link there that somebody else made, `ago` milliseconds ago. */
  plant(ago: number): void;
}

const vendors: Readonly<Record<string, () => Promise<Vendor>>> = {
  async craftkit() {
    const vendor = await craftkit({ timeouts });
    const tokens = () =>
      (vendor.stub.renders.get(vendor.ready.id)?.shares ?? []).map((share) => share.shareToken).reverse();
    const plant = (ago: number) => {
      const shares = vendor.stub.renders.get(vendor.ready.id)?.shares;
      const rest = {
        channel: 'link',
        recipientEmail: null,
        message: null,
        expiresAt: null,
        revokedAt: null,
        clickCount: 0,
      };
      const createdAt = new Date(Date.now() - ago).toISOString();
      shares?.push({
        id: 'planted',
        shareToken: 'planted',
        shareUrl: 'https://www.craftkit.example/share/planted',
        createdAt,
        ...rest,
      });
    };
    return { ...vendor, tokens, plant };
  },
  async anam() {
    const vendor = await anam({ timeouts });
    const plant = (ago: number) => {
      const createdAt = new Date(Date.now() - ago).toISOString();
      const terms = { expiresAt: null, usageLimit: null, usageCount: 0 };
      vendor.stub.links.push({ id: 'planted', token: 'planted', personaId: vendor.ready.id, createdAt, ...terms });
    };
    return { ...vendor, tokens: () => vendor.stub.links.map((link) => link.token), plant };
  },
  async microvisualizer() {
    const vendor = await microvisualizer({ timeouts });
    const tokens = () =>
      [vendor.stub.projects.get(vendor.ready.id)?.shared?.token].filter((token) => token !== undefined);
    const plant = (ago: number) => {
      const project = vendor.stub.projects.get(vendor.ready.id);
      if (project) project.shared = { token: 'planted', createdAt: new Date(Date.now() - ago).toISOString() };
    };
    return { ...vendor, tokens, plant };
  },
};

const options = { expiresAt: null, usageLimit: null, recipientEmail: null, message: null };
const isMint = ({ method }: StubRequest) => method === 'POST';

/** Ways in which a vendor mints and then fails to say so. */
const doubts: readonly FailureMode[] = ['reset', 'hang', 'drip', 'truncated', 'wrong_type', 'huge', '503'];

for (const [name, setUp] of Object.entries(vendors)) {
  describe(`${name}, minting once`, { concurrency: 10 }, () => {
    const test = (title: string, body: (vendor: Vendor, mint: (since?: number) => Promise<string>) => Promise<void>) =>
      it(title, async () => {
        const vendor = await setUp();
        const { upstream } = vendor.source;
        assert.ok(upstream);
        try {
          await body(vendor, async (since) => {
            return (await upstream.mint(vendor.ready, options, since ?? Date.now(), forever)).token;
          });
        } finally {
          await vendor.close();
        }
      });
    const posts = ({ stub }: Vendor) => stub.requests.filter(isMint).length;

    for (const mode of doubts) {
      test(`finds the link that was made though the vendor then did ${mode}`, async (vendor, mint) => {
        await vendor.stub.fail(mode, { only: isMint, afterDoing: true });
        const token = await mint();
        assert.deepEqual(vendor.tokens(), [token]);
        assert.equal(posts(vendor), 1);
      });

      test(`makes no second link when a mint is repeated after ${mode}`, async (vendor, mint) => {
        const since = Date.now();
        // The list fails too, so that nothing can be told at first.
        await vendor.stub.fail(mode, { only: (request) => isMint(request) || posts(vendor) > 0, afterDoing: true });
        await assert.rejects(
          mint(since),
          (error) => error instanceof GuestpassError && /did not say whether/.test(error.message),
        );
        await vendor.stub.recover();
        const token = await mint(since);
        assert.deepEqual(vendor.tokens(), [token]);
        assert.equal(posts(vendor), 1);
      });
    }

    test('takes a link that was there before for none of its own', async (vendor, mint) => {
      const first = await mint();
      await vendor.stub.fail('hang', { only: isMint });
      await assert.rejects(mint(), (error) => error instanceof GuestpassError && error.code === 'upstream_timeout');
      assert.deepEqual(vendor.tokens(), [first]);
      await vendor.stub.fail('hang', { only: isMint, afterDoing: true, times: 1 });
      const second = await mint();
      assert.notEqual(second, first);
      assert.equal(vendor.tokens().at(-1), second);
    });

    // A vendor with one link a project is asked for it before, so that also one that was just made is known.
    for (const ago of name === 'microvisualizer' ? [60_000, 0] : [60_000]) {
      test(`takes a link that somebody else made ${ago} ms ago for none of its own`, async (vendor, mint) => {
        vendor.plant(ago);
        await vendor.stub.fail('hang', { only: isMint });
        await assert.rejects(mint(), (error) => error instanceof GuestpassError && error.code === 'upstream_timeout');
        assert.deepEqual(vendor.tokens(), ['planted']);
      });
    }

    test('makes the link when the first try came to nothing', async (vendor, mint) => {
      const since = Date.now();
      await vendor.stub.fail('hang', { only: isMint });
      await assert.rejects(mint(since));
      await vendor.stub.recover();
      const token = await mint(since);
      assert.deepEqual(vendor.tokens(), [token]);
    });

    test('never repeats the request by itself, and does not ask twice for what was refused', async (vendor, mint) => {
      await vendor.stub.fail('401', { only: isMint });
      await assert.rejects(
        mint(),
        (error) => error instanceof GuestpassError && error.code === 'upstream_unauthorized',
      );
      assert.equal(posts(vendor), 1);
    });

    test('finds a link that another process began to make', async (vendor, mint) => {
      const since = Date.now();
      // The other process ends here, between the vendor's work and its own.
      await vendor.stub.fail('hang', { only: isMint, afterDoing: true });
      const body = JSON.stringify(
        name === 'anam' ? { personaId: vendor.ready.id, expiresInHours: 87_600, usageLimit: 1e9 } : { channel: 'link' },
      );
      const paths: Readonly<Record<string, string>> = {
        craftkit: `/v1/renders/${vendor.ready.id}/shares`,
        anam: '/v1/share-links',
        microvisualizer: `/v1/projects/${vendor.ready.id}/public-share-token`,
      };
      const headers = { authorization: `Bearer ${vendor.key}`, 'content-type': 'application/json' };
      const init = {
        method: 'POST',
        headers,
        signal: AbortSignal.timeout(100),
        ...(name === 'microvisualizer' ? {} : { body }),
      };
      await assert.rejects(fetch(`${vendor.stub.url}${paths[name]}`, init));
      await vendor.stub.recover();
      // A repeated try is one that began more than a second ago.
      assert.deepEqual([await mint(since - 1_100)], vendor.tokens());
    });
  });
}
