import * as z from 'zod/mini';
import { hmacSha256Hex, sameText } from '../crypto.js';

/** A delivery that CraftKit signed. */
export interface CraftkitDelivery {
  /** `document.share_revoked` and others; new ones may come. */
  readonly event: string;
  /** The same when a delivery is repeated: remember it to act once. */
  readonly deliveryId: string;
  readonly renderId: string | null;
  /** The vendor's id of the share that it is about. */
  readonly shareId: string | null;
}

export type CraftkitVerdict =
  | { readonly ok: true; readonly delivery: CraftkitDelivery }
  | { readonly ok: false; readonly reason: 'headers' | 'signature' | 'age' | 'body' };

export interface CraftkitRequest {
  readonly headers: Headers;
  /** The body as it came, not parsed and written anew. */
  readonly body: Uint8Array;
  /** The subscription's secrets: several while one takes the other's place. */
  readonly secrets: readonly string[];
  /** Epoch milliseconds. */
  readonly now: number;
}

/** How far a delivery's time may be from ours, in milliseconds. */
export const maxDeliveryAge = 5 * 60_000;

const Payload = z.object({
  event: z.string(),
  renderId: z.optional(z.nullable(z.string())),
  shareId: z.optional(z.nullable(z.string())),
});

/**
 * Verifies and reads a delivery. The vendor signs the body and not the headers beside it, so a delivery that somebody
 * recorded could be sent again with a new time and id: whatever acts on one must come to the same when it acts again, as
 * revoking does. The event is read from the signed body, and the header must agree with it.
 */
export function readCraftkitDelivery({ headers, body, secrets, now }: CraftkitRequest): CraftkitVerdict {
  const signature = headers.get('x-craftkit-signature')?.trim().toLowerCase() ?? '';
  const timestamp = headers.get('x-craftkit-timestamp')?.trim() ?? '';
  const deliveryId = headers.get('x-craftkit-delivery-id')?.trim() ?? '';
  if (!/^[0-9a-f]{64}$/.test(signature) || !/^\d{1,12}$/.test(timestamp) || !/^[\w-]{1,128}$/.test(deliveryId)) {
    return { ok: false, reason: 'headers' };
  }
  if (!secrets.some((secret) => secret !== '' && sameText(hmacSha256Hex(secret, body), signature))) {
    return { ok: false, reason: 'signature' };
  }
  if (Math.abs(now - Number(timestamp) * 1000) > maxDeliveryAge) return { ok: false, reason: 'age' };
  const payload = readPayload(body);
  if (!payload || (headers.get('x-craftkit-event') ?? payload.event) !== payload.event)
    return { ok: false, reason: 'body' };
  const { event, renderId = null, shareId = null } = payload;
  return { ok: true, delivery: { event, deliveryId, renderId, shareId } };
}

function readPayload(body: Uint8Array): z.infer<typeof Payload> | null {
  try {
    const parsed = Payload.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
