/**
 * Every error that Guestpass can answer, once: the code, which is its stable name, with its HTTP status. What a person is
 * told stands apart, in error-sentences.ts: the guest page has words of its own and need not load them.
 */
export const errorStatus = {
  invalid_json: 400,
  invalid_request: 422,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  not_ready: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  too_many_requests: 429,

  password_required: 401,
  password_wrong: 401,
  lease_ended: 401,
  paused: 403,
  origin_not_allowed: 403,
  ticket_invalid: 403,
  download_not_allowed: 403,
  expired: 410,
  used_up: 410,
  revoked: 410,

  idempotency_mismatch: 422,
  idempotency_in_flight: 409,

  live_not_configured: 409,
  live_limit: 429,
  not_supported: 409,
  upstream_unauthorized: 502,
  upstream_plan: 502,
  upstream_not_found: 404,
  upstream_limit: 503,
  upstream_busy: 503,
  upstream_invalid: 502,
  upstream_timeout: 504,

  email_not_configured: 503,
  email_send_failed: 502,
  storage_full: 503,
  unavailable: 503,
  internal_error: 500,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof errorStatus;

/** One wrong field of a request: `path` in dotted form (`allowedOrigins.2`), empty for the body as a whole. */
export interface Issue {
  readonly path: string;
  readonly message: string;
}

export interface GuestpassErrorOptions {
  /** A sentence for people, in place of the code's own. Holds no secret: it is sent to the caller. */
  readonly detail?: string;
  readonly issues?: readonly Issue[];
  /** Seconds until another try makes sense. */
  readonly retryAfter?: number;
  readonly cause?: unknown;
}

/** The one error class: thrown by the server's inside, and by the clients for an answer that is not a success. */
export class GuestpassError extends Error {
  override readonly name = 'GuestpassError';
  readonly code: ErrorCode;
  readonly status: number;
  /** A sentence for people; null when the code says all there is. The error's message is this, or else the code. */
  readonly detail: string | null;
  readonly issues: readonly Issue[];
  readonly retryAfter: number | null;

  constructor(code: ErrorCode, options: GuestpassErrorOptions = {}) {
    super(options.detail ?? code, { cause: options.cause });
    this.code = code;
    this.status = errorStatus[code];
    this.detail = options.detail ?? null;
    this.issues = options.issues ?? [];
    this.retryAfter = options.retryAfter ?? null;
  }
}

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorStatus, value);
}
