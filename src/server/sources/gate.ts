/** Why a service is not asked now. Milliseconds until it may be. */
export interface Refusal {
  readonly because: 'broken' | 'told';
  readonly wait: number;
}

/**
 * Keeps us from asking a service that has failed again and again, or that told us to come back later. Holds no clock:
 * every `now` is the caller's, in milliseconds.
 */
export interface Gate {
  /** Null when the request may go. Each request that goes must be ended by exactly one of the three calls below. */
  enter(now: number): Refusal | null;
  succeeded(now: number): void;
  failed(now: number): void;
  /** Ended without telling anything of the service, because the client left. */
  abandoned(now: number): void;
  /** The service said when to come back. */
  hold(now: number, ms: number): void;
  /** Milliseconds until a request may go; 0 for now. */
  wait(now: number): number;
}

export interface GateSettings {
  /** Failures in a row until the service counts as broken. */
  readonly threshold: number;
  /** How long it is left alone at first, in milliseconds; twice as long after each failed trial, up to `longest`. */
  readonly pause: number;
  readonly longest: number;
}

export const gateSettings: GateSettings = { threshold: 5, pause: 5_000, longest: 60_000 };

/** No service may keep itself away for longer than this by a mistaken Retry-After. */
const longestHold = 10 * 60_000;

export function createGate(settings: GateSettings = gateSettings): Gate {
  let failures = 0;
  let pause = settings.pause;
  let closedUntil = 0;
  let heldUntil = 0;
  /** After a pause one request tries the service, and the others wait for what it finds. */
  let trial: 'none' | 'due' | 'running' = 'none';

  return {
    enter(now) {
      if (now < heldUntil) return { because: 'told', wait: heldUntil - now };
      if (now < closedUntil) return { because: 'broken', wait: closedUntil - now };
      if (trial === 'running') return { because: 'broken', wait: 1_000 };
      if (trial === 'due') trial = 'running';
      return null;
    },
    succeeded() {
      failures = 0;
      pause = settings.pause;
      closedUntil = 0;
      trial = 'none';
    },
    failed(now) {
      failures += 1;
      if (trial === 'running') pause = Math.min(pause * 2, settings.longest);
      else if (failures < settings.threshold || trial === 'due') return;
      closedUntil = now + pause;
      trial = 'due';
    },
    abandoned() {
      if (trial === 'running') trial = 'due';
    },
    hold(now, ms) {
      heldUntil = Math.max(heldUntil, now + Math.min(ms, longestHold));
    },
    wait: (now) => Math.max(0, heldUntil - now, closedUntil - now),
  };
}
