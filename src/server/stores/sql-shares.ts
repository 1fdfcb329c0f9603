import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Connection, Database, Row } from './database.js';
import { auditFromRow, changedColumns, rowFromShare, shareFromRow } from './rows.js';
import type { AuditAction, ShareFilter, ShareRecord, Store } from './store.js';

type ShareQueries = Pick<
  Store,
  | 'insertShare'
  | 'replaceShares'
  | 'findShare'
  | 'findShareByToken'
  | 'findShareByUpstream'
  | 'listShares'
  | 'countShares'
  | 'changeShare'
  | 'revokeShare'
  | 'watchShares'
  | 'listAudit'
>;

export function shareQueries(database: Database): ShareQueries {
  const { builder } = database;
  // Compiled once: these two are asked for by every request of a guest.
  const byToken = builder.selectFrom('share').selectAll().where('token_hash', '=', '').compile().sql;
  const byPrevious = builder
    .selectFrom('share')
    .selectAll()
    .where('previous_hash', '=', '')
    .where('previous_until', '>', 0)
    .compile().sql;

  const audit = (
    connection: Connection,
    share: ShareRecord,
    actor: string,
    action: AuditAction,
    fields: readonly string[],
    now: number,
  ) =>
    connection.run(
      builder
        .insertInto('audit')
        .values({
          id: uuidv7(),
          at: now,
          workspace: share.workspace,
          actor,
          action,
          share_id: share.id,
          detail: JSON.stringify({ fields }),
        })
        .compile(),
    );

  /** The database allows one primary a resource, so the mark is taken away before it is given. */
  const takePrimary = (connection: Connection, share: ShareRecord) =>
    connection.run(
      builder
        .updateTable('share')
        .set({ is_primary: 0 })
        .where('workspace', '=', share.workspace)
        .where('kind', '=', share.kind)
        .where('resource_id', '=', share.resourceId)
        .where('is_primary', '=', 1)
        .where('id', '!=', share.id)
        .compile(),
    );

  const insert = async (connection: Connection, share: ShareRecord, actor: string, action: AuditAction) => {
    if (share.isPrimary) await takePrimary(connection, share);
    await connection.run(builder.insertInto('share').values(rowFromShare(share)).compile());
    await audit(connection, share, actor, action, [], share.createdAt);
  };

  const filtered = ({ workspace, kind, resourceId, search, live }: ShareFilter) => {
    let query = builder.selectFrom('share').where('workspace', '=', workspace);
    if (kind !== undefined) query = query.where('kind', '=', kind);
    if (resourceId !== undefined) query = query.where('resource_id', '=', resourceId);
    if (live) query = query.where('revoked_at', 'is', null);
    if (search === undefined) return query;
    const pattern = `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    const like = (column: 'label' | 'recipient_email' | 'resource_id') =>
      sql<boolean>`lower(${sql.ref(column)}) like ${pattern} escape '\\'`;
    return query.where(({ or }) => or([like('label'), like('recipient_email'), like('resource_id')]));
  };

  return {
    insertShare: (share, actor) => database.transaction((connection) => insert(connection, share, actor, 'created')),

    replaceShares: (share, actor, now) =>
      database.transaction(async (connection) => {
        const revoked = await connection.run(
          builder
            .updateTable('share')
            .set((set) => ({ revoked_at: now, updated_at: now, is_primary: 0, version: set('version', '+', 1) }))
            .where('workspace', '=', share.workspace)
            .where('kind', '=', share.kind)
            .where('resource_id', '=', share.resourceId)
            .where('revoked_at', 'is', null)
            .returningAll()
            .compile(),
        );
        for (const row of revoked) await audit(connection, shareFromRow(row), actor, 'revoked', [], now);
        await insert(connection, share, actor, revoked.length > 0 ? 'replaced' : 'created');
        return revoked.length;
      }),

    async findShare(workspace, id) {
      const rows = await database.run(
        builder.selectFrom('share').selectAll().where('workspace', '=', workspace).where('id', '=', id).compile(),
      );
      return first(rows);
    },

    async findShareByToken(hash, now) {
      const current = await database.run({ sql: byToken, parameters: [hash] });
      return first(current) ?? first(await database.run({ sql: byPrevious, parameters: [hash, now] }));
    },

    async findShareByUpstream(source, upstreamId) {
      const query = builder
        .selectFrom('share')
        .selectAll()
        .where('upstream_id', '=', upstreamId)
        .where('source', '=', source);
      return first(await database.run(query.limit(1).compile()));
    },

    async listShares(filter) {
      const query = filtered(filter)
        .selectAll()
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(filter.limit ?? 1000)
        .offset(filter.offset ?? 0);
      return (await database.run(query.compile())).map(shareFromRow);
    },

    async countShares(filter) {
      const [row] = await database.run(
        filtered(filter)
          .select(({ fn }) => fn.countAll().as('n'))
          .compile(),
      );
      return Number(row?.['n'] ?? 0);
    },

    changeShare: (share, change, actor, action, now) =>
      database
        .transaction(async (connection) => {
          if (change.isPrimary) await takePrimary(connection, share);
          const rows = await connection.run(
            builder
              .updateTable('share')
              .set((set) => ({ ...changedColumns(share, change), updated_at: now, version: set('version', '+', 1) }))
              .where('id', '=', share.id)
              .where('version', '=', share.version)
              .where('revoked_at', 'is', null)
              .returningAll()
              .compile(),
          );
          const changed = first(rows);
          if (changed) await audit(connection, changed, actor, action, Object.keys(change), now);
          else if (change.isPrimary) throw new StaleShare();
          return changed;
        })
        .catch(nullWhenStale),

    revokeShare: (workspace, id, actor, now) =>
      database.transaction(async (connection) => {
        const rows = await connection.run(
          builder
            .updateTable('share')
            .set((set) => ({ revoked_at: now, updated_at: now, is_primary: 0, version: set('version', '+', 1) }))
            .where('workspace', '=', workspace)
            .where('id', '=', id)
            .where('revoked_at', 'is', null)
            .returningAll()
            .compile(),
        );
        const revoked = first(rows);
        if (revoked) await audit(connection, revoked, actor, 'revoked', [], now);
        return revoked;
      }),

    async watchShares(ids) {
      if (ids.length === 0) return [];
      return (await database.run(builder.selectFrom('share').selectAll().where('id', 'in', ids).compile())).map(
        shareFromRow,
      );
    },

    async listAudit(workspace, shareId, limit) {
      let query = builder.selectFrom('audit').selectAll().where('workspace', '=', workspace);
      if (shareId !== null) query = query.where('share_id', '=', shareId);
      return (await database.run(query.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).compile())).map(
        auditFromRow,
      );
    },
  };
}

/** Undoes the transaction, so that another share keeps the mark that was taken from it. */
class StaleShare extends Error {}

function nullWhenStale(cause: unknown): null {
  if (cause instanceof StaleShare) return null;
  throw cause;
}

function first(rows: readonly Row[]): ShareRecord | null {
  const row = rows[0];
  return row ? shareFromRow(row) : null;
}
