import type { GuestEventType, View } from '../../contract/view.js';
import type { Enforcement, Kind, PolicyOption, Resource, ResourceRef, SourceName } from '../../contract/resource.js';
import type { UpstreamLinks } from './upstream-links.js';

/** A resource of one workspace. Other workspaces' resources do not exist for it. */
export interface ResourceKey extends ResourceRef {
  readonly workspace: string;
}

/** What a source knows of a resource before anybody opens it. */
export interface SourceResource {
  readonly title: string;
  readonly description: string | null;
  readonly view: Resource['view'];
  readonly status: Resource['status'];
  /** Who made it, in words for guests; never an address. */
  readonly sharedBy: string | null;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly completedAt: number | null;
}

export interface ShownResource {
  readonly resource: SourceResource;
  readonly view: View;
}

/** A part of a file: `end` is included, as in an HTTP range. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Which part is asked for; `suffix` is the last so many bytes, `from` everything from there on. */
export type RangeRequest = { readonly from: number; readonly to: number | null } | { readonly suffix: number };

export interface AssetBytes {
  readonly contentType: string;
  /** Bytes of the whole asset; null when the source does not say. */
  readonly size: number | null;
  /** The part that `body` holds; null for the whole. */
  readonly range: ByteRange | null;
  /** A validator for caches and ranges, without quotes; null when there is none. */
  readonly etag: string | null;
  readonly filename: string;
  readonly body: ReadableStream<Uint8Array>;
}

export interface LiveSession {
  readonly sessionToken: string;
  readonly apiBaseUrl: string | null;
}

/**
 * Where resources come from. Every method throws GuestpassError for a failure and never lets an address, a key or a
 * text of the system behind it into the error's message.
 */
export interface Source {
  readonly name: SourceName;
  readonly kinds: readonly Kind[];
  /** How shares of this source are minted. */
  readonly links: 'own' | 'upstream';
  /** Who makes each option true. */
  readonly enforcement: Readonly<Record<PolicyOption, Enforcement>>;
  /**
   * The vendor's own links; null when the vendor has none. Also there while `links` is `own`, because links that were
   * minted upstream before must stay revocable.
   */
  readonly upstream: UpstreamLinks | null;

  /** Whether `reportEvent` tells anybody. */
  readonly takesEvents: boolean;

  /** Null when there is no such resource. Always fresh: a file that appeared a moment ago is found. */
  find(key: ResourceKey, signal: AbortSignal): Promise<SourceResource | null>;
  /** The resource and what a guest gets of it, in one read. Throws `not_found`, and `not_ready` when its status is not ready. */
  view(key: ResourceKey, signal: AbortSignal): Promise<ShownResource>;
  /** The bytes of an asset that `view` named; null when there is no such asset. A range beyond the end is answered with `size` and an empty range by throwing RangeNotSatisfiable. */
  read(key: ResourceKey, asset: string, range: RangeRequest | null, signal: AbortSignal): Promise<AssetBytes | null>;
  /** A live session for one visitor, never cached. Throws `live_not_configured` where there is none. */
  startSession(key: ResourceKey, signal: AbortSignal): Promise<LiveSession>;
  /** Tells the vendor what guests did, where it takes that; otherwise does nothing. */
  reportEvent(key: ResourceKey, event: GuestEventType, signal: AbortSignal): Promise<void>;
  /** All resources of a workspace that the source can list; an empty list when it cannot. */
  list(workspace: string, signal: AbortSignal): Promise<readonly (ResourceRef & SourceResource)[]>;
  /** Whether the source works now, for /readyz and the doctor: a sentence when it does not. */
  check(signal: AbortSignal): Promise<string | null>;
}

/** Thrown by `read`; the route answers 416 with the size. */
export class RangeNotSatisfiable extends Error {
  readonly size: number;
  constructor(size: number) {
    super('The range lies beyond the end.');
    this.size = size;
  }
}
