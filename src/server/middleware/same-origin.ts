import { GuestpassError } from '../../contract/errors.js';
import type { Call } from '../routes/route.js';

/**
 * Refuses what another site's page sends to a guest's routes. Browsers say where a request comes from; a program that
 * says nothing carries nobody's authority but its own token, so it is let through.
 */
export function requireSameOrigin({ request, app }: Pick<Call, 'request' | 'app'>): void {
  const site = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  if (site === 'same-origin' || (site === null && (origin === null || origin === app.origin))) return;
  const sandboxed = origin === 'null';
  throw new GuestpassError('origin_not_allowed', {
    detail: sandboxed
      ? 'The frame is sandboxed without allow-same-origin: add allow-same-origin to its sandbox attribute.'
      : 'Only pages of this server may ask for that.',
  });
}
