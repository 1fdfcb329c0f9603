import { fromBase64Url, hmacSha256, sameText, toBase64Url } from '../crypto.js';
import type { Keyring, SecretKeys } from './secrets.js';

type Purpose = Exclude<keyof SecretKeys, 'id' | 'token' | 'seal'>;

/** Signs a small JSON value for one purpose: `prefix_payload.mac`. What it says can be read by whoever holds it. */
export function sign(keys: Keyring, purpose: Purpose, prefix: string, value: unknown): string {
  const payload = toBase64Url(new TextEncoder().encode(JSON.stringify(value)));
  return `${prefix}_${payload}.${mac(keys.current[purpose], payload)}`;
}

/** What was signed for this purpose with one of our secrets; null for anything else. To be parsed before use. */
export function verify(keys: Keyring, purpose: Purpose, prefix: string, text: string): unknown {
  if (!text.startsWith(`${prefix}_`) || text.length > 4096) return null;
  const [payload = '', signature = ''] = text.slice(prefix.length + 1).split('.');
  if (!keys.all.some((secret) => sameText(mac(secret[purpose], payload), signature))) return null;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(fromBase64Url(payload)));
    return value;
  } catch {
    return null;
  }
}

function mac(key: Uint8Array, payload: string): string {
  return toBase64Url(hmacSha256(key, payload));
}
