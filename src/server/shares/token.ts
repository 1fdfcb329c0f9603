import { hmacSha256, sameText, sha256, toHex } from '../crypto.js';
import type { ShareRecord } from '../stores/store.js';
import type { Keyring } from './secrets.js';

/** What a token is derived from. The same parts always give the same token, so it need not be kept. */
export type TokenParts = Pick<ShareRecord, 'id' | 'kind' | 'tokenKey' | 'generation'>;

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const length = 22;
const space = 62n ** BigInt(length);
const base62 = /^sh_[0-9A-Za-z]{22}$/;
const uuidV4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * The token of a share: `sh_` and 22 characters of base62 (131 bits), which no autolinker cuts and every secret scanner
 * can find; a project's is formed as a UUID v4. Null when the secret it was made with is not configured.
 */
export function deriveToken(keys: Keyring, parts: TokenParts): string | null {
  const secret = keys.find(parts.tokenKey);
  if (!secret) return null;
  const bytes = hmacSha256(secret.token, `${parts.id} ${parts.generation}`);
  return parts.kind === 'project' ? asUuid(bytes) : `sh_${asBase62(bytes)}`;
}

/** What the store keeps of a token. */
export function tokenHash(token: string): string {
  return sha256(token);
}

/** Spares the store a question for a text that can be no token. */
export function looksLikeToken(text: string): boolean {
  return base62.test(text) || uuidV4.test(text);
}

/**
 * Whether the token is what our secret makes of this share: in its current generation, or in the one before while that
 * has its grace. So a store that was carried off to a server with another secret opens nothing.
 */
export function tokenGeneration(keys: Keyring, share: ShareRecord, token: string, now: number): number | null {
  const isOf = (generation: number) => sameText(deriveToken(keys, { ...share, generation }) ?? '', token);
  if (isOf(share.generation)) return share.generation;
  const grace = share.previousUntil !== null && share.previousUntil > now;
  return grace && isOf(share.generation - 1) ? share.generation - 1 : null;
}

/** How logs name a token: never whole. */
export function tokenHint(token: string): string {
  return `${token.slice(0, 5)}…`;
}

function asBase62(bytes: Uint8Array): string {
  let rest = BigInt(`0x${toHex(bytes)}`) % space;
  let text = '';
  for (let i = 0; i < length; i += 1) {
    text += alphabet[Number(rest % 62n)];
    rest /= 62n;
  }
  return text;
}

function asUuid(bytes: Uint8Array): string {
  const sixteen = bytes.slice(0, 16);
  sixteen[6] = ((sixteen[6] ?? 0) & 0x0f) | 0x40;
  sixteen[8] = ((sixteen[8] ?? 0) & 0x3f) | 0x80;
  return toHex(sixteen).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
