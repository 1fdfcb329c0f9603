import { sql } from 'kysely';
import type { Database } from './database.js';
import { jobFromRow, keyFromRow, rowFromJob, rowFromKey } from './rows.js';
import type { Store } from './store.js';

type BookkeepingQueries = Pick<
  Store,
  | 'insertKey'
  | 'findKey'
  | 'findKeyById'
  | 'listKeys'
  | 'revokeKey'
  | 'touchKey'
  | 'takeRate'
  | 'refundRate'
  | 'beginIdempotent'
  | 'finishIdempotent'
  | 'releaseIdempotent'
  | 'enqueue'
  | 'takeJobs'
  | 'finishJob'
  | 'retryJob'
  | 'jobsOfShares'
  | 'sweep'
>;

const idempotencyLife = 24 * 3_600_000;
/** A request that died with its process holds its key no longer than this. */
const idempotencyLock = 60_000;

export function bookkeepingQueries(database: Database): BookkeepingQueries {
  const { builder } = database;
  const write = (query: { compile(): { sql: string; parameters: readonly unknown[] } }) =>
    database.transaction((connection) => connection.run(query.compile()));

  return {
    async insertKey(key) {
      await write(builder.insertInto('api_key').values(rowFromKey(key)));
    },
    async findKey(hash) {
      const [row] = await database.run(builder.selectFrom('api_key').selectAll().where('hash', '=', hash).compile());
      return row ? keyFromRow(row) : null;
    },
    async findKeyById(id) {
      const [row] = await database.run(builder.selectFrom('api_key').selectAll().where('id', '=', id).compile());
      return row ? keyFromRow(row) : null;
    },
    async listKeys() {
      return (await database.run(builder.selectFrom('api_key').selectAll().orderBy('created_at').compile())).map(
        keyFromRow,
      );
    },
    async revokeKey(id, now) {
      const rows = await write(
        builder
          .updateTable('api_key')
          .set({ revoked_at: now })
          .where('id', '=', id)
          .where('revoked_at', 'is', null)
          .returning('id'),
      );
      return rows.length > 0;
    },
    async touchKey(id, now) {
      await write(builder.updateTable('api_key').set({ last_used_at: now }).where('id', '=', id));
    },

    // GCRA in one statement; survives a clock that steps back (the second condition starts anew).
    async takeRate(key, { burst, interval }, now) {
      const tolerance = interval * (burst - 1);
      const [taken] = await write(
        builder
          .insertInto('rate')
          .values({ k: key, tat: now + interval })
          .onConflict((conflict) =>
            conflict
              .column('k')
              .doUpdateSet({
                tat: sql<number>`case when rate.tat > ${now + tolerance + interval} then ${now + interval} when rate.tat > ${now} then rate.tat + ${interval} else ${now + interval} end`,
              })
              .where(({ or, eb }) =>
                or([eb('rate.tat', '<=', now + tolerance), eb('rate.tat', '>', now + tolerance + interval)]),
              ),
          )
          .returning('tat'),
      );
      if (taken) return 0;
      const [row] = await database.run(builder.selectFrom('rate').select('tat').where('k', '=', key).compile());
      return Math.max(1000, Number(row?.['tat'] ?? now) - tolerance - now);
    },
    async refundRate(key, { interval }) {
      await write(
        builder
          .updateTable('rate')
          .set((set) => ({ tat: set('tat', '-', interval) }))
          .where('k', '=', key),
      );
    },

    beginIdempotent: ({ scope, fingerprint }, now) =>
      database.transaction(async (connection) => {
        const mine = builder.selectFrom('idempotency').selectAll().where('scope', '=', scope);
        const lock = { locked_until: now + idempotencyLock };
        await connection.run(
          builder
            .deleteFrom('idempotency')
            .where('scope', '=', scope)
            .where('at', '<', now - idempotencyLife)
            .compile(),
        );
        const inserted = await connection.run(
          builder
            .insertInto('idempotency')
            .values({ scope, fingerprint, at: now, ...lock, status: null, body: null })
            .onConflict((conflict) => conflict.doNothing())
            .returning('scope')
            .compile(),
        );
        if (inserted.length > 0) return { state: 'new', since: now };
        const [row] = await connection.run(mine.compile());
        if (row?.['fingerprint'] !== fingerprint) return { state: 'mismatch' };
        if (row['status'] !== null) return { state: 'done', status: Number(row['status']), body: String(row['body']) };
        const taken = await connection.run(
          builder
            .updateTable('idempotency')
            .set(lock)
            .where('scope', '=', scope)
            .where('locked_until', '<=', now)
            .returning('at')
            .compile(),
        );
        return taken[0] ? { state: 'new', since: Number(taken[0]['at']) } : { state: 'running' };
      }),
    async finishIdempotent(scope, status, body) {
      await write(builder.updateTable('idempotency').set({ status, body }).where('scope', '=', scope));
    },
    async releaseIdempotent(scope) {
      await write(builder.updateTable('idempotency').set({ locked_until: 0 }).where('scope', '=', scope));
    },

    async enqueue(job) {
      await write(
        builder
          .insertInto('job')
          .values(rowFromJob(job))
          .onConflict((conflict) => conflict.doNothing()),
      );
    },
    async takeJobs(kind, limit, leaseMs, now) {
      const due = builder
        .selectFrom('job')
        .select('id')
        .where('kind', '=', kind)
        .where('finished_at', 'is', null)
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .limit(limit);
      const rows = await write(
        builder
          .updateTable('job')
          .set((set) => ({ due_at: now + leaseMs, attempts: set('attempts', '+', 1) }))
          .where('id', 'in', due)
          .where('finished_at', 'is', null)
          .where('due_at', '<=', now)
          .returningAll(),
      );
      return rows.map(jobFromRow);
    },
    async finishJob(id, outcome, note, now) {
      await write(builder.updateTable('job').set({ finished_at: now, outcome, note }).where('id', '=', id));
    },
    async retryJob(id, at, note) {
      await write(
        builder.updateTable('job').set({ due_at: at, note }).where('id', '=', id).where('finished_at', 'is', null),
      );
    },
    async jobsOfShares(kind, shareIds) {
      if (shareIds.length === 0) return [];
      const rows = await database.run(
        builder
          .selectFrom('job')
          .selectAll()
          .where('kind', '=', kind)
          .where('share_id', 'in', shareIds)
          .orderBy('created_at')
          .compile(),
      );
      return rows.map(jobFromRow);
    },

    async sweep(before, now) {
      await write(builder.deleteFrom('rate').where('tat', '<', before));
      await write(builder.deleteFrom('idempotency').where('at', '<', now - idempotencyLife));
      await write(builder.deleteFrom('job').where('finished_at', '<', before).where('kind', '!=', 'mail'));
    },
  };
}
