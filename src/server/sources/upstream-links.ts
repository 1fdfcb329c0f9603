import type { ResourceKey } from './source.js';

/** A link that lives at the vendor. Instants in epoch milliseconds; null is never, none or unlimited. */
export interface UpstreamLink {
  readonly id: string;
  readonly token: string;
  /** The address to hand out: as the vendor replied it, or by the configured template. */
  readonly url: string | null;
  readonly expiresAt: number | null;
  readonly usageLimit: number | null;
  readonly usageCount: number | null;
  readonly enabled: boolean;
  readonly revokedAt: number | null;
  readonly createdAt: number;
}

export interface UpstreamLinkOptions {
  readonly expiresAt: number | null;
  readonly usageLimit: number | null;
  readonly recipientEmail: string | null;
  readonly message: string | null;
}

/** The vendor's own links. Throws GuestpassError; a method that the vendor lacks throws `not_supported`. */
export interface UpstreamLinks {
  /** Whether the vendor keeps one link a resource, so that minting replaces it. */
  readonly single: boolean;
  /** What `change` can change of a link that is there; empty when a link stays as it was made. */
  readonly changeable: readonly ('expiresAt' | 'usageLimit')[];
  /**
   * Never retried blindly. `since` is when the first try began, epoch milliseconds: the present for a first try. After a
   * time-out, and before a repeated try, the source reads the vendor's list and answers the link that appeared since, so
   * that a retried mint makes no second one. When even that tells nothing the error's sentence says so.
   */
  mint(key: ResourceKey, options: UpstreamLinkOptions, since: number, signal: AbortSignal): Promise<UpstreamLink>;
  list(key: ResourceKey, signal: AbortSignal): Promise<readonly UpstreamLink[]>;
  change(
    key: ResourceKey,
    id: string,
    options: Partial<UpstreamLinkOptions>,
    signal: AbortSignal,
  ): Promise<UpstreamLink>;
  /** A link that is gone already counts as revoked. */
  revoke(key: ResourceKey, id: string, signal: AbortSignal): Promise<void>;
}
