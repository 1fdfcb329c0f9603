import type { Server } from 'node:http';
import type { Log } from './app.js';
import { type Config, readConfig } from './config.js';
import { createGuestpass, type Guestpass } from './handler.js';
import { fileAssets } from './node/assets.js';
import { type DataFolder, openDataFolder, readSecrets } from './node/data-folder.js';
import { httpServer, stopServer } from './node/http-server.js';
import { pageFetcher } from './node/fetch-page.js';
import { jsonLog } from './node/log.js';
import type { GuestpassOptions } from './options.js';
import { ConfigError } from './sources/addresses.js';
import { createAnamSource } from './sources/anam.js';
import { createCraftkitSource } from './sources/craftkit.js';
import { folderSource } from './sources/folder.js';
import { createMicrovisualizerSource } from './sources/microvisualizer.js';
import type { OutboundFailure } from './sources/outbound.js';
import type { Source } from './sources/source.js';
import { sqliteStore } from './stores/sqlite.js';
import type { Store } from './stores/store.js';
import { smtpMailer } from './mail/smtp.js';

export { ConfigError, createGuestpass, fileAssets, folderSource, jsonLog, openDataFolder, readConfig, sqliteStore };
export type { Config, Guestpass, GuestpassOptions };

export interface Running {
  readonly server: Server;
  readonly guestpass: Guestpass;
  /** Graceful: see stopServer. */
  stop(): Promise<void>;
}

/** The store of a data folder, brought up to date. */
export async function openStore({ database }: DataFolder): Promise<Store> {
  const store = sqliteStore({ file: database });
  await store.migrate();
  return store;
}

/** What createGuestpass needs, from the environment's settings: for `guestpass serve`, and for apps that mount the handler. */
export async function nodeOptions(config: Config): Promise<GuestpassOptions> {
  const folder = openDataFolder(config);
  const secrets = readSecrets(config, folder);
  const { url, hostOrigins, trustedProxies, allowHttpOrigins, smtpUrl, vendors } = config;
  const log = jsonLog();
  const mailer = smtpUrl === null ? null : smtpMailer({ url: smtpUrl, from: config.mailFrom, publicUrl: url });
  return {
    url,
    secrets,
    hostOrigins,
    trustedProxies,
    allowHttpOrigins,
    store: await openStore(folder),
    sources: sourcesOf(config, folder, log),
    assets: fileAssets(),
    log,
    fetchPage: pageFetcher(),
    // Our own address is what the operator says it is, an internal one too.
    fetchFrame: pageFetcher({ allows: () => true }),
    craftkitWebhookSecrets: (vendors.craftkitWebhookSecret ?? '').split(/[\s,]+/).filter(Boolean),
    liveHosts: vendors.anam?.baseUrl === undefined ? [] : liveHostsOf(vendors.anam.baseUrl),
    ...(mailer ? { mailer } : {}),
  };
}

/** Starts the server; resolves when it listens. Throws ConfigError for a port that is taken. */
export async function serve(config: Config): Promise<Running> {
  const guestpass = createGuestpass(await nodeOptions(config));
  const server = httpServer(guestpass);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(listenProblem(cause, config)));
    server.listen({ port: config.port, ...(config.host === null ? {} : { host: config.host }) }, resolve);
  }).catch(async (cause: unknown) => {
    await guestpass.close();
    throw cause;
  });
  return { server, guestpass, stop: () => stopServer(server, guestpass) };
}

/** The folder first: it costs no call, and it goes on when a vendor does not answer. */
function sourcesOf({ vendors }: Config, { resources, workspaces }: DataFolder, log: Log): readonly Source[] {
  const outbound = { log: (failure: OutboundFailure) => log.info('upstream_failed', { ...failure }) };
  return [
    folderSource({ folder: resources, workspacesFolder: workspaces }),
    ...(vendors.craftkit ? [createCraftkitSource({ ...vendors.craftkit, outbound })] : []),
    ...(vendors.anam ? [createAnamSource({ ...vendors.anam, outbound })] : []),
    ...(vendors.microvisualizer ? [createMicrovisualizerSource({ ...vendors.microvisualizer, outbound })] : []),
  ];
}

/** The SDK fetches from the API's address and opens web sockets to it. */
function liveHostsOf(baseUrl: string): readonly string[] {
  const { origin } = new URL(baseUrl);
  return [origin, origin.replace(/^http/, 'ws')];
}

function listenProblem(cause: Error, { port, host }: Config): Error {
  const code = 'code' in cause ? cause.code : null;
  if (code === 'EADDRINUSE')
    return new ConfigError([
      `GUESTPASS_PORT is ${port}, and another program listens there already: stop it, or choose another port.`,
    ]);
  if (code === 'EACCES')
    return new ConfigError([`GUESTPASS_PORT is ${port}, which this user may not listen on: choose a port above 1023.`]);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new ConfigError([
      `GUESTPASS_HOST is "${host}", which is no address of this machine: leave it out to listen on every one.`,
    ]);
  return cause;
}
