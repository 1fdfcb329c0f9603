import { type Kysely, sql } from 'kysely';
import type { Compiled, Database } from '../database.js';
import type { Tables } from '../schema.js';

/** The tables as they began. Integers are 64 bits: instants are epoch milliseconds. */
export function ground({ engine, builder }: Database): readonly Compiled[] {
  return [
    ...tables(builder).map((query) => query.compile()),
    ...indexes(builder).map((query) => query.compile()),
    ...auditGuard(builder, engine),
  ];
}

function tables(builder: Kysely<Tables>) {
  const { schema } = builder;
  return [
    schema
      .createTable('share')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('workspace', 'text', (c) => c.notNull())
      .addColumn('source', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('resource_id', 'text', (c) => c.notNull())
      .addColumn('link', 'text', (c) => c.notNull())
      .addColumn('type', 'text', (c) => c.notNull())
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('label', 'text')
      .addColumn('message', 'text')
      .addColumn('recipient_email', 'text')
      .addColumn('recipient_name', 'text')
      .addColumn('language', 'text')
      .addColumn('token_hash', 'text', (c) => c.notNull().unique())
      .addColumn('previous_hash', 'text')
      .addColumn('previous_until', 'bigint')
      .addColumn('token_key', 'text', (c) => c.notNull())
      .addColumn('generation', 'integer', (c) => c.notNull())
      .addColumn('rotated_at', 'bigint')
      .addColumn('expires_at', 'bigint')
      .addColumn('usage_limit', 'bigint')
      .addColumn('usage_count', 'bigint', (c) => c.notNull())
      .addColumn('password_hash', 'text')
      .addColumn('password_version', 'integer', (c) => c.notNull())
      .addColumn('allowed_origins', 'text', (c) => c.notNull())
      .addColumn('allow_all_origins', 'integer', (c) => c.notNull())
      .addColumn('enabled', 'integer', (c) => c.notNull())
      .addColumn('download', 'integer', (c) => c.notNull())
      .addColumn('remove_watermark', 'integer', (c) => c.notNull())
      .addColumn('is_primary', 'integer', (c) => c.notNull())
      .addColumn('live', 'text')
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('created_by', 'text', (c) => c.notNull())
      .addColumn('updated_at', 'bigint', (c) => c.notNull())
      .addColumn('last_opened_at', 'bigint')
      .addColumn('revoked_at', 'bigint')
      .addColumn('upstream_id', 'text')
      .addColumn('upstream_sealed', 'text')
      .addColumn('version', 'integer', (c) => c.notNull()),
    schema
      .createTable('visit')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('share_id', 'text', (c) => c.notNull().references('share.id'))
      .addColumn('visit_key', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('alive_until', 'bigint', (c) => c.notNull())
      .addColumn('visitor', 'text', (c) => c.notNull())
      .addColumn('counts', 'integer', (c) => c.notNull())
      .addColumn('origin', 'text')
      .addColumn('generation', 'integer', (c) => c.notNull())
      .addColumn('password_version', 'integer', (c) => c.notNull())
      .addColumn('conversation_at', 'bigint')
      .addUniqueConstraint('visit_once', ['share_id', 'visit_key']),
    schema
      .createTable('visit_event')
      .addColumn('visit_id', 'text', (c) => c.notNull().references('visit.id'))
      .addColumn('type', 'text', (c) => c.notNull())
      .addColumn('share_id', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('visit_event_once', ['visit_id', 'type']),
    schema
      .createTable('api_key')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('workspace', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('hash', 'text', (c) => c.notNull().unique())
      .addColumn('hint', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('last_used_at', 'bigint')
      .addColumn('expires_at', 'bigint')
      .addColumn('revoked_at', 'bigint'),
    schema
      .createTable('rate')
      .addColumn('k', 'text', (c) => c.primaryKey())
      .addColumn('tat', 'bigint', (c) => c.notNull()),
    schema
      .createTable('idempotency')
      .addColumn('scope', 'text', (c) => c.primaryKey())
      .addColumn('fingerprint', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('locked_until', 'bigint', (c) => c.notNull())
      .addColumn('status', 'integer')
      .addColumn('body', 'text'),
    schema
      .createTable('job')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('share_id', 'text')
      .addColumn('payload', 'text', (c) => c.notNull())
      .addColumn('attempts', 'integer', (c) => c.notNull())
      .addColumn('due_at', 'bigint', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('finished_at', 'bigint')
      .addColumn('outcome', 'text')
      .addColumn('note', 'text'),
    schema
      .createTable('audit')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('workspace', 'text', (c) => c.notNull())
      .addColumn('actor', 'text', (c) => c.notNull())
      .addColumn('action', 'text', (c) => c.notNull())
      .addColumn('share_id', 'text', (c) => c.notNull())
      .addColumn('detail', 'text', (c) => c.notNull()),
  ];
}

function indexes({ schema }: Kysely<Tables>) {
  return [
    schema.createIndex('share_resource').on('share').columns(['workspace', 'kind', 'resource_id', 'created_at']),
    schema
      .createIndex('share_previous')
      .on('share')
      .column('previous_hash')
      .where(sql.ref('previous_hash'), 'is not', null),
    schema
      .createIndex('share_upstream')
      .on('share')
      .column('upstream_id')
      .where(sql.ref('upstream_id'), 'is not', null),
    // At most one primary share a resource, whatever races: the database refuses the second.
    schema
      .createIndex('share_primary')
      .unique()
      .on('share')
      .columns(['workspace', 'kind', 'resource_id'])
      .where(sql.ref('is_primary'), '=', sql.lit(1))
      .where(sql.ref('revoked_at'), 'is', null),
    schema.createIndex('visit_share').on('visit').columns(['share_id', 'at']),
    schema.createIndex('event_share').on('visit_event').column('share_id'),
    schema.createIndex('job_due').on('job').columns(['kind', 'due_at']).where(sql.ref('finished_at'), 'is', null),
    schema.createIndex('job_share').on('job').columns(['share_id', 'created_at']),
    schema.createIndex('audit_share').on('audit').columns(['workspace', 'share_id', 'at']),
  ];
}

/** History is only added to. The one piece that each engine writes in its own words. */
function auditGuard(builder: Kysely<Tables>, engine: Database['engine']): readonly Compiled[] {
  const statements =
    engine === 'sqlite'
      ? [
          sql`CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END`,
          sql`CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows are never deleted'); END`,
        ]
      : [
          sql`CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'audit rows are only added'; END $$`,
          sql`CREATE TRIGGER audit_keep BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_refuse()`,
        ];
  return statements.map((statement) => statement.compile(builder));
}
