import type { Activity, Share } from '../../contract/share.js';
import type { ActivityRecord, JobRecord, ShareRecord } from '../stores/store.js';
import { stateOf } from './policy.js';
import { type Keyring, unsealFor } from './secrets.js';
import { deriveToken } from './token.js';

export interface Presenter {
  readonly keys: Keyring;
  /** Public address of the server, without a slash at the end. */
  readonly url: string;
}

/** A share as its owner sees it. `delivery` is the latest e-mail job of the share. */
export function presentShare(
  { keys, url }: Presenter,
  share: ShareRecord,
  delivery: JobRecord | null,
  now: number,
): Share {
  const own = share.link === 'own' ? deriveToken(keys, share) : null;
  const vendor = share.upstreamSealed === null ? null : readUpstream(unsealFor(keys, share.id, share.upstreamSealed));
  const token = share.link === 'own' ? own : (vendor?.token ?? null);
  return {
    id: share.id,
    resource: { kind: share.kind, id: share.resourceId },
    type: share.type,
    link: share.link,
    token,
    url: share.link === 'upstream' ? (vendor?.url ?? null) : token && `${url}/share/${token}`,
    state: stateOf(share, now),
    label: share.label,
    channel: share.channel,
    recipientEmail: share.recipientEmail,
    recipientName: share.recipientName,
    delivery: delivery && (delivery.outcome === 'done' ? 'sent' : delivery.outcome === 'failed' ? 'failed' : 'queued'),
    message: share.message,
    expiresAt: instant(share.expiresAt),
    usageLimit: share.usageLimit,
    usageCount: share.usageCount,
    hasPassword: share.passwordHash !== null,
    allowedOrigins: [...share.allowedOrigins],
    allowAllOrigins: share.allowAllOrigins,
    enabled: share.enabled,
    download: share.download,
    removeWatermark: share.removeWatermark,
    isPrimary: share.isPrimary,
    live: share.live,
    createdAt: new Date(share.createdAt).toISOString(),
    createdBy: share.createdBy,
    updatedAt: new Date(share.updatedAt).toISOString(),
    lastOpenedAt: instant(share.lastOpenedAt),
    rotatedAt: instant(share.rotatedAt),
    graceUntil: share.previousUntil !== null && share.previousUntil > now ? instant(share.previousUntil) : null,
    revokedAt: instant(share.revokedAt),
  };
}

export function presentActivity(share: ShareRecord, activity: ActivityRecord): Activity {
  const days = new Map<string, Activity['days'][number]>();
  for (const { day, visitor, visits } of activity.days) {
    const row = days.get(day) ?? { day, human: 0, automated: 0, owner: 0 };
    days.set(day, { ...row, [visitor]: row[visitor] + visits });
  }
  return {
    total: { ...activity.total },
    days: [...days.values()].sort((a, b) => a.day.localeCompare(b.day)),
    sites: activity.sites.map(({ origin, visits, lastAt }) => ({
      origin,
      visits,
      lastAt: new Date(lastAt).toISOString(),
    })),
    events: Object.fromEntries(activity.events.map(({ type, count }) => [type, count])),
    recent: activity.recent.map(({ at, visitor, origin, generation, events }) => ({
      at: new Date(at).toISOString(),
      visitor,
      origin,
      previousLink: generation < share.generation,
      events: [...events],
    })),
  };
}

export function instant(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}

function readUpstream(text: string | null): { readonly token: string; readonly url: string | null } | null {
  if (text === null) return null;
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('token' in value) || !('url' in value)) return null;
  const { token, url } = value;
  return typeof token === 'string' ? { token, url: typeof url === 'string' ? url : null } : null;
}
