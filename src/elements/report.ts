import { GuestpassError } from '../contract/errors.js';
import { ShareErrorEvent } from './error-event.js';

/** Tells the page that something failed in an element, which shows it by itself. */
export function report(element: Element, error: unknown): void {
  const known = error instanceof GuestpassError ? error : new GuestpassError('internal_error', { cause: error });
  element.dispatchEvent(new ShareErrorEvent(known.code, known.message, known.cause ?? error));
}
