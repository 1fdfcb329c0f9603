import type { Assets, Log } from './app.js';
import type { FetchPage } from './doctor/fetched-page.js';
import type { Mailer } from './mail/mailer.js';
import type { Owner } from './shares/owner.js';
import type { Source } from './sources/source.js';
import type { Store } from './stores/store.js';

/** What a server is made of. Everything that touches the platform comes from outside: `guestpass/server/node` has it for Node. */
export interface GuestpassOptions {
  /** Public address, such as `https://share.example.com`, or `https://app.example.com/share` when mounted below a path. */
  readonly url: string;
  /** Migrated already; closed by `close`. */
  readonly store: Store;
  /** Each of at least 32 characters; the first signs, all verify. */
  readonly secrets: readonly string[];
  /** Asked in this order; the first that has a resource is where it comes from. */
  readonly sources: readonly Source[];
  readonly assets: Assets;
  /** Patterns of the host pages whose scripts may call `/api`; none unless given. */
  readonly hostOrigins?: readonly string[];
  /** The host app's own check of its user, for requests without Authorization. Null from it means nobody. */
  readonly authorizeOwner?: (request: Request) => Promise<Owner | null>;
  /** Sends e-mail; without one, sharing by e-mail answers `email_not_configured`. */
  readonly mailer?: Mailer;
  /** What CraftKit signs its webhooks with; without one `/webhooks/craftkit` does not exist. */
  readonly craftkitWebhookSecrets?: readonly string[];
  /** Sources of connect-src, such as `https://anam.internal`, for a persona's SDK whose API is not at the vendor's own hosts. */
  readonly liveHosts?: readonly string[];
  /** How the embed doctor fetches a site's page; must never reach an internal address. Without it those layers are left out. */
  readonly fetchPage?: FetchPage;
  /** How the doctor fetches our own frame from outside, to see what a proxy adds. */
  readonly fetchFrame?: FetchPage;
  /** Reverse proxies in front whose X-Forwarded-For is believed; 0 unless given. */
  readonly trustedProxies?: number;
  /** Whether sites beyond localhost may be allowed over plain http. */
  readonly allowHttpOrigins?: boolean;
  readonly log?: Log;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}
