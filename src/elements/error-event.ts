import type { ErrorCode } from '../contract/errors.js';

/** `share-error`: something failed; the element shows it too. `code` is one of the contract's error codes. */
export class ShareErrorEvent extends Event {
  readonly code: ErrorCode;
  readonly message: string;
  readonly cause: unknown;
  constructor(code: ErrorCode, message: string, cause: unknown) {
    super('share-error', { bubbles: true, composed: true });
    this.code = code;
    this.message = message;
    this.cause = cause;
  }
}
