import { GuestpassError } from '../../contract/errors.js';
import { readBytes } from '../middleware/body.js';
import { readCraftkitDelivery } from '../webhooks/craftkit.js';
import { openRoute, type Route } from './route.js';

/** What vendors tell us. Only what they signed is believed. */
export const webhookRoutes: readonly Route[] = [
  openRoute({
    method: 'POST',
    path: '/webhooks/craftkit',
    tag: 'webhooks',
    summary: 'A delivery of CraftKit: a share that was revoked there is revoked here',
    replies: { 204: { description: 'Taken; a repeated delivery comes to the same' } },
    handle: async ({ app, request }) => {
      const secrets = app.craftkitWebhookSecrets;
      if (secrets.length === 0) throw new GuestpassError('not_found');
      const verdict = readCraftkitDelivery({
        headers: request.headers,
        body: await readBytes(request),
        secrets,
        now: app.now(),
      });
      if (!verdict.ok) throw new GuestpassError('unauthorized', { detail: refusals[verdict.reason] });
      const { event, shareId } = verdict.delivery;
      if (event === 'document.share_revoked' && shareId !== null) await app.shares.revokedUpstream('craftkit', shareId);
      return new Response(null, { status: 204 });
    },
  }),
];

const refusals = {
  headers: 'A header of the delivery is missing or malformed.',
  signature: 'The signature is not right.',
  age: 'The delivery is too old, or the clocks differ.',
  body: 'The body is not the delivery that its headers name.',
} as const;
