import { type ErrorCode, errorStatus, type GuestpassError } from './errors.js';

/** Every error that Guestpass can answer, with what a person is told when nothing more exact is known. */
export const errorCodes = {
  invalid_json: { status: errorStatus.invalid_json, sentence: 'The body is not valid JSON.' },
  invalid_request: {
    status: errorStatus.invalid_request,
    sentence: 'The request has a field that is missing or wrong.',
  },
  unauthorized: {
    status: errorStatus.unauthorized,
    sentence: 'A valid key or grant is needed in the Authorization header.',
  },
  forbidden: { status: errorStatus.forbidden, sentence: 'This key or grant does not allow that.' },
  not_found: { status: errorStatus.not_found, sentence: 'There is nothing at this address.' },
  method_not_allowed: { status: errorStatus.method_not_allowed, sentence: 'This address does not answer that method.' },
  conflict: {
    status: errorStatus.conflict,
    sentence: 'The thing changed meanwhile. Read it again and repeat the change.',
  },
  not_ready: { status: errorStatus.not_ready, sentence: 'The resource is not ready yet.' },
  payload_too_large: { status: errorStatus.payload_too_large, sentence: 'The body is too large.' },
  unsupported_media_type: {
    status: errorStatus.unsupported_media_type,
    sentence: 'The body must be application/json.',
  },
  too_many_requests: { status: errorStatus.too_many_requests, sentence: 'Too many requests. Wait and try again.' },

  password_required: { status: errorStatus.password_required, sentence: 'This link asks for a password.' },
  password_wrong: { status: errorStatus.password_wrong, sentence: 'That password is not right.' },
  lease_ended: { status: errorStatus.lease_ended, sentence: 'This visit has ended. Open the link again.' },
  paused: { status: errorStatus.paused, sentence: 'The owner has paused this link.' },
  origin_not_allowed: {
    status: errorStatus.origin_not_allowed,
    sentence: 'This link may not be embedded on that site.',
  },
  ticket_invalid: {
    status: errorStatus.ticket_invalid,
    sentence: 'The proof that the site may embed this link is missing or too old.',
  },
  download_not_allowed: {
    status: errorStatus.download_not_allowed,
    sentence: 'The owner does not offer this as a download.',
  },
  expired: { status: errorStatus.expired, sentence: 'This link has expired.' },
  used_up: { status: errorStatus.used_up, sentence: 'This link has been used as often as it allows.' },
  revoked: { status: errorStatus.revoked, sentence: 'The owner has revoked this link.' },

  idempotency_mismatch: {
    status: errorStatus.idempotency_mismatch,
    sentence: 'This Idempotency-Key was used with another request.',
  },
  idempotency_in_flight: {
    status: errorStatus.idempotency_in_flight,
    sentence: 'A request with this Idempotency-Key is still running.',
  },

  live_not_configured: {
    status: errorStatus.live_not_configured,
    sentence: 'Live conversations are not set up on this server.',
  },
  live_limit: { status: errorStatus.live_limit, sentence: 'This link allows no further conversation at the moment.' },
  not_supported: { status: errorStatus.not_supported, sentence: 'The source of this resource cannot do that.' },
  upstream_unauthorized: {
    status: errorStatus.upstream_unauthorized,
    sentence: "The service behind this refused the server's key.",
  },
  upstream_plan: {
    status: errorStatus.upstream_plan,
    sentence: 'The plan of the service behind this does not include that.',
  },
  upstream_not_found: {
    status: errorStatus.upstream_not_found,
    sentence: 'The service behind this does not have that any more.',
  },
  upstream_limit: {
    status: errorStatus.upstream_limit,
    sentence: 'The service behind this has reached its limit. Try again later.',
  },
  upstream_busy: {
    status: errorStatus.upstream_busy,
    sentence: 'The service behind this is busy. Try again in a moment.',
  },
  upstream_invalid: {
    status: errorStatus.upstream_invalid,
    sentence: 'The service behind this gave an answer that makes no sense.',
  },
  upstream_timeout: {
    status: errorStatus.upstream_timeout,
    sentence: 'The service behind this took too long to answer.',
  },

  email_not_configured: { status: errorStatus.email_not_configured, sentence: 'E-mail is not set up on this server.' },
  email_send_failed: { status: errorStatus.email_send_failed, sentence: 'The e-mail could not be sent.' },
  storage_full: {
    status: errorStatus.storage_full,
    sentence: 'The server has no room left to write. Nothing was changed.',
  },
  unavailable: { status: errorStatus.unavailable, sentence: 'The server is busy. Try again in a moment.' },
  internal_error: { status: errorStatus.internal_error, sentence: 'Something went wrong on the server.' },
} as const satisfies Record<ErrorCode, { readonly status: number; readonly sentence: string }>;

/** What a person is told of an error: its own sentence where it has one, else its code's. */
export function sentenceOf({ code, detail }: GuestpassError): string {
  return detail ?? errorCodes[code].sentence;
}
