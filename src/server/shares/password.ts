import { GuestpassError } from '../../contract/errors.js';
import { fromBase64Url, randomSalt, sameText, type ScryptSettings, scryptHash, toBase64Url } from '../crypto.js';

/** scrypt as OWASP advises: 32 MiB and some hundred milliseconds a try. */
const settings: ScryptSettings = { cost: 2 ** 15, blockSize: 8, parallelization: 3 };
const maxBytes = 512;

/** Hashes few passwords at once, because each takes memory and a thread; the rest waits, and beyond that is refused. */
export interface Passwords {
  /** A PHC string. */
  hash(password: string): Promise<string>;
  verify(password: string, phc: string): Promise<boolean>;
}

export function passwords({ running = 2, waiting = 8 } = {}): Passwords {
  const gate = createGate(running, waiting);
  return {
    hash: (password) =>
      gate(async () => {
        const salt = randomSalt();
        const key = await scryptHash(normalize(password), salt, settings);
        const parameters = `ln=${Math.log2(settings.cost)},r=${settings.blockSize},p=${settings.parallelization}`;
        return `$scrypt$${parameters}$${toBase64Url(salt)}$${toBase64Url(key)}`;
      }),
    verify: (password, phc) =>
      gate(async () => {
        const parsed = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/.exec(phc);
        if (!parsed) throw new Error('A stored password hash cannot be read.');
        const [, ln, r, p, salt = '', expected = ''] = parsed;
        const stored = { cost: 2 ** Number(ln), blockSize: Number(r), parallelization: Number(p) };
        const key = await scryptHash(normalize(password), fromBase64Url(salt), stored);
        return sameText(toBase64Url(key), expected);
      }),
  };
}

/** The same characters however a keyboard composed them. */
function normalize(password: string): string {
  const normal = password.normalize('NFC');
  if (new TextEncoder().encode(normal).length > maxBytes) {
    throw new GuestpassError('invalid_request', {
      issues: [{ path: 'password', message: `At most ${maxBytes} bytes` }],
    });
  }
  return normal;
}

function createGate(running: number, waiting: number) {
  let free = running;
  const queue: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free -= 1;
    else if (queue.length >= waiting) throw new GuestpassError('unavailable', { retryAfter: 1 });
    else await new Promise<void>((resolve) => queue.push(resolve));
    try {
      return await work();
    } finally {
      // The place goes straight to who waits longest; only without one it becomes free.
      const next = queue.shift();
      if (next) next();
      else free += 1;
    }
  };
}
