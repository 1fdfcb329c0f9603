import { GuestpassError } from '../../contract/errors.js';
import type { Conversation } from '../../contract/view.js';
import { randomText } from '../crypto.js';
import type { Sources } from '../sources/registry.js';
import type { Rate, ShareRecord, Store, VisitRecord } from '../stores/store.js';
import type { FoundShare, NewVisit, RunningVisit } from './guest-service.js';
import { aliveUntil, leaseOf, talkingUntil } from './lease.js';
import { instant } from './present.js';
import { spend } from './rate.js';
import { resourceKeyOf } from './resource-key.js';
import type { Keyring } from './secrets.js';

/** Sessions of the vendor's for one visit: two at once, one more every ten minutes. */
const sessionsPerVisit: Rate = { burst: 2, interval: 600_000 };
const day = 86_400_000;

interface ConversationOptions {
  readonly store: Store;
  readonly sources: Sources;
  readonly keys: Keyring;
  readonly now: () => number;
  readonly authorize: (lease: string) => Promise<RunningVisit>;
  readonly claim: (found: FoundShare, wanted: NewVisit) => Promise<VisitRecord>;
  readonly refusal: (share: ShareRecord, at: number) => Promise<GuestpassError>;
}

/** What a guest's live conversation with a persona asks for, within the link's live budget. */
export function conversations({ store, sources, keys, now, authorize, claim, refusal }: ConversationOptions) {
  return {
    /** Starts a persona's live session, which takes the use; a session that cannot be had gives it back. */
    async startConversation(lease: string, signal: AbortSignal): Promise<Conversation> {
      const { visit, share } = await authorize(lease);
      const source = sources.byName(share.source);
      const at = now();
      const { guestsAtOnce = null, conversationsPerDay = null } = share.live ?? {};
      const endsAt = endOfConversation(share, visit, at);
      const sinceMidnight = at % day;
      const outcome = await store.beginConversation(
        {
          visit,
          takesUse: visit.visitor !== 'owner',
          budget: { guestsAtOnce, conversationsPerDay },
          dayStart: at - sinceMidnight,
          aliveUntil: talkingUntil(at, endsAt),
        },
        at,
      );
      if (outcome === 'refused') throw await refusal(share, at);
      if (outcome === 'too_many_at_once') {
        throw new GuestpassError('live_limit', {
          detail: 'Everyone who may talk at once is talking. Try again in a few minutes.',
          retryAfter: 60,
        });
      }
      if (outcome === 'too_many_today') {
        throw new GuestpassError('live_limit', {
          detail: 'This link has had all its conversations for today. Try again tomorrow.',
          retryAfter: Math.ceil((day - sinceMidnight) / 1000),
        });
      }
      if (outcome === 'already') await store.extendVisit(visit.id, talkingUntil(at, endsAt));
      // A lost answer may be asked for again; more sessions than that for one use there are not.
      const sessions = { bucket: `session ${visit.id}`, rate: sessionsPerVisit };
      await spend(store, sessions, at);
      try {
        const session = await source.startSession(resourceKeyOf(share), signal);
        return { ...session, endsAt: instant(endsAt) };
      } catch (cause) {
        await store.refundRate(sessions.bucket, sessions.rate);
        if (outcome === 'begun') {
          await store.refundVisit(visit.id, now());
          await store.extendVisit(visit.id, aliveUntil(visit, now()));
        }
        throw cause;
      }
    },

    /** The conversation goes on. Answers until when its place is kept. Throws `lease_ended` when it is lost, and for a visit that does not talk. */
    async keepConversation(lease: string): Promise<string> {
      const { visit, share } = await authorize(lease);
      if (visit.conversationAt === null) throw new GuestpassError('lease_ended');
      const until = talkingUntil(now(), endOfConversation(share, visit, visit.conversationAt));
      await store.extendVisit(visit.id, until);
      return new Date(until).toISOString();
    },

    /** Ends the visit, which makes room for another guest. Answers the lease of a new one, whose conversation would take another use. */
    async endConversation(lease: string): Promise<string> {
      const { visit, share } = await authorize(lease);
      await store.endVisit(visit.id, now());
      const found = { share, generation: visit.generation };
      const { visitor, origin, id: follows } = visit;
      const next = await claim(found, { visitKey: randomText(18), visitor, counts: false, origin, follows });
      return leaseOf(keys, next.id);
    },
  };
}

/** When the link's minutes are over: counted from the first start, however often it is asked for; null for no limit. */
function endOfConversation(share: ShareRecord, visit: VisitRecord, at: number): number | null {
  const minutes = share.live?.minutesPerConversation ?? null;
  return minutes === null ? null : (visit.conversationAt ?? at) + minutes * 60_000;
}
