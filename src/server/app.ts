import type { FetchPage } from './doctor/fetched-page.js';
import type { ApiKeys } from './shares/api-keys.js';
import type { GuestService } from './shares/guest-service.js';
import type { Owner } from './shares/owner.js';
import type { Keyring } from './shares/secrets.js';
import type { ShareService } from './shares/share-service.js';
import type { Watch } from './shares/watch.js';
import type { Sources } from './sources/registry.js';
import type { Store } from './stores/store.js';

/** What every route works with. */
export interface App {
  readonly shares: ShareService;
  readonly guests: GuestService;
  readonly apiKeys: ApiKeys;
  readonly store: Store;
  readonly sources: Sources;
  readonly keys: Keyring;
  readonly watch: Watch;
  readonly assets: Assets;
  readonly log: Log;
  readonly now: () => number;
  /** Public address without a slash at the end, such as `https://share.example.com` or `https://app.example.com/share`. */
  readonly url: string;
  /** Its origin, and its path: empty, or `/share`. */
  readonly origin: string;
  readonly base: string;
  /** Patterns of the host pages that may call `/api`. */
  readonly hostOrigins: readonly string[];
  /** How many reverse proxies stand in front and may be believed about the client's address. */
  readonly trustedProxies: number;
  /** What CraftKit signs its webhooks with; empty when none are taken. */
  readonly craftkitWebhookSecrets: readonly string[];
  /** Sources of connect-src that a live persona's SDK needs beyond the vendor's own hosts. */
  readonly liveHosts: readonly string[];
  /** The doctor's way to a site's page, and to our own frame as the world sees it; null to leave those layers out. */
  readonly fetchPage: FetchPage | null;
  readonly fetchFrame: FetchPage | null;
  /** The host app's own check, asked when a request has no Authorization; null without one. */
  readonly authorizeOwner: ((request: Request) => Promise<Owner | null>) | null;
  /** Fires when the server stops: open streams end. */
  readonly closing: AbortSignal;
}

export interface AssetFile {
  readonly body: Uint8Array<ArrayBuffer>;
  /** The same, compressed; null where that saves nothing. */
  readonly brotli: Uint8Array<ArrayBuffer> | null;
  readonly contentType: string;
  /** SHA-256 of the body. */
  readonly etag: string;
}

/** The built browser files. */
export interface Assets {
  /** By path below `/assets/`; null when there is none. */
  find(path: string): AssetFile | null;
  /** What a page must load first, as paths below `/assets/`. */
  entry(page: 'main' | 'frame'): {
    readonly script: string;
    readonly styles: readonly string[];
    readonly preload: readonly string[];
  };
  /** What is loaded beside a page, by its path in this project: its file and all that this imports, as paths below `/assets/`. */
  part(source: string): readonly string[];
  /** The embed script and the orb, by their public names: `embed.js`, `embed@1.2.3.js`, `orb.js`, `elements.js`. */
  named(name: string): AssetFile | null;
  readonly version: string;
  /** Subresource integrity of the versioned embed script. */
  readonly integrity: string;
}

export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** One line an event. Fields never hold a token, a lease, a password or a key. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  error(event: string, cause: unknown, fields?: LogFields): void;
}
