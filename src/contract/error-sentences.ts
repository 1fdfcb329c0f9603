import type { ErrorCode, GuestpassError } from './errors.js';

/** What a person is told of each error when nothing more exact is known. */
export const errorSentences = {
  invalid_json: 'The body is not valid JSON.',
  invalid_request: 'The request has a field that is missing or wrong.',
  unauthorized: 'A valid key or grant is needed in the Authorization header.',
  forbidden: 'This key or grant does not allow that.',
  not_found: 'There is nothing at this address.',
  method_not_allowed: 'This address does not answer that method.',
  conflict: 'The thing changed meanwhile. Read it again and repeat the change.',
  not_ready: 'The resource is not ready yet.',
  payload_too_large: 'The body is too large.',
  unsupported_media_type: 'The body must be application/json.',
  too_many_requests: 'Too many requests. Wait and try again.',

  password_required: 'This link asks for a password.',
  password_wrong: 'That password is not right.',
  lease_ended: 'This visit has ended. Open the link again.',
  paused: 'The owner has paused this link.',
  origin_not_allowed: 'This link may not be embedded on that site.',
  ticket_invalid: 'The proof that the site may embed this link is missing or too old.',
  download_not_allowed: 'The owner does not offer this as a download.',
  expired: 'This link has expired.',
  used_up: 'This link has been used as often as it allows.',
  revoked: 'The owner has revoked this link.',

  idempotency_mismatch: 'This Idempotency-Key was used with another request.',
  idempotency_in_flight: 'A request with this Idempotency-Key is still running.',

  live_not_configured: 'Live conversations are not set up on this server.',
  live_limit: 'This link allows no further conversation at the moment.',
  not_supported: 'The source of this resource cannot do that.',
  upstream_unauthorized: "The service behind this refused the server's key.",
  upstream_plan: 'The plan of the service behind this does not include that.',
  upstream_not_found: 'The service behind this does not have that any more.',
  upstream_limit: 'The service behind this has reached its limit. Try again later.',
  upstream_busy: 'The service behind this is busy. Try again in a moment.',
  upstream_invalid: 'The service behind this gave an answer that makes no sense.',
  upstream_timeout: 'The service behind this took too long to answer.',

  email_not_configured: 'E-mail is not set up on this server.',
  email_send_failed: 'The e-mail could not be sent.',
  storage_full: 'The server has no room left to write. Nothing was changed.',
  unavailable: 'The server is busy. Try again in a moment.',
  internal_error: 'Something went wrong on the server.',
} as const satisfies Record<ErrorCode, string>;

/** What a person is told of an error: its own sentence where it has one, else its code's. */
export function sentenceOf({ code, detail }: GuestpassError): string {
  return detail ?? errorSentences[code];
}
