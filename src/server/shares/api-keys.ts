import { v7 as uuidv7 } from 'uuid';
import { randomText, sha256 } from '../crypto.js';
import type { KeyRecord, Store } from '../stores/store.js';

export interface NewKey {
  readonly record: KeyRecord;
  /** `gp_live_…`: shown once, kept nowhere. */
  readonly key: string;
}

const touchEvery = 60_000;

/** The keys that apps hold. Only their hashes are stored. */
export function createApiKeys(store: Store, now: () => number) {
  return {
    async create(name: string, workspace: string, expiresAt: number | null = null): Promise<NewKey> {
      const key = `gp_live_${randomText(24).replaceAll('-', 'A').replaceAll('_', 'B')}`;
      const record: KeyRecord = {
        id: uuidv7(),
        workspace,
        name,
        hash: sha256(key),
        hint: key.slice(0, 12),
        createdAt: now(),
        lastUsedAt: null,
        expiresAt,
        revokedAt: null,
      };
      await store.insertKey(record);
      return { record, key };
    },

    /** Null for a key that is unknown, revoked or past its end. */
    async find(key: string): Promise<KeyRecord | null> {
      const record = key.startsWith('gp_live_') ? await store.findKey(sha256(key)) : null;
      if (!record || !holds(record, now())) return null;
      if (now() - (record.lastUsedAt ?? 0) > touchEvery) await store.touchKey(record.id, now());
      return record;
    },

    /** Whether the key that a grant was made with still holds. */
    async stillHolds(id: string): Promise<boolean> {
      const record = await store.findKeyById(id);
      return record !== null && holds(record, now());
    },

    list: () => store.listKeys(),
    revoke: (id: string) => store.revokeKey(id, now()),
  };
}

export type ApiKeys = ReturnType<typeof createApiKeys>;

function holds({ revokedAt, expiresAt }: KeyRecord, now: number): boolean {
  return revokedAt === null && (expiresAt === null || expiresAt > now);
}
