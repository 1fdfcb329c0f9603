import { v7 as uuidv7 } from 'uuid';
import { GuestpassError } from '../../contract/errors.js';
import type { GuestEventType, OpenedShare, OpenShare, SharedNote } from '../../contract/view.js';
import { randomText } from '../crypto.js';
import type { Sources } from '../sources/registry.js';
import type { AssetBytes, RangeRequest, SourceResource } from '../sources/source.js';
import type { JobRecord, Rate, ShareRecord, Store, VisitRecord } from '../stores/store.js';
import { conversations } from './conversations.js';
import { aliveUntil, leaseOf, visitOfLease } from './lease.js';
import type { Passwords } from './password.js';
import { mayEmbed, requireOpen, stateOf } from './policy.js';
import { instant } from './present.js';
import type { Keyring } from './secrets.js';
import { spend } from './rate.js';
import { readPreview, readTicket } from './proofs.js';
import { resourceKeyOf } from './resource-key.js';
import { looksLikeToken, tokenGeneration, tokenHash } from './token.js';

export interface GuestServiceOptions {
  readonly store: Store;
  readonly sources: Sources;
  readonly keys: Keyring;
  readonly passwords: Passwords;
  readonly now: () => number;
  /** The job that passes an event on to the vendor; null where nobody takes it. */
  readonly eventJob: (share: ShareRecord, visit: VisitRecord, type: GuestEventType) => JobRecord | null;
  /** Told that an event was recorded, and its job with it. */
  readonly onEvent: () => void;
}

/** Who asks, as far as a guest can be known: nothing of this is kept but the class. */
export interface Visitor {
  /** The network that guesses are counted by: an IPv4 /24 or an IPv6 /64. */
  readonly network: string;
  readonly automated: boolean;
}

/** A share that a token leads to, before anything is opened. */
/** What is not told by the share and the clock. */
export type NewVisit = Pick<VisitRecord, 'visitKey' | 'visitor' | 'counts' | 'origin' | 'follows'>;

export interface FoundShare {
  readonly share: ShareRecord;
  /** Of the token that was given: the share's own, or the one before while that has its grace. */
  readonly generation: number;
}

/** A visit that goes on, with its share as it is now. */
export interface RunningVisit {
  readonly visit: VisitRecord;
  readonly share: ShareRecord;
}

/** Ten tries in a quarter of an hour for each link, and five a minute for each network. Wrong ones are never a lock for good. */
const passwordPerShare: Rate = { burst: 10, interval: 90_000 };
const passwordPerNetwork: Rate = { burst: 5, interval: 12_000 };
/** The store is told of a visit that goes on at most this often. */
const extendEvery = 60_000;

/** Everything that guests do. Errors: the codes of a link's states, of its password, of leases and tickets. */
export type GuestService = ReturnType<typeof createGuestService>;

export function createGuestService(options: GuestServiceOptions) {
  const { store, sources, keys, passwords, now } = options;

  /** Throws `not_found`. Answers dead shares too: what is told of them is the caller's to decide. */
  const findByToken = async (token: string): Promise<FoundShare> => {
    const share = looksLikeToken(token) ? await store.findShareByToken(tokenHash(token), now()) : null;
    const generation = share && tokenGeneration(keys, share, token, now());
    if (!share || generation === null) throw new GuestpassError('not_found', { detail: 'There is no such link.' });
    return { share, generation };
  };

  /** The one place where a lease is believed: everything is read again, nothing is cached. Throws `lease_ended` or the share's state. */
  const authorize = async (lease: string): Promise<RunningVisit> => {
    const visitId = visitOfLease(keys, lease);
    const found = visitId === null ? null : await store.findVisit(visitId);
    if (!found) throw new GuestpassError('lease_ended');
    const { visit, share } = found;
    const at = now();
    requireOpen(share, at, true);
    const grace = visit.generation === share.generation - 1 && share.previousUntil !== null && share.previousUntil > at;
    const current = visit.generation === share.generation || grace;
    if (!current || visit.aliveUntil <= at || visit.passwordVersion !== share.passwordVersion)
      throw new GuestpassError('lease_ended');
    const until = aliveUntil(visit, at);
    if (until - visit.aliveUntil > extendEvery && visit.conversationAt === null)
      await store.extendVisit(visit.id, until);
    return { visit: { ...visit, aliveUntil: until }, share };
  };

  const checkPassword = async (share: ShareRecord, password: string | undefined, visitor: Visitor): Promise<void> => {
    if (share.passwordHash === null) return;
    if (!password) throw new GuestpassError('password_required');
    // Charged before hashing, which is what costs; given back only for the right password.
    const allowances = [
      { bucket: `password ${share.id}`, rate: passwordPerShare },
      { bucket: `password ${share.id} ${visitor.network}`, rate: passwordPerNetwork },
    ];
    for (const one of allowances) await spend(store, one, now(), 'Too many wrong passwords. Wait before the next try.');
    if (!(await passwords.verify(password, share.passwordHash))) throw new GuestpassError('password_wrong');
    for (const { bucket, rate } of allowances) await store.refundRate(bucket, rate);
  };

  /** The site that embeds, proven by its ticket; null for a page or a bare frame. Throws `ticket_invalid` or `origin_not_allowed`. */
  const provenOrigin = (share: ShareRecord, { via, ticket }: OpenShare): string | null => {
    if (via !== 'script' && ticket === undefined) return null;
    const origin = ticket === undefined ? null : readTicket(keys, ticket, share.id, now());
    if (origin === null) throw new GuestpassError('ticket_invalid');
    if (!mayEmbed(share, origin)) throw new GuestpassError('origin_not_allowed');
    return origin;
  };

  const reopen = async (share: ShareRecord, lease: string): Promise<VisitRecord | null> => {
    try {
      const running = await authorize(lease);
      return running.share.id === share.id ? running.visit : null;
    } catch (cause) {
      if (cause instanceof GuestpassError && cause.code === 'lease_ended') return null;
      throw cause;
    }
  };

  const claim = async ({ share, generation }: FoundShare, wanted: NewVisit): Promise<VisitRecord> => {
    const at = now();
    const visit: VisitRecord = {
      id: uuidv7(),
      shareId: share.id,
      at,
      aliveUntil: aliveUntil({ at }, at),
      generation,
      passwordVersion: share.passwordVersion,
      conversationAt: null,
      ...wanted,
    };
    const result = await store.claimVisit(visit, at);
    if (result.outcome === 'claimed') return visit;
    if (result.outcome === 'refused') throw await refusal(share, at);
    const { visit: known } = result;
    // A repeated request: the same visit, if it still goes on under the same link and password.
    const same =
      known.aliveUntil > at && known.generation === generation && known.passwordVersion === share.passwordVersion;
    if (!same) throw new GuestpassError('lease_ended');
    return known;
  };

  /** Why the guarded update took nothing, read once more. */
  const refusal = async (share: ShareRecord, at: number): Promise<GuestpassError> => {
    const current = await store.findShare(share.workspace, share.id);
    const state = current ? stateOf(current, at) : 'revoked';
    return new GuestpassError(state === 'active' ? 'conflict' : state);
  };

  return {
    findByToken,
    authorize,

    /** What the source says of a share's resource, for the page around it. Throws `not_found` when it is gone. */
    async resourceOf(share: ShareRecord, signal: AbortSignal): Promise<SourceResource> {
      const resource = await sources.byName(share.source).find(resourceKeyOf(share), signal);
      if (!resource) throw gone();
      return resource;
    },

    /**
     * Opens a share: goes on with a visit when its lease holds, otherwise claims one. Without `visit` nothing is ever
     * claimed. The view is read before the claim, so that a source that fails costs the guest no use.
     */
    async open(token: string, input: OpenShare, visitor: Visitor, signal: AbortSignal): Promise<OpenedShare> {
      const found = await findByToken(token);
      const { share } = found;
      const running = input.lease === undefined ? null : await reopen(share, input.lease);
      if (!running) {
        const preview = input.preview !== undefined && readPreview(keys, input.preview, share.id, now());
        // Whose claim took the last use may not have heard the answer: whether it is known already, the claim itself tells.
        const mayRepeat = input.visit !== undefined && (share.passwordHash === null || input.password !== undefined);
        requireOpen(share, now(), preview || mayRepeat);
        if (!preview) await checkPassword(share, input.password, visitor);
        const looksOnly = input.visit === undefined && !preview;
        const origin = looksOnly ? null : provenOrigin(share, input);
        const parts = await describe(share, signal);
        // Told last, so that a page may ask whether there is something to open yet without taking a use for it.
        if (looksOnly) throw new GuestpassError('lease_ended');
        const counts = !preview && parts.view.type !== 'persona';
        if (!counts) requireOpen(share, now(), preview);
        const who = preview ? 'owner' : visitor.automated ? 'automated' : 'human';
        const wanted = {
          visitKey: input.visit ?? randomText(18),
          visitor: who,
          counts,
          origin,
          follows: null,
        } as const;
        return opened(share, await claim(found, wanted), parts);
      }
      return opened(share, running, await describe(share, signal));
    },

    /** A picture that stands for the resource: a poster, or the image itself; null when there is none. */
    async picture(share: ShareRecord, signal: AbortSignal): Promise<AssetBytes | null> {
      const source = sources.byName(share.source);
      const { view } = await source.view(resourceKeyOf(share), signal);
      const asset = view.type === 'image' ? view.asset : 'poster' in view ? view.poster : null;
      if (asset === null) return null;
      const bytes = await source.read(resourceKeyOf(share), asset, null, signal);
      if (bytes?.contentType.startsWith('image/') && !bytes.contentType.includes('svg')) return bytes;
      await bytes?.body.cancel();
      return null;
    },

    /** The bytes of one asset of the view; null when there is no such asset. Throws RangeNotSatisfiable. */
    async read(
      running: RunningVisit,
      asset: string,
      range: RangeRequest | null,
      signal: AbortSignal,
    ): Promise<AssetBytes | null> {
      const { share } = running;
      return sources.byName(share.source).read(resourceKeyOf(share), asset, range, signal);
    },

    /** Records what a guest did, once a visit for each type. */
    async record(lease: string, type: GuestEventType): Promise<boolean> {
      const { visit, share } = await authorize(lease);
      if (type === 'downloaded' && !share.download) throw new GuestpassError('download_not_allowed');
      const first = await store.addEvent(visit, type, options.eventJob(share, visit, type), now());
      if (first) options.onEvent();
      return first;
    },

    ...conversations({ ...options, authorize, claim, refusal }),
  };

  async function describe(share: ShareRecord, signal: AbortSignal) {
    const { resource, view } = await sources
      .byName(share.source)
      .view(resourceKeyOf(share), signal)
      .catch((cause: unknown) => {
        throw cause instanceof GuestpassError && cause.code === 'not_found' ? gone() : cause;
      });
    return {
      resource,
      view: view.type === 'persona' ? { ...view, minutes: share.live?.minutesPerConversation ?? null } : view,
    };
  }

  function opened(
    share: ShareRecord,
    visit: VisitRecord,
    { resource, view }: Awaited<ReturnType<typeof describe>>,
  ): OpenedShare {
    return {
      lease: leaseOf(keys, visit.id),
      leaseExpiresAt: new Date(visit.aliveUntil).toISOString(),
      share: noteOf(share, resource),
      view,
    };
  }
}

const gone = () => new GuestpassError('not_found', { detail: 'What this link leads to is no longer there.' });

/** What a guest may know of a share whose view is open. */
export function noteOf(share: ShareRecord, resource: SourceResource): SharedNote {
  return {
    title: resource.title,
    sharedBy: resource.sharedBy,
    message: share.message,
    expiresAt: instant(share.expiresAt),
    download: share.download,
    removeWatermark: share.removeWatermark,
    type: share.type,
  };
}
