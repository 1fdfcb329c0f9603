import { type ErrorCode, GuestpassError } from '../../contract/errors.js';
import { fill } from '../../theme/fill.js';
import type { PersonaStrings } from '../../theme/strings/persona.js';
import type { Explanation } from './card.js';
import { type MicrophoneProblem, NoMicrophone } from './microphone.js';

/** Why there is no conversation; each has its sentence in the strings. */
export type Problem =
  | MicrophoneProblem
  | 'unavailable'
  | 'limit'
  | 'busy'
  | 'plan'
  | 'used_up'
  | 'over'
  | 'offline'
  | 'refused'
  | 'lost'
  | 'failed';

/** The connection was not made in time, or broke. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

const byCode: Readonly<Partial<Record<ErrorCode, Problem>>> = {
  live_not_configured: 'unavailable',
  live_limit: 'limit',
  too_many_requests: 'limit',
  upstream_busy: 'busy',
  upstream_limit: 'busy',
  upstream_timeout: 'busy',
  unavailable: 'busy',
  upstream_plan: 'plan',
  upstream_unauthorized: 'plan',
  upstream_not_found: 'plan',
  used_up: 'used_up',
  revoked: 'over',
  expired: 'over',
  paused: 'over',
  not_found: 'over',
};

/** How the SDK's error codes end, after `CLIENT_ERROR_CODE_`. */
const byEnding: readonly (readonly [RegExp, Problem])[] = [
  [/NO_PLAN_FOUND$|SPEND_CAP_REACHED$/, 'plan'],
  [/AUTHENTICATION_ERROR$|VALIDATION_ERROR$/, 'refused'],
  [/SERVICE_BUSY$|SESSIONS_REACHED$|USAGE_LIMIT_REACHED$/, 'busy'],
];

/** Another try cannot end better. */
const final: readonly Problem[] = [
  'unavailable',
  'plan',
  'used_up',
  'over',
  'mic_insecure',
  'mic_in_app',
  'mic_unsupported',
];

/** What is behind whatever was thrown, in words. */
export function explain(cause: unknown, strings: PersonaStrings, name: string): Explanation {
  const { problem, code } = diagnose(cause);
  return {
    text: fill(strings[problem], { name }),
    code,
    retry: !final.includes(problem),
    typing: cause instanceof NoMicrophone,
    newTab: problem === 'mic_blocked',
  };
}

function diagnose(cause: unknown): { readonly problem: Problem; readonly code: string } {
  if (cause instanceof NoMicrophone) return { problem: cause.problem, code: cause.problem };
  if (cause instanceof GuestpassError) return { problem: byCode[cause.code] ?? 'failed', code: cause.code };
  if (!navigator.onLine) return { problem: 'offline', code: 'offline' };
  if (cause instanceof ConnectionLost) return { problem: 'lost', code: 'connection_lost' };
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : 'failed';
  return { problem: byEnding.find(([ending]) => ending.test(code))?.[1] ?? 'failed', code: code.toLowerCase() };
}
