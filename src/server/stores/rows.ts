import * as z from 'zod/mini';
import { Kind, SourceName } from '../../contract/resource.js';
import { LiveBudget, ShareType, VisitorClass } from '../../contract/share.js';
import type { Row } from './database.js';
import type { JobRow, KeyRow, ShareRow, VisitRow } from './schema.js';
import type { AuditRecord, JobRecord, KeyRecord, ShareChange, ShareRecord, VisitRecord } from './store.js';

/** Between rows and records. A row that does not read is an error of the database, told as such: never guessed at. */

const text = z.string();
const optionalText = z.nullable(z.string());
const integer = z.number();
const optionalInteger = z.nullable(z.number());
const flag = z.number();

const ShareRowSchema = z.object({
  id: text,
  workspace: text,
  source: SourceName,
  kind: Kind,
  resource_id: text,
  link: z.enum(['own', 'upstream']),
  type: ShareType,
  channel: z.enum(['link', 'email']),
  label: optionalText,
  message: optionalText,
  recipient_email: optionalText,
  recipient_name: optionalText,
  language: optionalText,
  token_hash: text,
  previous_hash: optionalText,
  previous_until: optionalInteger,
  token_key: text,
  generation: integer,
  rotated_at: optionalInteger,
  expires_at: optionalInteger,
  usage_limit: optionalInteger,
  usage_count: integer,
  password_hash: optionalText,
  password_version: integer,
  allowed_origins: text,
  allow_all_origins: flag,
  enabled: flag,
  download: flag,
  remove_watermark: flag,
  is_primary: flag,
  live: optionalText,
  created_at: integer,
  created_by: text,
  updated_at: integer,
  last_opened_at: optionalInteger,
  revoked_at: optionalInteger,
  upstream_id: optionalText,
  upstream_sealed: optionalText,
  version: integer,
});
const Origins = z.array(z.string());

export function shareFromRow(row: Row): ShareRecord {
  const r = ShareRowSchema.parse(row);
  return {
    id: r.id,
    workspace: r.workspace,
    source: r.source,
    kind: r.kind,
    resourceId: r.resource_id,
    link: r.link,
    type: r.type,
    channel: r.channel,
    label: r.label,
    message: r.message,
    recipientEmail: r.recipient_email,
    recipientName: r.recipient_name,
    language: r.language,
    tokenHash: r.token_hash,
    previousHash: r.previous_hash,
    previousUntil: r.previous_until,
    tokenKey: r.token_key,
    generation: r.generation,
    rotatedAt: r.rotated_at,
    expiresAt: r.expires_at,
    usageLimit: r.usage_limit,
    usageCount: r.usage_count,
    passwordHash: r.password_hash,
    passwordVersion: r.password_version,
    allowedOrigins: Origins.parse(JSON.parse(r.allowed_origins)),
    allowAllOrigins: r.allow_all_origins === 1,
    enabled: r.enabled === 1,
    download: r.download === 1,
    removeWatermark: r.remove_watermark === 1,
    isPrimary: r.is_primary === 1,
    live: r.live === null ? null : LiveBudget.parse(JSON.parse(r.live)),
    createdAt: r.created_at,
    createdBy: r.created_by,
    updatedAt: r.updated_at,
    lastOpenedAt: r.last_opened_at,
    revokedAt: r.revoked_at,
    upstreamId: r.upstream_id,
    upstreamSealed: r.upstream_sealed,
    version: r.version,
  };
}

export function rowFromShare(share: ShareRecord): ShareRow {
  return {
    id: share.id,
    workspace: share.workspace,
    source: share.source,
    kind: share.kind,
    resource_id: share.resourceId,
    created_at: share.createdAt,
    created_by: share.createdBy,
    updated_at: share.updatedAt,
    usage_count: share.usageCount,
    version: share.version,
    ...fullChange(share),
  };
}

/** The columns that an owner's change may touch. */
function fullChange(
  share: ShareRecord,
): Omit<
  ShareRow,
  | 'id'
  | 'workspace'
  | 'source'
  | 'kind'
  | 'resource_id'
  | 'created_at'
  | 'created_by'
  | 'updated_at'
  | 'usage_count'
  | 'version'
> {
  return {
    link: share.link,
    type: share.type,
    channel: share.channel,
    label: share.label,
    message: share.message,
    recipient_email: share.recipientEmail,
    recipient_name: share.recipientName,
    language: share.language,
    token_hash: share.tokenHash,
    previous_hash: share.previousHash,
    previous_until: share.previousUntil,
    token_key: share.tokenKey,
    generation: share.generation,
    rotated_at: share.rotatedAt,
    expires_at: share.expiresAt,
    usage_limit: share.usageLimit,
    password_hash: share.passwordHash,
    password_version: share.passwordVersion,
    allowed_origins: JSON.stringify(share.allowedOrigins),
    allow_all_origins: share.allowAllOrigins ? 1 : 0,
    enabled: share.enabled ? 1 : 0,
    download: share.download ? 1 : 0,
    remove_watermark: share.removeWatermark ? 1 : 0,
    is_primary: share.isPrimary ? 1 : 0,
    live: share.live === null ? null : JSON.stringify(share.live),
    last_opened_at: share.lastOpenedAt,
    revoked_at: share.revokedAt,
    upstream_id: share.upstreamId,
    upstream_sealed: share.upstreamSealed,
  };
}

/** The columns of a changed share, all of them: the share's `version` guards against a change in between. */
export function changedColumns(share: ShareRecord, change: ShareChange) {
  // What visits write (lastOpenedAt) is left to them: it moves without the version.
  const { last_opened_at: _, ...columns } = fullChange({ ...share, ...change });
  return columns;
}

const VisitRowSchema = z.object({
  id: text,
  share_id: text,
  visit_key: text,
  at: integer,
  alive_until: integer,
  visitor: VisitorClass,
  counts: flag,
  origin: optionalText,
  generation: integer,
  password_version: integer,
  conversation_at: optionalInteger,
  follows: optionalText,
});

export function visitFromRow(row: Row): VisitRecord {
  const r = VisitRowSchema.parse(row);
  return {
    id: r.id,
    shareId: r.share_id,
    visitKey: r.visit_key,
    at: r.at,
    aliveUntil: r.alive_until,
    visitor: r.visitor,
    counts: r.counts === 1,
    origin: r.origin,
    generation: r.generation,
    passwordVersion: r.password_version,
    conversationAt: r.conversation_at,
    follows: r.follows,
  };
}

export function rowFromVisit(visit: VisitRecord): VisitRow {
  return {
    id: visit.id,
    share_id: visit.shareId,
    visit_key: visit.visitKey,
    at: visit.at,
    alive_until: visit.aliveUntil,
    visitor: visit.visitor,
    counts: visit.counts ? 1 : 0,
    origin: visit.origin,
    generation: visit.generation,
    password_version: visit.passwordVersion,
    conversation_at: visit.conversationAt,
    follows: visit.follows,
  };
}

const KeyRowSchema = z.object({
  id: text,
  workspace: text,
  name: text,
  hash: text,
  hint: text,
  created_at: integer,
  last_used_at: optionalInteger,
  expires_at: optionalInteger,
  revoked_at: optionalInteger,
});

export function keyFromRow(row: Row): KeyRecord {
  const {
    created_at: createdAt,
    last_used_at: lastUsedAt,
    expires_at: expiresAt,
    revoked_at: revokedAt,
    ...rest
  } = KeyRowSchema.parse(row);
  return { ...rest, createdAt, lastUsedAt, expiresAt, revokedAt };
}

export function rowFromKey({ createdAt, lastUsedAt, expiresAt, revokedAt, ...rest }: KeyRecord): KeyRow {
  return { ...rest, created_at: createdAt, last_used_at: lastUsedAt, expires_at: expiresAt, revoked_at: revokedAt };
}

const JobRowSchema = z.object({
  id: text,
  kind: z.enum(['mail', 'event']),
  share_id: optionalText,
  payload: text,
  attempts: integer,
  due_at: integer,
  created_at: integer,
  finished_at: optionalInteger,
  outcome: z.nullable(z.enum(['done', 'failed'])),
  note: optionalText,
});

export function jobFromRow(row: Row): JobRecord {
  const {
    share_id: shareId,
    due_at: dueAt,
    created_at: createdAt,
    finished_at: finishedAt,
    ...rest
  } = JobRowSchema.parse(row);
  return { ...rest, shareId, dueAt, createdAt, finishedAt };
}

export function rowFromJob({ shareId, dueAt, createdAt, finishedAt, ...rest }: JobRecord): JobRow {
  return { ...rest, share_id: shareId, due_at: dueAt, created_at: createdAt, finished_at: finishedAt };
}

const AuditRowSchema = z.object({
  at: integer,
  workspace: text,
  actor: text,
  action: z.enum(['created', 'changed', 'paused', 'resumed', 'rotated', 'revoked', 'replaced']),
  share_id: text,
  detail: text,
});

export function auditFromRow(row: Row): AuditRecord {
  const { share_id: shareId, ...rest } = AuditRowSchema.parse(row);
  return { ...rest, shareId };
}
