import { GuestpassError } from '../../contract/errors.js';
import type { Sources } from '../sources/registry.js';
import type { ResourceKey, Source } from '../sources/source.js';
import type { UpstreamLinks } from '../sources/upstream-links.js';
import type { ShareChange, ShareRecord } from '../stores/store.js';
import { type Keyring, sealFor } from './secrets.js';

export interface UpstreamSharesOptions {
  readonly sources: Sources;
  readonly keys: Keyring;
}

/** The vendor's side of a share whose link is the vendor's own. For our own links each of these does nothing. */
export function createUpstreamShares({ sources, keys }: UpstreamSharesOptions) {
  return {
    /** Mints at the vendor first, so that a share that stands in our store has its link. `since`: when the first try began. */
    async mint(source: Source, share: ShareRecord, since: number, signal: AbortSignal): Promise<ShareRecord> {
      if (source.links === 'own') return share;
      const { expiresAt, usageLimit, recipientEmail, message } = share;
      const link = await linksOf(source).mint(
        keyOf(share),
        { expiresAt, usageLimit, recipientEmail, message },
        since,
        signal,
      );
      return {
        ...share,
        upstreamId: link.id,
        upstreamSealed: sealFor(keys, share.id, JSON.stringify({ token: link.token, url: link.url })),
        expiresAt: link.expiresAt,
        usageLimit: link.usageLimit,
      };
    },

    async change(share: ShareRecord, change: ShareChange, signal: AbortSignal): Promise<void> {
      if (share.link === 'own' || share.upstreamId === null) return;
      const { expiresAt, usageLimit } = change;
      const upstream = {
        ...(expiresAt === undefined ? {} : { expiresAt }),
        ...(usageLimit === undefined ? {} : { usageLimit }),
      };
      if (Object.keys(upstream).length === 0) return;
      await linksOf(sources.byName(share.source)).change(keyOf(share), share.upstreamId, upstream, signal);
    },

    /** A link that the vendor lost already counts as revoked. */
    async revoke(share: ShareRecord, signal: AbortSignal): Promise<void> {
      if (share.link === 'own' || share.upstreamId === null) return;
      await linksOf(sources.byName(share.source)).revoke(keyOf(share), share.upstreamId, signal);
    },
  };
}

function linksOf(source: Source): UpstreamLinks {
  if (!source.upstream) throw new GuestpassError('not_supported', { detail: 'This source has no links of its own.' });
  return source.upstream;
}

function keyOf({ workspace, kind, resourceId }: ShareRecord): ResourceKey {
  return { workspace, kind, id: resourceId };
}
