import type { Kind, SourceName } from '../../contract/resource.js';
import type { LiveBudget, ShareType, VisitorClass } from '../../contract/share.js';
import type { GuestEventType } from '../../contract/view.js';

/**
 * What the share service keeps. Instants are integers, epoch milliseconds; every method takes `now` from its caller, so
 * that one clock decides. Each method is one transaction, durable once its promise resolves: acknowledged means kept.
 * Every change of a share's state leaves an audit row in the same transaction.
 */
export interface Store {
  /** Brings the schema up to date; safe to call from many processes at once. */
  migrate(): Promise<void>;
  close(): Promise<void>;
  /** Throws when the store cannot answer. */
  ping(): Promise<void>;

  /** Adds a share. With `isPrimary` the resource's other primary loses that mark in the same transaction. */
  insertShare(share: ShareRecord, actor: string): Promise<void>;
  /** Revokes every live share of the resource and adds this one, in one transaction. Answers how many were revoked. */
  replaceShares(share: ShareRecord, actor: string, now: number): Promise<number>;
  /** By id within a workspace; null when there is none. Revoked shares are found. */
  findShare(workspace: string, id: string): Promise<ShareRecord | null>;
  /** By the hash of the token, current or in its grace period; null when there is none. */
  findShareByToken(hash: string, now: number): Promise<ShareRecord | null>;
  /** The share whose link the vendor keeps under this id; null when there is none. */
  findShareByUpstream(source: SourceName, upstreamId: string): Promise<ShareRecord | null>;
  /** Newest first. Revoked ones are among them. */
  listShares(filter: ShareFilter): Promise<readonly ShareRecord[]>;
  countShares(filter: ShareFilter): Promise<number>;
  /**
   * Changes the named fields of a share that is not revoked and whose `version` is still the given one; null otherwise.
   * `isPrimary: true` takes the mark from the resource's other shares in the same transaction.
   */
  changeShare(
    share: ShareRecord,
    change: ShareChange,
    actor: string,
    action: AuditAction,
    now: number,
  ): Promise<ShareRecord | null>;
  /** Sets revokedAt once. Null when the share was revoked already or does not exist. */
  revokeShare(workspace: string, id: string, actor: string, now: number): Promise<ShareRecord | null>;
  /** The states that open pages watch: one row for each id that exists. */
  watchShares(ids: readonly string[]): Promise<readonly ShareRecord[]>;

  /**
   * Adds a visit and, when it counts, takes one use, in one transaction: the use is taken only while the share is
   * enabled, not revoked, not expired and below its limit.
   */
  claimVisit(visit: VisitRecord, now: number): Promise<ClaimResult>;
  /**
   * Begins a visit's conversation: takes one use when `takesUse`, under the same conditions as claimVisit, and only within
   * the budget; all in one transaction that holds the share's row, so no race exceeds either.
   */
  beginConversation(start: ConversationStart, now: number): Promise<ConversationOutcome>;
  /** Gives back the use of a visit whose view could not be delivered after all. */
  refundVisit(visitId: string, now: number): Promise<void>;
  /** The visit with its share, in one read; null when there is none. */
  findVisit(visitId: string): Promise<{ readonly visit: VisitRecord; readonly share: ShareRecord } | null>;
  extendVisit(visitId: string, aliveUntil: number): Promise<void>;
  endVisit(visitId: string, now: number): Promise<void>;
  /** True the first time for this visit and type; then `job`, if there is one, is enqueued in the same transaction. */
  addEvent(visit: VisitRecord, type: GuestEventType, job: JobRecord | null, now: number): Promise<boolean>;
  /** The latest visits of a share, newest first, and counts since `since`. */
  activity(shareId: string, since: number): Promise<ActivityRecord>;
  /** Keeps something that was done with a resource and that an owner's own app tells of. */
  addResourceEvent(event: ResourceEvent): Promise<void>;
  /** What was done with a resource over all of its shares, of the given types: counts, and the latest, newest first, at most `limit`. */
  engagement(resource: ResourceFilter, types: readonly string[], limit: number): Promise<EngagementRecord>;

  insertKey(key: KeyRecord): Promise<void>;
  /** By the hash of the key; null when there is none. Revoked and expired ones are found. */
  findKey(hash: string): Promise<KeyRecord | null>;
  findKeyById(id: string): Promise<KeyRecord | null>;
  listKeys(): Promise<readonly KeyRecord[]>;
  /** False when there is no such key or it is revoked already. */
  revokeKey(id: string, now: number): Promise<boolean>;
  touchKey(id: string, now: number): Promise<void>;

  /** Generic cell rate: takes one from the bucket named `key`; answers milliseconds to wait, 0 when allowed. */
  takeRate(key: string, rate: Rate, now: number): Promise<number>;
  /** Gives one back, after a success that should not count. */
  refundRate(key: string, rate: Rate): Promise<void>;

  /** Remembers a request before its work begins. Answers what is known of an earlier one with the same key. */
  beginIdempotent(entry: IdempotencyEntry, now: number): Promise<IdempotencyState>;
  finishIdempotent(scope: string, status: number, body: string): Promise<void>;
  /** Lets the next try begin at once; when the first one began stays known. */
  releaseIdempotent(scope: string): Promise<void>;

  /** Adds work that must be done once, even over a crash. The same `id` is added once. */
  enqueue(job: JobRecord): Promise<void>;
  /** Takes up to `limit` due jobs for `leaseMs`: no other process takes them meanwhile. */
  takeJobs(kind: JobRecord['kind'], limit: number, leaseMs: number, now: number): Promise<readonly JobRecord[]>;
  finishJob(id: string, outcome: 'done' | 'failed', note: string | null, now: number): Promise<void>;
  retryJob(id: string, at: number, note: string): Promise<void>;
  /** The latest job of each of the shares. */
  jobsOfShares(kind: JobRecord['kind'], shareIds: readonly string[]): Promise<readonly JobRecord[]>;

  /** Newest first, at most `limit`. */
  listAudit(workspace: string, shareId: string | null, limit: number): Promise<readonly AuditRecord[]>;
  /** Removes what nobody needs any more: rates, idempotency entries and finished jobs older than `before`. */
  sweep(before: number, now: number): Promise<void>;
}

export interface ShareRecord {
  readonly id: string;
  readonly workspace: string;
  readonly source: SourceName;
  readonly kind: Kind;
  readonly resourceId: string;
  readonly link: 'own' | 'upstream';
  readonly type: ShareType;
  readonly channel: 'link' | 'email';
  readonly label: string | null;
  readonly message: string | null;
  readonly recipientEmail: string | null;
  readonly recipientName: string | null;
  readonly language: string | null;
  /** SHA-256 of the token, base64url. Unique. */
  readonly tokenHash: string;
  readonly previousHash: string | null;
  readonly previousUntil: number | null;
  /** Which secret the token is derived from, and how often it was rotated. */
  readonly tokenKey: string;
  readonly generation: number;
  readonly rotatedAt: number | null;
  readonly expiresAt: number | null;
  readonly usageLimit: number | null;
  readonly usageCount: number;
  /** PHC string. */
  readonly passwordHash: string | null;
  /** Rises with each change of the password: visits from before end. */
  readonly passwordVersion: number;
  readonly allowedOrigins: readonly string[];
  readonly allowAllOrigins: boolean;
  readonly enabled: boolean;
  readonly download: boolean;
  readonly removeWatermark: boolean;
  readonly isPrimary: boolean;
  readonly live: LiveBudget | null;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly updatedAt: number;
  readonly lastOpenedAt: number | null;
  readonly revokedAt: number | null;
  readonly upstreamId: string | null;
  /** Encrypted with a key derived from the secret: the vendor's token and address. */
  readonly upstreamSealed: string | null;
  /** Rises with each change by an owner. */
  readonly version: number;
}

export type ShareChange = Partial<
  Omit<
    ShareRecord,
    | 'id'
    | 'workspace'
    | 'source'
    | 'kind'
    | 'resourceId'
    | 'createdAt'
    | 'createdBy'
    | 'usageCount'
    | 'version'
    | 'updatedAt'
  >
>;

export interface ShareFilter {
  readonly workspace: string;
  readonly kind?: Kind;
  readonly resourceId?: string;
  /** Matches label, recipient, resource id; case-insensitive. */
  readonly search?: string;
  /** Leaves the revoked ones out. */
  readonly live?: boolean;
  readonly limit?: number;
  readonly offset?: number;
}

export interface VisitRecord {
  readonly id: string;
  readonly shareId: string;
  /** Made by the client: a repeated request with it is the same visit. Unique within a share. */
  readonly visitKey: string;
  readonly at: number;
  readonly aliveUntil: number;
  readonly visitor: VisitorClass;
  /** Whether it took a use. usageCount of a share is the number of its visits that count. */
  readonly counts: boolean;
  /** The site that embeds, proven by a ticket. */
  readonly origin: string | null;
  readonly generation: number;
  readonly passwordVersion: number;
  /** When the conversation began; null without one. */
  readonly conversationAt: number | null;
  /** The visit whose conversation ended here: until there is another one, this is the same visit to who looks at it. */
  readonly follows: string | null;
}

export type ClaimResult =
  | { readonly outcome: 'claimed'; readonly usageCount: number }
  /** The visit key is known: nothing was charged. */
  | { readonly outcome: 'replayed'; readonly visit: VisitRecord }
  | { readonly outcome: 'refused' };

export interface ConversationStart {
  readonly visit: VisitRecord;
  /** False for the owner, who looks at the share as a guest would. */
  readonly takesUse: boolean;
  readonly budget: Pick<LiveBudget, 'guestsAtOnce' | 'conversationsPerDay'>;
  /** When the day began that the budget counts, epoch milliseconds. */
  readonly dayStart: number;
  readonly aliveUntil: number;
}

/** `already`: the visit's use was taken before. `refused`: the share's policy says no. */
export type ConversationOutcome = 'begun' | 'already' | 'refused' | 'too_many_at_once' | 'too_many_today';

export interface ActivityRecord {
  readonly total: Readonly<Record<VisitorClass, number>>;
  readonly days: readonly { readonly day: string; readonly visitor: VisitorClass; readonly visits: number }[];
  readonly sites: readonly { readonly origin: string; readonly visits: number; readonly lastAt: number }[];
  readonly events: readonly { readonly type: string; readonly count: number }[];
  readonly recent: readonly (VisitRecord & { readonly events: readonly string[] })[];
}

export type ResourceFilter = Pick<ShareRecord, 'workspace' | 'kind' | 'resourceId'>;

export interface ResourceEvent extends ResourceFilter {
  readonly id: string;
  readonly shareId: string | null;
  readonly type: string;
  /** JSON, as it was given; null without any. */
  readonly metadata: string | null;
  readonly at: number;
}

export interface EngagementRecord {
  /** Shares that were made and revoked, uses that were taken of them, and e-mails that carried them. */
  readonly shares: { readonly made: number; readonly revoked: number; readonly uses: number; readonly mailed: number };
  readonly events: readonly { readonly type: string; readonly count: number }[];
  readonly recent: readonly Pick<ResourceEvent, 'type' | 'shareId' | 'metadata' | 'at'>[];
}

export interface KeyRecord {
  readonly id: string;
  readonly workspace: string;
  readonly name: string;
  /** SHA-256 of the key, base64url. */
  readonly hash: string;
  /** The first characters, to tell keys apart in a list. */
  readonly hint: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
}

export interface Rate {
  /** How many at once. */
  readonly burst: number;
  /** Milliseconds until one more is allowed. */
  readonly interval: number;
}

export interface IdempotencyEntry {
  /** Workspace, route and key. */
  readonly scope: string;
  /** SHA-256 of method, path and body. */
  readonly fingerprint: string;
}

export type IdempotencyState =
  /** To be done. `since` is when the first try began: now, unless an earlier one failed or died. */
  | { readonly state: 'new'; readonly since: number }
  | { readonly state: 'running' }
  | { readonly state: 'mismatch' }
  | { readonly state: 'done'; readonly status: number; readonly body: string };

export interface JobRecord {
  readonly id: string;
  readonly kind: 'mail' | 'event';
  readonly shareId: string | null;
  /** JSON; never a token or a key. */
  readonly payload: string;
  readonly attempts: number;
  readonly dueAt: number;
  readonly createdAt: number;
  readonly finishedAt: number | null;
  readonly outcome: 'done' | 'failed' | null;
  readonly note: string | null;
}

export type AuditAction = 'created' | 'changed' | 'paused' | 'resumed' | 'rotated' | 'revoked' | 'replaced';

export interface AuditRecord {
  readonly at: number;
  readonly workspace: string;
  readonly actor: string;
  readonly action: AuditAction;
  readonly shareId: string;
  /** JSON of the names of the fields that changed; never values of secrets. */
  readonly detail: string;
}
