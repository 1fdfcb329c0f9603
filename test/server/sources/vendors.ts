import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { ResourceKey } from '../../../src/server/sources/source.js';
import { createAnamSource } from '../../../src/server/sources/anam.js';
import { createCraftkitSource } from '../../../src/server/sources/craftkit.js';
import { createMicrovisualizerSource } from '../../../src/server/sources/microvisualizer.js';
import type { OutboundFailure } from '../../../src/server/sources/outbound.js';
import { startAnamStub } from '../../stubs/anam.js';
import { startCraftkitStub } from '../../stubs/craftkit.js';
import { startMicrovisualizerStub } from '../../stubs/microvisualizer.js';
import type { VendorServer } from '../../stubs/vendor-server.js';

/** Time-outs as small as a busy machine allows, for tests of what they do. Milliseconds. */
export const quick = { connect: 600, headers: 600, total: 1_200, stall: 400 };

interface Given {
  readonly links?: 'own' | 'upstream';
  /** Generous ones unless given, for tests that are not about time. */
  readonly timeouts?: typeof quick;
}

const patient = { connect: 3_000, headers: 10_000, total: 20_000, stall: 10_000 };

/** A CraftKit stub with two renders, and the source that asks it. */
export async function craftkit({ links = 'own', timeouts = patient }: Given = {}) {
  const key = `ck_live_canary_${randomUUID().slice(0, 8)}`;
  const stub = await startCraftkitStub({ key });
  const log: OutboundFailure[] = [];
  const source = createCraftkitSource({
    apiKey: key,
    baseUrl: stub.url,
    links,
    maxDocumentBytes: 1024 * 1024,
    outbound: { timeouts, log: (failure) => log.push(failure) },
  });
  const keyOf = (id: string): ResourceKey => ({ workspace: 'default', kind: 'render', id });
  const ready = keyOf(stub.addRender('succeeded').id);
  const pending = keyOf(stub.addRender('rendering').id);
  return {
    stub,
    source,
    log,
    key,
    keyOf,
    ready,
    pending,
    absent: keyOf(randomUUID()),
    close: () => closeStrictly(stub),
  };
}

/** An Anam stub with a persona, and the source that asks it. */
export async function anam({ links = 'own', timeouts = patient }: Given = {}) {
  const key = `anam_canary_${randomUUID().slice(0, 8)}`;
  const stub = await startAnamStub({ key });
  const log: OutboundFailure[] = [];
  const source = createAnamSource({
    apiKey: key,
    baseUrl: stub.url,
    links,
    maxVideoBytes: 1024 * 1024,
    outbound: { timeouts, log: (failure) => log.push(failure) },
  });
  const keyOf = (id: string): ResourceKey => ({ workspace: 'default', kind: 'persona', id });
  const ready = keyOf(stub.addPersona().id);
  return {
    stub,
    source,
    log,
    key,
    keyOf,
    ready,
    pending: null,
    absent: keyOf(randomUUID()),
    close: () => closeStrictly(stub),
  };
}

/** A MicroVisualizer stub with a project, and the source that asks it. */
export async function microvisualizer({ links = 'own', timeouts = patient }: Given = {}) {
  const key = `mv_canary_${randomUUID().slice(0, 8)}`;
  const stub = await startMicrovisualizerStub({ key });
  const log: OutboundFailure[] = [];
  const source = createMicrovisualizerSource({
    apiKey: key,
    baseUrl: stub.url,
    links,
    shareUrl: 'https://app.microvisualizer.example/public/{token}',
    outbound: { timeouts, log: (failure) => log.push(failure) },
  });
  const keyOf = (id: string): ResourceKey => ({ workspace: 'default', kind: 'project', id });
  const ready = keyOf(stub.addProject().id);
  return {
    stub,
    source,
    log,
    key,
    keyOf,
    ready,
    pending: null,
    absent: keyOf('nothing-here-0'),
    close: () => closeStrictly(stub),
  };
}

/** Closes a stub, and fails when it was asked for something in a way that the vendor does not document. */
async function closeStrictly(stub: VendorServer): Promise<void> {
  await stub.close();
  assert.deepEqual(stub.violations, []);
}
