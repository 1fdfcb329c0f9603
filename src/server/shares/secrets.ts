import { deriveKey, seal, sha256, unseal } from '../crypto.js';

/** One configured secret with the keys that come from it, each for one purpose only. */
export interface SecretKeys {
  /** Names the secret in the store without telling it. */
  readonly id: string;
  readonly token: Uint8Array;
  readonly lease: Uint8Array;
  readonly grant: Uint8Array;
  readonly ticket: Uint8Array;
  readonly preview: Uint8Array;
  readonly seal: Uint8Array;
}

/** The first secret signs; every one verifies, so that a secret can be changed without a break. */
export interface Keyring {
  readonly current: SecretKeys;
  readonly all: readonly SecretKeys[];
  find(id: string): SecretKeys | null;
}

export function keyring(secrets: readonly string[]): Keyring {
  const all = secrets.map((secret): SecretKeys => {
    const key = (purpose: string) => deriveKey(secret, purpose);
    return {
      id: sha256(`guestpass key id ${secret}`).slice(0, 12),
      token: key('token'),
      lease: key('lease'),
      grant: key('grant'),
      ticket: key('ticket'),
      preview: key('preview'),
      seal: key('seal'),
    };
  });
  const current = all[0];
  if (!current) throw new Error('At least one secret is needed.');
  return { current, all, find: (id) => all.find((keys) => keys.id === id) ?? null };
}

/** Seals what a vendor gave us, bound to the share that it belongs to. */
export function sealFor(keys: Keyring, shareId: string, text: string): string {
  return seal(keys.current.seal, text, shareId);
}

export function unsealFor(keys: Keyring, shareId: string, sealed: string): string | null {
  for (const { seal: key } of keys.all) {
    const text = unseal(key, sealed, shareId);
    if (text !== null) return text;
  }
  return null;
}
