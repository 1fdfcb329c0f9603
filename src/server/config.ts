import { ConfigError } from './sources/addresses.js';
import { type Environment, readVendorSettings, type VendorSettings } from './sources/config.js';
import { parseOriginPattern } from '../contract/origins.js';

export interface Config {
  readonly port: number;
  /** Address to listen on; null for every one. */
  readonly host: string | null;
  /** Public address without a slash at the end. */
  readonly url: string;
  /** Folder of the database, the generated secret and the folder source's files. */
  readonly data: string;
  /** From GUESTPASS_SECRET; empty when it is to be generated and kept in the data folder. */
  readonly secrets: readonly string[];
  readonly hostOrigins: readonly string[];
  readonly trustedProxies: number;
  readonly allowHttpOrigins: boolean;
  readonly smtpUrl: string | null;
  /** `Name <address>` or an address. */
  readonly mailFrom: string | null;
  readonly vendors: VendorSettings;
}

const minSecretLength = 32;

/** Reads the environment. Throws ConfigError with a sentence for each value that cannot be used: which variable, and what to write. */
export function readConfig(environment: Environment): Config {
  const problems: string[] = [];
  const text = (variable: string): string | null => environment[variable]?.trim() || null;
  const refuse = (sentence: string): null => {
    problems.push(sentence);
    return null;
  };

  const port = readNumber('GUESTPASS_PORT', text('GUESTPASS_PORT'), 4700, 65_535, refuse);
  const secrets = (text('GUESTPASS_SECRET') ?? '').split(/[\s,]+/).filter(Boolean);
  for (const secret of secrets) {
    if (weak(secret))
      refuse(
        `GUESTPASS_SECRET holds a secret that can be guessed: use at least ${minSecretLength} random characters, such as the output of "openssl rand -base64 32".`,
      );
  }
  if (text('DATABASE_URL') !== null) {
    refuse(
      'DATABASE_URL is set, but this version keeps its data in SQLite only: unset DATABASE_URL, and choose the folder by GUESTPASS_DATA.',
    );
  }
  const hostOrigins = (text('GUESTPASS_ORIGINS') ?? '').split(/[\s,]+/).filter(Boolean);
  for (const origin of hostOrigins) {
    const result = parseOriginPattern(origin);
    if (!result.ok) refuse(`GUESTPASS_ORIGINS holds "${origin}": ${result.reason}`);
  }
  const smtpUrl = readSmtp(text('SMTP_URL'), refuse);
  const vendors = attempt(() => readVendorSettings(environment), problems);
  const config = {
    port: port ?? 4700,
    host: text('GUESTPASS_HOST'),
    url: readUrl(text('GUESTPASS_URL'), port ?? 4700, refuse) ?? '',
    data: text('GUESTPASS_DATA') ?? 'guestpass-data',
    secrets,
    hostOrigins,
    trustedProxies: readNumber('GUESTPASS_TRUST_PROXY', text('GUESTPASS_TRUST_PROXY'), 0, 10, refuse) ?? 0,
    allowHttpOrigins: text('GUESTPASS_ALLOW_HTTP_ORIGINS') === '1',
    smtpUrl,
    mailFrom: text('GUESTPASS_MAIL_FROM'),
  };
  if (problems.length > 0 || !vendors) throw new ConfigError(problems);
  return { ...config, vendors };
}

function readUrl(given: string | null, port: number, refuse: (sentence: string) => null): string | null {
  if (given === null) return `http://localhost:${port}`;
  const mend = `GUESTPASS_URL is "${given}": write the public address of this server, such as https://share.example.com, without ? or #.`;
  if (!URL.canParse(given)) return refuse(mend);
  const url = new URL(given);
  if (!/^https?:$/.test(url.protocol) || url.search || url.hash || url.username || url.password) return refuse(mend);
  return (url.origin + url.pathname).replace(/\/+$/, '');
}

function readSmtp(given: string | null, refuse: (sentence: string) => null): string | null {
  if (given === null) return null;
  const usable = URL.canParse(given) && /^smtps?:$/.test(new URL(given).protocol);
  // The value may hold a password, so the sentence does not repeat it.
  return usable
    ? given
    : refuse(
        'SMTP_URL is not an address of a mail server: write smtp://user:password@mail.example.com:587, or smtps:// for TLS from the start.',
      );
}

function readNumber(
  variable: string,
  given: string | null,
  fallback: number,
  max: number,
  refuse: (sentence: string) => null,
): number | null {
  if (given === null) return fallback;
  const value = Number(given);
  if (Number.isInteger(value) && value >= 0 && value <= max && /^\d+$/.test(given)) return value;
  return refuse(`${variable} is "${given}": write a whole number from 0 to ${max}.`);
}

/** Short, of few different characters, or one that stands in somebody's documentation. */
function weak(secret: string): boolean {
  return (
    secret.length < minSecretLength ||
    new Set(secret).size < 8 ||
    /change.?me|your.?secret|example|default|guestpass.?secret/i.test(secret)
  );
}

function attempt<T>(read: () => T, problems: string[]): T | null {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof ConfigError)) throw cause;
    problems.push(...cause.problems);
    return null;
  }
}
