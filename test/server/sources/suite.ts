import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GuestpassError } from '../../../src/contract/errors.js';
import { policyOptions } from '../../../src/contract/resource.js';
import { guestEventTypes, View } from '../../../src/contract/view.js';
import {
  type AssetBytes,
  RangeNotSatisfiable,
  type RangeRequest,
  type ResourceKey,
  type Source,
} from '../../../src/server/sources/source.js';

/** What a source brings to the suite that every source must pass. */
export interface SourceUnderTest {
  readonly source: Source;
  /** A resource that is ready, with a title. */
  readonly ready: ResourceKey;
  readonly title: string;
  /** A well-formed key of nothing. */
  readonly absent: ResourceKey;
  /** A resource that is there but not ready; null where a source has none such. */
  readonly pending: ResourceKey | null;
  /** Whether `list` can list resources. */
  readonly lists: boolean;
  readonly close: () => Promise<void>;
}

export const forever = new AbortController().signal;

/** Describes a source by what its interface promises. `setUp` makes a fresh one for each test. */
export function describeSource(name: string, setUp: () => Promise<SourceUnderTest>): void {
  const test = (title: string, body: (subject: SourceUnderTest) => Promise<void>) =>
    it(title, async () => {
      const subject = await setUp();
      try {
        await body(subject);
      } finally {
        await subject.close();
      }
    });

  describe(`${name}, as every source`, () => {
    test('finds a resource that is ready', async ({ source, ready, title }) => {
      const resource = await source.find(ready, forever);
      assert.ok(resource);
      assert.equal(resource.title, title);
      assert.equal(resource.status, 'ready');
      assert.ok(Number.isSafeInteger(resource.createdAt));
      assert.ok(source.kinds.includes(ready.kind));
    });

    test('finds nothing under an unknown id, another kind or in another workspace', async ({
      source,
      ready,
      absent,
    }) => {
      assert.equal(await source.find(absent, forever), null);
      assert.equal(await source.find({ ...ready, workspace: 'another' }, forever), null);
      for (const workspace of ['__proto__', 'constructor', '', '../default']) {
        assert.equal(await source.find({ ...ready, workspace }, forever), null);
      }
      for (const kind of ['render', 'persona', 'project'] as const) {
        if (kind !== ready.kind) assert.equal(await source.find({ ...ready, kind }, forever), null);
      }
    });

    test('gives the view that it announced, and assets that can be read', async ({ source, ready }) => {
      const shown = await source.view(ready, forever);
      assert.deepEqual(shown.resource, await source.find(ready, forever));
      const view = View.parse(shown.view);
      assert.equal(view.type, shown.resource.view);
      for (const asset of assetsOf(view)) {
        const bytes = await source.read(ready, asset, null, forever);
        assert.ok(bytes, `${asset} can be read`);
        assert.equal(bytes.range, null);
        assert.match(bytes.contentType, /^[\w.+-]+\/[\w.+-]+(; charset=utf-8)?$/);
        assert.doesNotMatch(bytes.filename, /[\\/"\r\n]/);
        const whole = await drain(bytes);
        assert.ok(whole.byteLength > 0);
        if (bytes.size !== null) assert.equal(whole.byteLength, bytes.size);
      }
    });

    test('serves parts of an asset', async ({ source, ready }) => {
      for (const asset of assetsOf((await source.view(ready, forever)).view)) {
        const whole = await readWhole(source, ready, asset);
        const size = whole.byteLength;
        const parts: [RangeRequest, number, number][] = [
          [{ from: 0, to: 0 }, 0, 1],
          [{ from: 3, to: 9 }, 3, 10],
          [{ from: 5, to: null }, 5, size],
          [{ from: size - 1, to: size + 500 }, size - 1, size],
          [{ suffix: 4 }, size - 4, size],
          [{ suffix: size + 4 }, 0, size],
        ];
        for (const [range, start, end] of parts) {
          const part = await source.read(ready, asset, range, forever);
          assert.ok(part);
          const bytes = await drain(part);
          // A source may answer with the whole, and then has to say so.
          const told = part.range ?? { start: 0, end: size - 1 };
          if (part.range) assert.deepEqual(told, { start, end: end - 1 }, `${asset} ${JSON.stringify(range)}`);
          assert.deepEqual(bytes, whole.subarray(told.start, told.end + 1));
        }
      }
    });

    test('refuses a part beyond the end, with the size', async ({ source, ready }) => {
      for (const asset of assetsOf((await source.view(ready, forever)).view)) {
        const size = (await readWhole(source, ready, asset)).byteLength;
        const refused = await source.read(ready, asset, { from: size, to: null }, forever).then(
          async (bytes) => (bytes?.range === null ? await bytes.body.cancel() : assert.fail('a part beyond the end')),
          (error: unknown) => error,
        );
        if (refused !== undefined) assert.ok(refused instanceof RangeNotSatisfiable && refused.size === size);
      }
    });

    test('has no other assets than those', async ({ source, ready }) => {
      for (const asset of ['nothing.pdf', '', '.', '..', '../secret', 'a/b', '%2e%2e', '__proto__', 'constructor']) {
        assert.equal(await source.read(ready, asset, null, forever), null, asset);
      }
    });

    test('has no view of what is not there or not ready', async ({ source, absent, pending }) => {
      await assert.rejects(source.view(absent, forever), coded('not_found'));
      if (!pending) return;
      assert.notEqual((await source.find(pending, forever))?.status, 'ready');
      await assert.rejects(source.view(pending, forever), coded('not_ready'));
    });

    test('starts a session of its own for each visitor, or says that there is none', async ({ source, ready }) => {
      const { view } = await source.view(ready, forever);
      if (view.type !== 'persona' || !view.live) {
        await assert.rejects(source.startSession(ready, forever), coded('live_not_configured'));
        return;
      }
      const [one, other] = [await source.startSession(ready, forever), await source.startSession(ready, forever)];
      assert.notEqual(one.sessionToken, other.sessionToken);
    });

    test('takes every event', async ({ source, ready }) => {
      for (const type of guestEventTypes) await source.reportEvent(ready, type, forever);
    });

    test('lists the resources of a workspace and of no other', async ({ source, ready, lists }) => {
      const listed = await source.list(ready.workspace, forever);
      assert.equal(
        listed.some(({ kind, id }) => kind === ready.kind && id === ready.id),
        lists,
      );
      assert.deepEqual(await source.list('another', forever), []);
    });

    test('says that it works', async ({ source }) => {
      assert.equal(await source.check(forever), null);
    });

    test('tells of every option who makes it true', async ({ source }) => {
      for (const option of policyOptions) {
        assert.match(source.enforcement[option], /^(here|upstream|cosmetic|unavailable)$/, option);
        if (source.links === 'own') assert.notEqual(source.enforcement[option], 'upstream', option);
      }
      if (source.links === 'upstream') assert.ok(source.upstream);
    });
  });
}

/** Describes a vendor's own links by what their interface promises. */
export function describeUpstreamLinks(name: string, setUp: () => Promise<SourceUnderTest>): void {
  const options = { expiresAt: null, usageLimit: null, recipientEmail: null, message: null };

  const test = (
    title: string,
    body: (subject: SourceUnderTest, links: NonNullable<Source['upstream']>) => Promise<void>,
  ) =>
    it(title, async () => {
      const subject = await setUp();
      try {
        assert.ok(subject.source.upstream);
        await body(subject, subject.source.upstream);
      } finally {
        await subject.close();
      }
    });

  describe(`${name}, links of the vendor`, () => {
    test('mints a link that is listed, and revokes it, twice without harm', async ({ ready }, links) => {
      const link = await links.mint(ready, options, Date.now(), forever);
      assert.ok(link.token && link.id);
      assert.equal(link.revokedAt, null);
      assert.ok(Math.abs(link.createdAt - Date.now()) < 5_000);
      const listed = (await links.list(ready, forever)).find((one) => one.id === link.id);
      assert.equal(listed?.token, link.token);
      assert.equal(listed.url, link.url);
      await links.revoke(ready, link.id, forever);
      const after = (await links.list(ready, forever)).find((one) => one.id === link.id);
      assert.ok(after === undefined || after.revokedAt !== null);
      await links.revoke(ready, link.id, forever);
    });

    test('keeps several links, or the last one', async ({ ready }, links) => {
      const first = await links.mint(ready, options, Date.now(), forever);
      const second = await links.mint(ready, options, Date.now(), forever);
      assert.notEqual(first.id, second.id);
      assert.equal((await links.list(ready, forever)).length, links.single ? 1 : 2);
      // Revoking the first must not end the second, also where it has taken the first one's place.
      await links.revoke(ready, first.id, forever);
      const alive = (await links.list(ready, forever)).filter(({ revokedAt }) => revokedAt === null);
      assert.deepEqual(
        alive.map(({ id }) => id),
        [second.id],
      );
    });

    test('changes what it says can be changed, and nothing else', async ({ ready }, links) => {
      const link = await links.mint(ready, options, Date.now(), forever);
      const expiresAt = Date.now() + 86_400_000;
      if (links.changeable.length === 0) {
        await assert.rejects(links.change(ready, link.id, { expiresAt }, forever), coded('not_supported'));
        return;
      }
      const changed = await links.change(ready, link.id, { expiresAt }, forever);
      assert.ok(Math.abs((changed.expiresAt ?? 0) - expiresAt) < 2_000);
      assert.equal(changed.usageLimit, link.usageLimit);
      const again = await links.change(ready, link.id, { usageLimit: 3 }, forever);
      assert.equal(again.usageLimit, 3);
      assert.ok(Math.abs((again.expiresAt ?? 0) - expiresAt) < 2_000);
    });

    test('has nothing in another workspace', async ({ ready }, links) => {
      const elsewhere = { ...ready, workspace: 'another' };
      await assert.rejects(links.mint(elsewhere, options, Date.now(), forever), coded('not_found'));
      await assert.rejects(links.list(elsewhere, forever), coded('not_found'));
    });

    test('sends no id into another path than its own', async ({ ready }, links) => {
      for (const id of ['..', '.', '']) {
        await links.revoke(ready, id, forever).catch((error: unknown) => assert.ok(coded('not_found')(error)));
      }
    });
  });
}

export function coded(code: string): (error: unknown) => boolean {
  return (error) => error instanceof GuestpassError && error.code === code;
}

export async function drain({ body }: AssetBytes): Promise<Uint8Array> {
  return new Uint8Array(await new Response(body).arrayBuffer());
}

async function readWhole(source: Source, key: ResourceKey, asset: string): Promise<Uint8Array> {
  const bytes = await source.read(key, asset, null, forever);
  assert.ok(bytes);
  return drain(bytes);
}

function assetsOf(view: View): string[] {
  switch (view.type) {
    case 'persona':
      return [view.poster, view.idleVideo].filter((asset) => asset !== null);
    case 'video':
    case 'audio':
      return [view.asset, ...(view.poster === null ? [] : [view.poster]), ...view.captions.map(({ asset }) => asset)];
    default:
      return [view.asset];
  }
}
