import { GuestpassError, type Issue } from '../../contract/errors.js';
import { type OriginPattern, parseOriginPattern } from '../../contract/origins.js';
import type { ChangeShare } from '../../contract/share.js';
import type { ShareChange, ShareRecord } from '../stores/store.js';

/** What an owner sets, still without the password, which takes time to hash. */
type Settable = Omit<ChangeShare, 'password'>;

export interface InputRules {
  readonly now: number;
  /** Whether sites other than localhost may be allowed over plain http. */
  readonly allowHttpOrigins: boolean;
}

/** Turns what an owner sent into fields of a record. Absent fields stay absent; a wrong one is named in the error. */
export function readSettable(input: Settable, rules: InputRules): ShareChange {
  const { expiresAt, expiresIn, allowedOrigins, type, enabled, download, ...rest } = input;
  const { allowAllOrigins, removeWatermark, isPrimary, label, message, live } = rest;
  const issues: Issue[] = [];
  const change: { -readonly [K in keyof ShareChange]: ShareChange[K] } = {
    ...(type === undefined ? {} : { type }),
    ...(enabled === undefined ? {} : { enabled }),
    ...(download === undefined ? {} : { download }),
    ...(allowAllOrigins === undefined ? {} : { allowAllOrigins }),
    ...(removeWatermark === undefined ? {} : { removeWatermark }),
    ...(isPrimary === undefined ? {} : { isPrimary }),
    ...(rest.usageLimit === undefined ? {} : { usageLimit: rest.usageLimit }),
    ...(label === undefined ? {} : { label }),
    ...(message === undefined ? {} : { message }),
    ...(live === undefined ? {} : { live }),
  };
  if (expiresAt !== undefined && expiresIn !== undefined) {
    issues.push({ path: 'expiresIn', message: 'Give expiresAt or expiresIn, not both' });
  } else if (expiresAt !== undefined) {
    change.expiresAt = expiresAt === null ? null : Date.parse(expiresAt);
    if (change.expiresAt !== null && change.expiresAt <= rules.now)
      issues.push({ path: 'expiresAt', message: 'This instant has passed already' });
  } else if (expiresIn !== undefined) {
    change.expiresAt = expiresIn === null ? null : rules.now + expiresIn * 1000;
  }
  if (allowedOrigins !== undefined) change.allowedOrigins = readOrigins(allowedOrigins, rules, issues);
  if (issues.length > 0) throw new GuestpassError('invalid_request', { issues, detail: issues[0]?.message ?? '' });
  return change;
}

/** Canonical, without repetitions; each wrong entry becomes an issue that names it. */
function readOrigins(texts: readonly string[], { allowHttpOrigins }: InputRules, issues: Issue[]): readonly string[] {
  const canonical = new Set<string>();
  texts.forEach((text, index) => {
    const read = readOrigin(text, allowHttpOrigins);
    if (read.ok) canonical.add(read.pattern.canonical);
    else issues.push({ path: `allowedOrigins.${index}`, message: `${text.slice(0, 100)}: ${read.reason}` });
  });
  return [...canonical];
}

/** One entry of a list of sites, or why no list takes it. */
export function readOrigin(
  text: string,
  allowHttp: boolean,
): { ok: true; pattern: OriginPattern } | { ok: false; reason: string } {
  const result = parseOriginPattern(text);
  if (!result.ok) return result;
  const { scheme, host } = result.pattern;
  const isPlain = scheme === 'http' && host !== 'localhost' && !host.endsWith('.localhost');
  return isPlain && !allowHttp
    ? { ok: false, reason: 'Use https://. Plain http is allowed for localhost only.' }
    : result;
}

/** What a new share is when nobody says otherwise: open to nobody's site, without download, without an end. */
export const freshShare = {
  type: 'LINK',
  channel: 'link',
  label: null,
  message: null,
  recipientEmail: null,
  recipientName: null,
  language: null,
  previousHash: null,
  previousUntil: null,
  generation: 1,
  rotatedAt: null,
  expiresAt: null,
  usageLimit: null,
  usageCount: 0,
  passwordHash: null,
  passwordVersion: 0,
  allowedOrigins: [],
  allowAllOrigins: false,
  enabled: true,
  download: false,
  removeWatermark: false,
  isPrimary: false,
  live: null,
  lastOpenedAt: null,
  revokedAt: null,
  upstreamId: null,
  upstreamSealed: null,
  version: 1,
} as const satisfies Partial<ShareRecord>;
