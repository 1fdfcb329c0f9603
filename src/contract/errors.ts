/**
 * Every error that Guestpass can answer, once, as data: the code is the stable name, the status its HTTP status,
 * the sentence what a person is told when nothing more exact is known.
 */
export const errorCodes = {
  invalid_json: { status: 400, sentence: 'The body is not valid JSON.' },
  invalid_request: { status: 422, sentence: 'The request has a field that is missing or wrong.' },
  unauthorized: { status: 401, sentence: 'A valid key or grant is needed in the Authorization header.' },
  forbidden: { status: 403, sentence: 'This key or grant does not allow that.' },
  not_found: { status: 404, sentence: 'There is nothing at this address.' },
  method_not_allowed: { status: 405, sentence: 'This address does not answer that method.' },
  conflict: { status: 409, sentence: 'The thing changed meanwhile. Read it again and repeat the change.' },
  not_ready: { status: 409, sentence: 'The resource is not ready yet.' },
  payload_too_large: { status: 413, sentence: 'The body is too large.' },
  unsupported_media_type: { status: 415, sentence: 'The body must be application/json.' },
  too_many_requests: { status: 429, sentence: 'Too many requests. Wait and try again.' },

  password_required: { status: 401, sentence: 'This link asks for a password.' },
  password_wrong: { status: 401, sentence: 'That password is not right.' },
  lease_ended: { status: 401, sentence: 'This visit has ended. Open the link again.' },
  paused: { status: 403, sentence: 'The owner has paused this link.' },
  origin_not_allowed: { status: 403, sentence: 'This link may not be embedded on that site.' },
  ticket_invalid: { status: 403, sentence: 'The proof that the site may embed this link is missing or too old.' },
  download_not_allowed: { status: 403, sentence: 'The owner does not offer this as a download.' },
  expired: { status: 410, sentence: 'This link has expired.' },
  used_up: { status: 410, sentence: 'This link has been used as often as it allows.' },
  revoked: { status: 410, sentence: 'The owner has revoked this link.' },

  idempotency_mismatch: { status: 422, sentence: 'This Idempotency-Key was used with another request.' },
  idempotency_in_flight: { status: 409, sentence: 'A request with this Idempotency-Key is still running.' },

  live_not_configured: { status: 409, sentence: 'Live conversations are not set up on this server.' },
  live_limit: { status: 429, sentence: 'This link allows no further conversation at the moment.' },
  not_supported: { status: 409, sentence: 'The source of this resource cannot do that.' },
  upstream_unauthorized: { status: 502, sentence: "The service behind this refused the server's key." },
  upstream_plan: { status: 502, sentence: 'The plan of the service behind this does not include that.' },
  upstream_not_found: { status: 404, sentence: 'The service behind this does not have that any more.' },
  upstream_limit: { status: 503, sentence: 'The service behind this has reached its limit. Try again later.' },
  upstream_busy: { status: 503, sentence: 'The service behind this is busy. Try again in a moment.' },
  upstream_invalid: { status: 502, sentence: 'The service behind this gave an answer that makes no sense.' },
  upstream_timeout: { status: 504, sentence: 'The service behind this took too long to answer.' },

  email_not_configured: { status: 503, sentence: 'E-mail is not set up on this server.' },
  email_send_failed: { status: 502, sentence: 'The e-mail could not be sent.' },
  storage_full: { status: 503, sentence: 'The server has no room left to write. Nothing was changed.' },
  unavailable: { status: 503, sentence: 'The server is busy. Try again in a moment.' },
  internal_error: { status: 500, sentence: 'Something went wrong on the server.' },
} as const satisfies Record<string, { readonly status: number; readonly sentence: string }>;

export type ErrorCode = keyof typeof errorCodes;

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
  readonly issues: readonly Issue[];
  readonly retryAfter: number | null;

  constructor(code: ErrorCode, options: GuestpassErrorOptions = {}) {
    super(options.detail ?? errorCodes[code].sentence, { cause: options.cause });
    this.code = code;
    this.status = errorCodes[code].status;
    this.issues = options.issues ?? [];
    this.retryAfter = options.retryAfter ?? null;
  }
}

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorCodes, value);
}
