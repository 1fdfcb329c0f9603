import * as z from 'zod/mini';
import { GuestpassError } from '../../contract/errors.js';
import { Kind } from '../../contract/resource.js';
import type { ShareRecord } from '../stores/store.js';
import { type Owner, ownerActions } from './owner.js';
import type { Keyring } from './secrets.js';
import { sign, verify } from './signed.js';

/** Small signed statements with an end: grants for owners' browsers, tickets for embedding pages, previews for owners. */

/** Milliseconds that a ticket lasts, and a preview. */
export const ticketLife = 60_000;
export const previewLife = 10 * 60_000;

const GrantClaims = z.object({
  w: z.string(),
  /** Id of the API key that it was made with: revoking that ends it. */
  k: z.string(),
  u: z.string(),
  r: z.object({ kind: Kind, id: z.string() }),
  a: z.array(z.enum(ownerActions)),
  o: z.nullable(z.string()),
  e: z.number(),
});

export interface GrantTerms {
  readonly owner: Owner & { readonly resource: NonNullable<Owner['resource']> };
  readonly keyId: string;
  /** The only host page that may use it; null for any that may call at all. */
  readonly origin: string | null;
  readonly expiresAt: number;
}

export function makeGrant(keys: Keyring, { owner, keyId, origin, expiresAt }: GrantTerms): string {
  const { workspace, actor, resource, actions } = owner;
  return sign(keys, 'grant', 'gr', {
    w: workspace,
    k: keyId,
    u: actor,
    r: resource,
    a: actions,
    o: origin,
    e: expiresAt,
  });
}

/** Throws `unauthorized` for a grant that we did not make or that has ended. Whether its key still holds is the caller's to ask. */
export function readGrant(keys: Keyring, grant: string, now: number): GrantTerms {
  const claims = GrantClaims.safeParse(verify(keys, 'grant', 'gr', grant));
  if (!claims.success) throw new GuestpassError('unauthorized', { detail: 'This grant is not valid.' });
  const { w, k, u, r, a, o, e } = claims.data;
  if (e <= now) throw new GuestpassError('unauthorized', { detail: 'This grant has ended. Ask for a new one.' });
  return { owner: { workspace: w, actor: u, resource: r, actions: a }, keyId: k, origin: o, expiresAt: e };
}

const TicketClaims = z.object({ s: z.string(), o: z.string(), e: z.number() });

/** Proves for a minute that a page of this origin asked to embed the share. */
export function makeTicket(keys: Keyring, share: ShareRecord, origin: string, now: number): string {
  return sign(keys, 'ticket', 'tk', { s: share.id, o: origin, e: now + ticketLife });
}

/** The origin; null when the ticket is not for this share or has ended. */
export function readTicket(keys: Keyring, ticket: string, shareId: string, now: number): string | null {
  const claims = TicketClaims.safeParse(verify(keys, 'ticket', 'tk', ticket));
  return claims.success && claims.data.s === shareId && claims.data.e > now ? claims.data.o : null;
}

const PreviewClaims = z.object({ s: z.string(), e: z.number() });

/** Lets its owner look at a share as a guest does, without a use and without the password. */
export function makePreview(keys: Keyring, shareId: string, now: number): string {
  return sign(keys, 'preview', 'pv', { s: shareId, e: now + previewLife });
}

export function readPreview(keys: Keyring, preview: string, shareId: string, now: number): boolean {
  const claims = PreviewClaims.safeParse(verify(keys, 'preview', 'pv', preview));
  return claims.success && claims.data.s === shareId && claims.data.e > now;
}
