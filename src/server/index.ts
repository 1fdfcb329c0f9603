/** `guestpass/server`: the server as a fetch handler, for apps that mount it. */
export type { App, AssetFile, Assets, Log, LogFields } from './app.js';
export { createGuestpass, type Guestpass } from './handler.js';
export type { GuestpassOptions } from './options.js';
export type { Mailer, MailMessage, MailOutcome } from './mail/mailer.js';
export type { Owner, OwnerAction } from './shares/owner.js';
export type { Source, SourceResource } from './sources/source.js';
export type { Store } from './stores/store.js';
