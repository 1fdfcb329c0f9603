import * as z from 'zod/mini';
import type { App, Log } from './app.js';
import type { GuestpassOptions } from './options.js';
import { createOutbox } from './outbox.js';
import { createApiKeys } from './shares/api-keys.js';
import { createGuestService } from './shares/guest-service.js';
import { passwords } from './shares/password.js';
import { keyring } from './shares/secrets.js';
import { createShareService } from './shares/share-service.js';
import { createWatch } from './shares/watch.js';
import { sourceRegistry } from './sources/registry.js';

export interface Services {
  readonly app: App;
  /** Ends what streams, waits for what `beforeStore` waits for, then closes the store. */
  close(beforeStore?: () => Promise<unknown>): Promise<void>;
}

const silent: Log = { info: () => undefined, error: () => undefined };

/** Wires store, sources, secrets and clock into the services that routes and commands use. */
export function createGuestpassServices(options: GuestpassOptions): Services {
  // Messages for people in the errors of schemas; zod/mini has none unless it is told a language.
  z.config(z.locales.en());
  const { store, mailer = null, hostOrigins = [], log = silent, now = Date.now } = options;
  const { origin, pathname } = new URL(options.url);
  const base = pathname.replace(/\/+$/, '');
  const url = origin + base;
  const keys = keyring(options.secrets);
  const sources = sourceRegistry(options.sources);
  const watch = createWatch(store);
  const hashing = passwords();
  const closing = new AbortController();
  const outbox = createOutbox({ store, sources, keys, url, mailer, log, now });
  const common = { store, sources, keys, passwords: hashing, now };
  const app: App = {
    ...common,
    watch,
    assets: options.assets,
    log,
    url,
    origin,
    base,
    hostOrigins,
    trustedProxies: options.trustedProxies ?? 0,
    craftkitWebhookSecrets: options.craftkitWebhookSecrets ?? [],
    liveHosts: options.liveHosts ?? [],
    fetchPage: options.fetchPage ?? null,
    fetchFrame: options.fetchFrame ?? null,
    authorizeOwner: options.authorizeOwner ?? null,
    closing: closing.signal,
    apiKeys: createApiKeys(store, now),
    shares: createShareService({
      ...common,
      watch,
      url,
      allowHttpOrigins: options.allowHttpOrigins ?? false,
      mail: mailer ? outbox : null,
    }),
    guests: createGuestService({ ...common, eventJob: outbox.eventJob, onEvent: outbox.nudge }),
  };
  return {
    app,
    async close(beforeStore) {
      closing.abort(new Error('The server stops.'));
      watch.close();
      await outbox.close();
      await beforeStore?.();
      await store.close();
    },
  };
}
