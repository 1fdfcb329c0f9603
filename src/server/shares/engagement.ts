import { v7 as uuidv7 } from 'uuid';
import type { ResourceRef } from '../../contract/resource.js';
import { sha256 } from '../crypto.js';
import type { Sources } from '../sources/registry.js';
import type { EngagementRecord, Rate, Store } from '../stores/store.js';
import { type Owner, requireReach } from './owner.js';

export interface EngagementOptions {
  readonly store: Pick<Store, 'engagement' | 'addResourceEvent' | 'findShare' | 'takeRate'>;
  readonly sources: Sources;
  readonly now: () => number;
}

/** The same again within five minutes is no event of its own. */
const repeat: Rate = { burst: 1, interval: 300_000 };

/** What was done with a resource over all of its shares. Throws `not_found`. */
export async function engagementOf(
  { store, sources }: EngagementOptions,
  owner: Owner,
  ref: ResourceRef,
  { types, limit, signal }: { readonly types: readonly string[]; readonly limit: number; readonly signal: AbortSignal },
): Promise<EngagementRecord> {
  requireReach(owner, 'read', ref);
  const { workspace } = owner;
  const record = await store.engagement({ workspace, kind: ref.kind, resourceId: ref.id }, types, limit);
  // A resource that was shared exists for its owner, even when its source has lost it.
  if (record.shares.made === 0) await sources.locate({ workspace, ...ref }, signal);
  return record;
}

export interface ToldEvent {
  readonly type: string;
  /** A share of the resource; any other is passed over. */
  readonly shareId: string | null;
  readonly metadata: Readonly<Record<string, unknown>> | null;
  /** Who did it, as far as the network tells. */
  readonly network: string;
}

/** Keeps an event that an owner's app tells of. False for a repeated one: once a share, type and network in five minutes. */
export async function recordEvent(
  { store, sources, now }: EngagementOptions,
  owner: Owner,
  ref: ResourceRef,
  { event, signal }: { readonly event: ToldEvent; readonly signal: AbortSignal },
): Promise<boolean> {
  requireReach(owner, 'change', ref);
  const { workspace } = owner;
  await sources.locate({ workspace, ...ref }, signal);
  const share = event.shareId === null ? null : await store.findShare(workspace, event.shareId);
  const shareId = share && share.kind === ref.kind && share.resourceId === ref.id ? share.id : null;
  const told = [workspace, ref.kind, ref.id, shareId, event.type, event.network];
  if ((await store.takeRate(`event ${sha256(JSON.stringify(told))}`, repeat, now())) > 0) return false;
  await store.addResourceEvent({
    id: uuidv7(),
    workspace,
    kind: ref.kind,
    resourceId: ref.id,
    shareId,
    type: event.type,
    metadata: event.metadata && JSON.stringify(event.metadata),
    at: now(),
  });
  return true;
}
