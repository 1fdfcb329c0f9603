import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  scrypt,
  timingSafeEqual,
} from 'node:crypto';

/** The one file that touches the platform's cryptography. Everything is bytes in, bytes or base64url out. */

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

export function hmacSha256(key: Uint8Array, text: string): Uint8Array {
  return createHmac('sha256', key).update(text).digest();
}

/** Hex HMAC over raw bytes, as webhooks are signed. */
export function hmacSha256Hex(key: string, body: Uint8Array): string {
  return createHmac('sha256', key).update(body).digest('hex');
}

/** 32 bytes for one purpose, from a secret of any length. */
export function deriveKey(secret: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `guestpass ${purpose}`, 32));
}

export function toBase64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** Lenient, as decoding base64url is: what it gives is compared or parsed, never trusted. */
export function fromBase64Url(text: string): Uint8Array {
  return Buffer.from(text, 'base64url');
}

/** Equal in content, compared in constant time; texts of unlike length are unequal. */
export function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

export function randomText(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}

export interface ScryptSettings {
  /** CPU and memory cost, a power of two. */
  readonly cost: number;
  readonly blockSize: number;
  readonly parallelization: number;
}

export function scryptHash(
  password: string,
  salt: Uint8Array,
  { cost, blockSize, parallelization }: ScryptSettings,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    scrypt(
      password,
      salt,
      32,
      { N: cost, r: blockSize, p: parallelization, maxmem: 256 * cost * blockSize },
      (error, key) => (error ? reject(error) : resolve(key)),
    );
  });
}

export function randomSalt(): Uint8Array {
  return randomBytes(16);
}

/** AES-256-GCM: `nonce.ciphertext.tag` in base64url. `context` must be the same to open it. */
export function seal(key: Uint8Array, text: string, context: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [nonce, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url')).join('.');
}

/** Null when the key, the context or the text is not the one that was sealed. */
export function unseal(key: Uint8Array, sealed: string, context: string): string | null {
  const [nonce, body, tag] = sealed.split('.').map((part) => Buffer.from(part, 'base64url'));
  if (!nonce || !body || tag?.length !== 16) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context)).setAuthTag(tag);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
