import { v7 as uuidv7 } from 'uuid';
import { GuestpassError } from '../../contract/errors.js';
import type { Kind, Resource, ResourceRef, SourceName } from '../../contract/resource.js';
import type { Activity, ChangeShare, CreateShare, RotateShare, Share } from '../../contract/share.js';
import type { Sources } from '../sources/registry.js';
import type { Source } from '../sources/source.js';
import type { AuditAction, ShareChange, ShareRecord, Store } from '../stores/store.js';
import { requireEnforceable } from './enforceable.js';
import { freshShare, readOrigin, readSettable } from './input.js';
import type { LinkMail } from './link-mail.js';
import { type Owner, requireReach } from './owner.js';
import type { Passwords } from './password.js';
import { presentActivity, presentShare } from './present.js';
import type { Keyring } from './secrets.js';
import { deriveToken, tokenHash } from './token.js';
import { createUpstreamShares } from './upstream-shares.js';
import type { Watch } from './watch.js';

export interface ShareServiceOptions {
  readonly store: Store;
  readonly sources: Sources;
  readonly keys: Keyring;
  readonly passwords: Passwords;
  readonly watch: Watch;
  /** Public address of the server, without a slash at the end. */
  readonly url: string;
  readonly allowHttpOrigins: boolean;
  readonly now: () => number;
  /** Null without e-mail. */
  readonly mail: LinkMail | null;
}

/** A request that may be a repeated one: the id that its share has whichever try makes it, and when the first try began. */
export interface Repeat {
  readonly id: string;
  readonly since: number;
}

export interface ShareQuery {
  readonly kind?: Kind;
  readonly id?: string;
  readonly state?: Share['state'];
  readonly search?: string;
  /** Leaves the revoked ones out. */
  readonly live?: boolean;
  readonly limit?: number;
  readonly offset?: number;
}

/** Everything that owners do with shares. Errors: `not_found`, `forbidden`, `invalid_request`, `not_ready`, `revoked`, `conflict`. */
export type ShareService = ReturnType<typeof createShareService>;

export function createShareService(options: ShareServiceOptions) {
  const { store, sources, keys, passwords, watch, now } = options;
  const upstream = createUpstreamShares({ keys, sources });

  const present = async (records: readonly ShareRecord[]): Promise<readonly Share[]> => {
    const mailed = records.filter((share) => share.channel === 'email').map((share) => share.id);
    const jobs = await store.jobsOfShares('mail', mailed);
    return records.map((share) =>
      presentShare(options, share, jobs.findLast((job) => job.shareId === share.id) ?? null, now()),
    );
  };
  const presentOne = async (record: ShareRecord): Promise<Share> =>
    presentShare(options, record, await lastMail(record), now());
  const lastMail = async ({ id, channel }: ShareRecord) =>
    channel === 'email' ? ((await store.jobsOfShares('mail', [id])).at(-1) ?? null) : null;

  const find = async (owner: Owner, action: Owner['actions'][number], id: string): Promise<ShareRecord> => {
    const share = await store.findShare(owner.workspace, id);
    if (!share) throw new GuestpassError('not_found', { detail: 'There is no share with this id.' });
    requireReach(owner, action, { kind: share.kind, id: share.resourceId });
    return share;
  };

  const draft = async (
    owner: Owner,
    input: CreateShare,
    source: Source,
    id: string = uuidv7(),
  ): Promise<ShareRecord> => {
    const at = now();
    const { resource, password, recipientEmail, recipientName, language, channel, ...settable } = input;
    requireEnforceable(source, input);
    const identity = { id, kind: resource.kind, tokenKey: keys.current.id, generation: freshShare.generation };
    return {
      ...freshShare,
      ...identity,
      workspace: owner.workspace,
      source: source.name,
      resourceId: resource.id,
      link: source.links,
      tokenHash: hashOf(keys, identity),
      ...readSettable(settable, { now: at, allowHttpOrigins: options.allowHttpOrigins }),
      channel: channel ?? 'link',
      recipientEmail: recipientEmail ?? null,
      recipientName: recipientName ?? null,
      language: language ?? null,
      ...(password ? { passwordHash: await passwords.hash(password), passwordVersion: 1 } : {}),
      createdAt: at,
      createdBy: owner.actor,
      updatedAt: at,
    };
  };

  /** The source of a resource that is ready to be shared. */
  const locateReady = async (owner: Owner, resource: ResourceRef, signal: AbortSignal): Promise<Source> => {
    requireReach(owner, 'create', resource);
    const located = await sources.locate({ workspace: owner.workspace, ...resource }, signal);
    if (located.resource.status !== 'ready')
      throw new GuestpassError('not_ready', { detail: `The ${resource.kind} has not succeeded yet.` });
    return located.source;
  };

  /** A grace period needs both links to come from the same secret; without one the new link comes from the current. */
  const nextToken = (share: ShareRecord, graceSeconds: number): ShareChange => {
    const grace = graceSeconds > 0 && keys.find(share.tokenKey) !== null;
    const tokenKey = grace ? share.tokenKey : keys.current.id;
    const generation = share.generation + 1;
    return {
      tokenKey,
      generation,
      tokenHash: hashOf(keys, { id: share.id, kind: share.kind, tokenKey, generation }),
      previousHash: grace ? share.tokenHash : null,
      previousUntil: grace ? now() + graceSeconds * 1000 : null,
    };
  };

  const mintOnce = async (
    owner: Owner,
    input: CreateShare,
    signal: AbortSignal,
    repeat: Repeat | null,
  ): Promise<ShareRecord> => {
    requireReach(owner, 'create', input.resource);
    const id = repeat?.id ?? uuidv7();
    const earlier = repeat && (await store.findShare(owner.workspace, id));
    if (earlier) return earlier;
    requireRecipient(input);
    const source = await locateReady(owner, input.resource, signal);
    const share = await upstream.mint(source, await draft(owner, input, source, id), repeat?.since ?? now(), signal);
    // Where the vendor has one link a resource, minting has killed the ones from before.
    if (share.link === 'upstream' && source.upstream?.single) await store.replaceShares(share, owner.actor, now());
    else await store.insertShare(share, owner.actor);
    return share;
  };

  return {
    /** What is known of a resource, and which options can really be enforced for it. */
    async describe(owner: Owner, ref: ResourceRef, signal: AbortSignal): Promise<Resource> {
      requireReach(owner, 'read', ref);
      const { source, resource } = await sources.locate({ workspace: owner.workspace, ...ref }, signal);
      const { title, description, view, status } = resource;
      return {
        ...ref,
        source: source.name,
        title,
        description,
        view,
        status,
        links: source.links,
        enforcement: { ...source.enforcement },
        changeable: changeableOf(source),
        email: options.mail !== null,
      };
    },

    /** Mints a link. Durable when it resolves. With `repeat`, a share that an earlier try made is the answer. */
    mint: async (owner: Owner, input: CreateShare, signal: AbortSignal, repeat: Repeat | null = null): Promise<Share> =>
      presentOne(await mintOnce(owner, input, signal, repeat)),

    /** Mints the one link of a resource: every other one of it is dead at once. */
    async replace(owner: Owner, input: CreateShare, signal: AbortSignal): Promise<Share> {
      const source = await locateReady(owner, input.resource, signal);
      const share = await upstream.mint(
        source,
        { ...(await draft(owner, input, source)), isPrimary: true },
        now(),
        signal,
      );
      await store.replaceShares(share, owner.actor, now());
      watch.changed();
      return presentOne(share);
    },

    /**
     * Mints a link for one recipient and puts the e-mail that carries it on its way, once. With `wait` the first try is
     * over when this resolves. Throws `email_not_configured` and `too_many_requests` before anything is minted.
     */
    async mintAndSend(
      owner: Owner,
      input: CreateShare,
      signal: AbortSignal,
      repeat: Repeat | null = null,
      wait = false,
    ): Promise<Share> {
      const { mail } = options;
      if (!mail) throw new GuestpassError('email_not_configured');
      const mailed: CreateShare = { ...input, channel: 'email' };
      requireRecipient(mailed);
      await mail.admit(owner, input.recipientEmail ?? '');
      const share = await mintOnce(owner, mailed, signal, repeat);
      await mail.sendLink(share, wait);
      return presentOne(share);
    },

    async list(owner: Owner, query: ShareQuery): Promise<readonly Share[]> {
      const { state, id, ...filter } = query;
      const reach = owner.resource ?? (query.kind && id !== undefined ? { kind: query.kind, id } : null);
      if (reach) requireReach(owner, 'read', { kind: query.kind ?? reach.kind, id: id ?? reach.id });
      const resource = reach ? { kind: reach.kind, resourceId: reach.id } : {};
      const records = await store.listShares({ workspace: owner.workspace, ...filter, ...resource });
      const shares = await present(records);
      return state === undefined ? shares : shares.filter((share) => share.state === state);
    },

    async count(owner: Owner, query: Pick<ShareQuery, 'kind' | 'id' | 'search' | 'live'>): Promise<number> {
      const { id, ...filter } = query;
      return store.countShares({
        workspace: owner.workspace,
        ...filter,
        ...(id === undefined ? {} : { resourceId: id }),
      });
    },

    async get(owner: Owner, id: string): Promise<Share> {
      return presentOne(await find(owner, 'read', id));
    },

    /** Why no link's list takes this site; null when one may. */
    refusalOf(site: string): string | null {
      const read = readOrigin(site, options.allowHttpOrigins);
      return read.ok ? null : read.reason;
    },

    /** Absent fields stay; null means never, none or unlimited. A revoked share stays revoked. */
    async change(owner: Owner, id: string, input: ChangeShare, signal: AbortSignal): Promise<Share> {
      const { password, ...settable } = input;
      const passwordHash = password ? await passwords.hash(password) : null;
      const changed = await repeatWhenStale(async () => {
        const share = await find(owner, 'change', id);
        if (share.revokedAt !== null) throw new GuestpassError('revoked');
        if (share.link === 'upstream') requireEnforceable(sources.byName(share.source), input);
        const change: ShareChange = {
          ...readSettable(settable, { now: now(), allowHttpOrigins: options.allowHttpOrigins }),
          ...(password === undefined ? {} : { passwordHash, passwordVersion: share.passwordVersion + 1 }),
        };
        await upstream.change(share, change, signal);
        return store.changeShare(share, change, owner.actor, actionOf(share, change), now());
      });
      watch.changed();
      return presentOne(changed);
    },

    /** A new link to the same share. Without a grace period the old one is dead at once. */
    async rotate(owner: Owner, id: string, { graceSeconds = 0 }: RotateShare, signal: AbortSignal): Promise<Share> {
      const rotated = await repeatWhenStale(async () => {
        const share = await find(owner, 'change', id);
        if (share.revokedAt !== null) throw new GuestpassError('revoked');
        const change =
          share.link === 'own'
            ? nextToken(share, graceSeconds)
            : await upstream.rotate(share, graceSeconds, now(), signal);
        return store.changeShare(share, { ...change, rotatedAt: now() }, owner.actor, 'rotated', now());
      });
      watch.changed();
      return presentOne(rotated);
    },

    /** Dead at once and for good. `changed` is false when it was revoked before. */
    async revoke(
      owner: Owner,
      id: string,
      signal: AbortSignal,
    ): Promise<{ readonly share: Share; readonly changed: boolean }> {
      const share = await find(owner, 'revoke', id);
      if (share.revokedAt === null) await upstream.revoke(share, signal);
      const revoked = await store.revokeShare(owner.workspace, id, owner.actor, now());
      watch.changed();
      return { share: await presentOne(revoked ?? (await find(owner, 'revoke', id))), changed: revoked !== null };
    },

    /** Revokes every share of a resource; answers how many were not revoked before. */
    async revokeAll(owner: Owner, ref: ResourceRef, signal: AbortSignal): Promise<number> {
      requireReach(owner, 'revoke', ref);
      const filter = { workspace: owner.workspace, kind: ref.kind, resourceId: ref.id, live: true };
      let revoked = 0;
      for (let shares = await store.listShares(filter); shares.length > 0; shares = await store.listShares(filter)) {
        for (const share of shares) {
          await upstream.revoke(share, signal);
          if (await store.revokeShare(owner.workspace, share.id, owner.actor, now())) revoked += 1;
        }
      }
      watch.changed();
      return revoked;
    },

    /** The vendor says that a link of its own was revoked there. Does nothing for one that we do not know. */
    async revokedUpstream(source: SourceName, upstreamId: string): Promise<void> {
      const share = await store.findShareByUpstream(source, upstreamId);
      if (!share) return;
      await store.revokeShare(share.workspace, share.id, source, now());
      watch.changed();
    },

    /** Who opened the share: the last 30 days in detail. */
    async activity(owner: Owner, id: string): Promise<Activity> {
      const share = await find(owner, 'read', id);
      return presentActivity(share, await store.activity(id, now() - 30 * 86_400_000));
    },
  };
}

function changeableOf({ links, upstream }: Source): Resource['changeable'] {
  const can = (option: 'expiresAt' | 'usageLimit') => links === 'own' || upstream?.changeable.includes(option) === true;
  return { expiresAt: can('expiresAt'), usageLimit: can('usageLimit') };
}

function requireRecipient({ channel, recipientEmail }: CreateShare): void {
  if (channel === 'email' && !recipientEmail) {
    const issues = [{ path: 'recipientEmail', message: 'Required when channel is email' }];
    throw new GuestpassError('invalid_request', {
      issues,
      detail: 'recipientEmail is required when channel is email.',
    });
  }
}

function actionOf(share: ShareRecord, { enabled }: ShareChange): AuditAction {
  if (enabled === undefined || enabled === share.enabled) return 'changed';
  return enabled ? 'resumed' : 'paused';
}

function hashOf(keys: Keyring, parts: Parameters<typeof deriveToken>[1]): string {
  const token = deriveToken(keys, parts);
  if (token === null) throw new Error('The secret of a new token must be configured.');
  return tokenHash(token);
}

/** Reads and changes again while others change the same share in between. */
async function repeatWhenStale(attempt: () => Promise<ShareRecord | null>): Promise<ShareRecord> {
  for (let tries = 0; tries < 8; tries += 1) {
    const changed = await attempt();
    if (changed) return changed;
  }
  throw new GuestpassError('conflict');
}
