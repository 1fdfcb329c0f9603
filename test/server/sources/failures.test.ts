import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { GuestpassError } from '../../../src/contract/errors.js';
import type { ResourceKey, Source } from '../../../src/server/sources/source.js';
import type { UpstreamLinks } from '../../../src/server/sources/upstream-links.js';
import {
  canaryText,
  type FailOptions,
  type FailureMode,
  failureModes,
  stubRetryAfter,
  type VendorServer,
} from '../../stubs/vendor-server.js';
import type { OutboundFailure } from '../../../src/server/sources/outbound.js';
import { drain, forever } from './suite.js';
import { anam, craftkit, microvisualizer, quick } from './vendors.js';

interface Vendor {
  readonly stub: VendorServer;
  readonly source: Source;
  readonly key: string;
  readonly log: readonly OutboundFailure[];
  readonly ready: ResourceKey;
  readonly close: () => Promise<void>;
}

/** What a failure must come to: an error's code, or a value that the call may well answer. */
type Outcome = { readonly code: string } | { readonly value: unknown };
type Row = Partial<Record<FailureMode, Outcome>>;

interface TestedCall {
  readonly name: string;
  /** Before anything fails: makes what the call needs. Its result is handed to the call. */
  readonly prepare?: (vendor: Vendor) => Promise<string>;
  readonly call: (source: Source, key: ResourceKey, id: string) => Promise<unknown>;
  readonly only?: FailOptions['only'];
  /** Where the outcome is another than the usual. */
  readonly unlike?: Row;
}

const code = (text: string): Outcome => ({ code: text });
const value = (what: unknown): Outcome => ({ value: what });

/** What each failure of a vendor means, whatever was asked. */
const usual: Record<FailureMode, Outcome> = {
  refuse: code('upstream_busy'),
  reset: code('upstream_busy'),
  hang: code('upstream_timeout'),
  drip: code('upstream_timeout'),
  truncated: code('upstream_invalid'),
  wrong_type: code('upstream_invalid'),
  huge: code('upstream_invalid'),
  '401': code('upstream_unauthorized'),
  '403': code('upstream_unauthorized'),
  '404': code('upstream_not_found'),
  '429': code('upstream_limit'),
  '503': code('upstream_busy'),
};

/** `check` answers with a sentence instead of throwing. */
const sentences = (name: string, variables: string, notFound: string | null): Row => ({
  refuse: value(`${name} is busy or cannot be reached.`),
  reset: value(`${name} is busy or cannot be reached.`),
  hang: value(`${name} did not answer in time.`),
  drip: value(`${name} did not answer in time.`),
  truncated: value(`What answers at ${variables}_BASE_URL does not answer as ${name} does.`),
  wrong_type: value(`What answers at ${variables}_BASE_URL does not answer as ${name} does.`),
  huge: value(`What answers at ${variables}_BASE_URL does not answer as ${name} does.`),
  '401': value(`${name} refused the key in ${variables}_API_KEY.`),
  '403': value(`${name} refused the key in ${variables}_API_KEY.`),
  '404': value(notFound),
  '429': value(`${name} has reached a limit of this key; it works again later.`),
  '503': value(`${name} is busy or cannot be reached.`),
});

const linkOptions = { expiresAt: null, usageLimit: null, recipientEmail: null, message: null };
const linksOf = ({ upstream }: Source): UpstreamLinks => {
  assert.ok(upstream);
  return upstream;
};
const aLink = async ({ source, ready }: Vendor) =>
  (await linksOf(source).mint(ready, linkOptions, Date.now(), forever)).id;

const read =
  (asset: string, range: { from: number; to: number } | null = null): TestedCall['call'] =>
  async (source, key) => {
    const bytes = await source.read(key, asset, range, forever);
    return bytes && drain(bytes);
  };

/** What every vendor is asked. */
const shared: readonly TestedCall[] = [
  { name: 'find', call: (source, key) => source.find(key, forever), unlike: { '404': value(null) } },
  { name: 'view', call: (source, key) => source.view(key, forever), unlike: { '404': code('not_found') } },
  { name: 'mint a link', call: (source, key) => linksOf(source).mint(key, linkOptions, Date.now(), forever) },
  { name: 'list links', prepare: aLink, call: (source, key) => linksOf(source).list(key, forever) },
  {
    name: 'revoke a link',
    prepare: aLink,
    call: (source, key, id) => linksOf(source).revoke(key, id, forever),
    unlike: { '404': value(undefined) },
  },
];

const tables: readonly {
  name: string;
  setUp: (given: { timeouts?: typeof quick }) => Promise<Vendor>;
  calls: readonly TestedCall[];
}[] = [
  {
    name: 'craftkit',
    setUp: craftkit,
    calls: [
      ...shared,
      { name: 'read the document', call: read('document.pdf'), unlike: { '404': value(null) } },
      {
        name: 'read a part of it',
        call: read('document.pdf', { from: 100, to: 9_000 }),
        unlike: { '404': value(null) },
      },
      { name: 'report an event', call: (source, key) => source.reportEvent(key, 'viewed', forever) },
      { name: 'check', call: (source) => source.check(forever), unlike: sentences('CraftKit', 'CRAFTKIT', null) },
    ],
  },
  {
    name: 'anam',
    setUp: anam,
    calls: [
      ...shared,
      { name: 'read the poster', call: read('poster'), unlike: { '404': value(null) } },
      {
        name: 'read the poster from where it is',
        call: read('poster'),
        only: ({ path }) => path.startsWith('/media/'),
        unlike: { '404': value(null) },
      },
      {
        name: 'read the idling video from where it is',
        call: read('idle'),
        only: ({ path }) => path.startsWith('/media/'),
        unlike: { '404': value(null) },
      },
      { name: 'start a session', call: (source, key) => source.startSession(key, forever) },
      { name: 'list personas', call: (source) => source.list('default', forever) },
      {
        name: 'change a link',
        prepare: aLink,
        call: (source, key, id) => linksOf(source).change(key, id, { usageLimit: 5 }, forever),
      },
      {
        name: 'check',
        call: (source) => source.check(forever),
        unlike: sentences('Anam', 'ANAM', 'What answers at ANAM_BASE_URL does not answer as Anam does.'),
      },
    ],
  },
  {
    name: 'microvisualizer',
    setUp: microvisualizer,
    calls: [
      ...shared.map((tested) => (tested.name === 'list links' ? { ...tested, unlike: { '404': value([]) } } : tested)),
      { name: 'read the graph', call: read('graph.json'), unlike: { '404': value(null) } },
      {
        name: 'check',
        call: (source) => source.check(forever),
        unlike: sentences('MicroVisualizer', 'MICROVISUALIZER', null),
      },
    ],
  },
];

/** Those that only a time-out ends. The others are told at once, whatever the time-outs. */
const slow: readonly FailureMode[] = ['hang', 'drip'];
/** The whole of a call may take `quick.total`, and tries with their pauses less; the rest is for a busy machine. */
const bound = quick.total + 2_500;

for (const { name, setUp, calls } of tables) {
  describe(`${name}, failing`, { concurrency: 10 }, () => {
    for (const tested of calls) {
      for (const mode of failureModes) {
        const expected = tested.unlike?.[mode] ?? usual[mode];
        const outcome = 'code' in expected ? expected.code : inspect(expected.value);

        it(`${tested.name} while the vendor does ${mode} comes to ${outcome}`, async () => {
          const vendor = await setUp(slow.includes(mode) ? { timeouts: quick } : {});
          try {
            const id = (await tested.prepare?.(vendor)) ?? '';
            // A server that refuses does so to everybody, so what is only for one path is a reset there.
            await vendor.stub.fail(mode === 'refuse' && tested.only ? 'reset' : mode, {
              ...(tested.only ? { only: tested.only } : {}),
            });
            const begun = performance.now();
            const result = await settle(() => tested.call(vendor.source, vendor.ready, id));
            assert.ok(performance.now() - begun < bound, `it took ${Math.round(performance.now() - begun)} ms`);
            assertOutcome(result, expected);
            assertNothingLeaks(vendor, result);
            await assertAfterwards(vendor, tested, mode, id);
          } finally {
            await vendor.close();
          }
        });
      }
    }
  });
}

type Settled = { readonly value: unknown } | { readonly error: unknown };

function settle(call: () => Promise<unknown>): Promise<Settled> {
  return call().then(
    (answered) => ({ value: answered }),
    (error: unknown) => ({ error }),
  );
}

function assertOutcome(result: Settled, expected: Outcome): void {
  if ('value' in expected) {
    assert.ok('value' in result, `threw ${'error' in result ? inspect(result.error) : ''}`);
    assert.deepEqual(result.value, expected.value);
    return;
  }
  assert.ok('error' in result, `answered ${'value' in result ? inspect(result.value) : ''}`);
  assert.ok(result.error instanceof GuestpassError, inspect(result.error));
  assert.equal(result.error.code, expected.code, inspect(result.error));
  if (expected.code === 'upstream_limit') assert.equal(result.error.retryAfter, stubRetryAfter);
}

/** The key, the vendor's address and its texts stand in no error, with all that hangs on it, and in no line of the log. */
function assertNothingLeaks({ stub, key, log }: Vendor, result: Settled): void {
  const told = inspect([result, log], { depth: 20, showHidden: true, maxStringLength: null, maxArrayLength: null });
  const stack = 'error' in result && result.error instanceof Error ? result.error.stack : '';
  for (const secret of [key, canaryText, new URL(stub.url).host, 'Bearer']) {
    assert.ok(!`${told}${stack}`.includes(secret), `${secret} stands in ${told}`);
  }
}

/** Once the vendor works again so does the call; after a Retry-After nobody asks before its time. */
async function assertAfterwards({ stub, source, ready }: Vendor, tested: TestedCall, mode: FailureMode, id: string) {
  await stub.recover();
  const asked = stub.requests.length;
  let again = await settle(() => tested.call(source, ready, id));
  // With such short time-outs a busy machine may need another try.
  for (let tries = 0; tries < 5 && slow.includes(mode) && 'error' in again; tries += 1) {
    again = await settle(() => tested.call(source, ready, id));
  }
  if (mode !== '429' || tested.only) {
    if ('error' in again) assert.fail(inspect(again.error));
    return;
  }
  assert.equal(stub.requests.length, asked, 'it was asked before its time');
  if (tested.name === 'check') return;
  assert.ok('error' in again && again.error instanceof GuestpassError);
  assert.equal(again.error.code, 'upstream_limit');
  assert.ok((again.error.retryAfter ?? 0) > 0 && (again.error.retryAfter ?? 0) <= stubRetryAfter);
}
