import type { Compiled, Connection, Database, Row } from './database.js';
import { rowFromJob, rowFromVisit, shareFromRow, visitFromRow } from './rows.js';
import type { ClaimResult, ConversationOutcome, Store, VisitRecord } from './store.js';

type VisitQueries = Pick<
  Store,
  | 'claimVisit'
  | 'beginConversation'
  | 'refundVisit'
  | 'findVisit'
  | 'extendVisit'
  | 'endVisit'
  | 'addEvent'
  | 'activity'
>;

export function visitQueries(database: Database): VisitQueries {
  const { builder } = database;
  const visitById = builder.selectFrom('visit').selectAll().where('id', '=', '').compile().sql;
  const shareById = builder.selectFrom('share').selectAll().where('id', '=', '').compile().sql;

  /** The guarded update: takes one use, or nothing when the policy refuses. One statement, so no race can exceed the limit. */
  const takeUse = (connection: Connection, shareId: string, now: number) =>
    connection.run(
      builder
        .updateTable('share')
        .set((set) => ({ usage_count: set('usage_count', '+', 1), last_opened_at: now }))
        .where('id', '=', shareId)
        .where('enabled', '=', 1)
        .where('revoked_at', 'is', null)
        .where(({ or, eb }) => or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
        .where(({ or, eb, ref }) => or([eb('usage_limit', 'is', null), eb('usage_count', '<', ref('usage_limit'))]))
        .returning('usage_count')
        .compile(),
    );

  const visitByKey = (visit: VisitRecord) =>
    builder
      .selectFrom('visit')
      .selectAll()
      .where('share_id', '=', visit.shareId)
      .where('visit_key', '=', visit.visitKey)
      .compile();

  return {
    claimVisit: (visit, now) =>
      database
        .transaction(async (connection): Promise<ClaimResult> => {
          const inserted = await connection.run(
            builder
              .insertInto('visit')
              .values(rowFromVisit(visit))
              .onConflict((conflict) => conflict.doNothing())
              .returning('id')
              .compile(),
          );
          if (inserted.length === 0) {
            const known = firstVisit(await connection.run(visitByKey(visit)));
            if (!known) throw new Error('A visit that conflicts must exist.');
            return { outcome: 'replayed', visit: known };
          }
          if (!visit.counts) return { outcome: 'claimed', usageCount: 0 };
          const [taken] = await takeUse(connection, visit.shareId, now);
          if (!taken) throw new Refused('refused');
          return { outcome: 'claimed', usageCount: Number(taken['usage_count']) };
        })
        .catch((cause: unknown): ClaimResult => {
          if (cause instanceof Refused) return { outcome: 'refused' };
          throw cause;
        }),

    beginConversation: ({ visit, takesUse, budget, dayStart, aliveUntil }, now) =>
      database
        .transaction(async (connection): Promise<ConversationOutcome> => {
          // Locks the share's row before anything is counted, so that two starts cannot both be the last one allowed.
          const share = builder.updateTable('share').set({ last_opened_at: now }).where('id', '=', visit.shareId);
          await connection.run(share.compile());
          const marked = await connection.run(
            builder
              .updateTable('visit')
              .set({ counts: takesUse ? 1 : 0, conversation_at: now, alive_until: aliveUntil })
              .where('id', '=', visit.id)
              .where('conversation_at', 'is', null)
              .returning('id')
              .compile(),
          );
          if (marked.length === 0) return 'already';
          if (takesUse && !visit.counts) {
            const [taken] = await takeUse(connection, visit.shareId, now);
            if (!taken) throw new Refused('refused');
          }
          const begun = builder
            .selectFrom('visit')
            .where('share_id', '=', visit.shareId)
            .where('conversation_at', 'is not', null)
            .select(({ fn }) => fn.countAll().as('n'));
          const count = async (query: { compile(): Compiled }) =>
            Number((await connection.run(query.compile()))[0]?.['n'] ?? 0);
          const { guestsAtOnce, conversationsPerDay } = budget;
          if (guestsAtOnce !== null && (await count(begun.where('alive_until', '>', now))) > guestsAtOnce) {
            throw new Refused('too_many_at_once');
          }
          if (
            conversationsPerDay !== null &&
            (await count(begun.where('conversation_at', '>=', dayStart))) > conversationsPerDay
          ) {
            throw new Refused('too_many_today');
          }
          return 'begun';
        })
        .catch((cause: unknown) => {
          if (cause instanceof Refused) return cause.outcome;
          throw cause;
        }),

    refundVisit: (visitId) =>
      database.transaction(async (connection) => {
        const marked = await connection.run(
          builder
            .updateTable('visit')
            .set({ counts: 0, conversation_at: null })
            .where('id', '=', visitId)
            .where('counts', '=', 1)
            .returning('share_id')
            .compile(),
        );
        const shareId = marked[0]?.['share_id'];
        if (typeof shareId !== 'string') return;
        await connection.run(
          builder
            .updateTable('share')
            .set((set) => ({ usage_count: set('usage_count', '-', 1) }))
            .where('id', '=', shareId)
            .compile(),
        );
      }),

    async findVisit(visitId) {
      const visit = firstVisit(await database.run({ sql: visitById, parameters: [visitId] }));
      if (!visit) return null;
      const [share] = await database.run({ sql: shareById, parameters: [visit.shareId] });
      return share ? { visit, share: shareFromRow(share) } : null;
    },

    extendVisit: (visitId, aliveUntil) =>
      database.transaction(async (connection) => {
        await connection.run(
          builder
            .updateTable('visit')
            .set({ alive_until: aliveUntil })
            .where('id', '=', visitId)
            .where('alive_until', '<', aliveUntil)
            .compile(),
        );
      }),

    endVisit: (visitId, now) =>
      database.transaction(async (connection) => {
        await connection.run(
          builder
            .updateTable('visit')
            .set({ alive_until: now })
            .where('id', '=', visitId)
            .where('alive_until', '>', now)
            .compile(),
        );
      }),

    addEvent: (visit, type, job, now) =>
      database.transaction(async (connection) => {
        const rows = await connection.run(
          builder
            .insertInto('visit_event')
            .values({ visit_id: visit.id, share_id: visit.shareId, type, at: now })
            .onConflict((conflict) => conflict.doNothing())
            .returning('type')
            .compile(),
        );
        if (rows.length > 0 && job) await connection.run(builder.insertInto('job').values(rowFromJob(job)).compile());
        return rows.length > 0;
      }),

    async activity(shareId, since) {
      const visits = builder
        .selectFrom('visit')
        .where('share_id', '=', shareId)
        .where(({ eb, or }) => or([eb('follows', 'is', null), eb('conversation_at', 'is not', null)]));
      const total = await database.run(
        visits
          .select(({ fn }) => ['visitor', fn.countAll().as('n')])
          .groupBy('visitor')
          .compile(),
      );
      const recentRows = await database.run(
        visits.selectAll().where('at', '>=', since).orderBy('at', 'desc').compile(),
      );
      const sites = await database.run(
        visits
          .select(({ fn }) => ['origin', fn.countAll().as('n'), fn.max('at').as('last_at')])
          .where('origin', 'is not', null)
          .groupBy('origin')
          .orderBy('n', 'desc')
          .limit(50)
          .compile(),
      );
      const events = await database.run(
        builder
          .selectFrom('visit_event')
          .select(({ fn }) => ['type', fn.countAll().as('n')])
          .where('share_id', '=', shareId)
          .groupBy('type')
          .compile(),
      );
      const recent = recentRows.slice(0, 25).map(visitFromRow);
      return {
        total: countsByVisitor(total),
        days: byDay(recentRows.map(visitFromRow)),
        sites: sites.map((row) => ({
          origin: String(row['origin']),
          visits: Number(row['n']),
          lastAt: Number(row['last_at']),
        })),
        events: events.map((row) => ({ type: String(row['type']), count: Number(row['n']) })),
        recent: await withEvents(database, recent),
      };
    },
  };
}

/** The policy or a budget refuses: undoes the transaction. */
class Refused extends Error {
  readonly outcome: Exclude<ConversationOutcome, 'begun' | 'already'>;
  constructor(outcome: Refused['outcome']) {
    super(outcome);
    this.outcome = outcome;
  }
}

function firstVisit(rows: readonly Row[]): VisitRecord | null {
  const row = rows[0];
  return row ? visitFromRow(row) : null;
}

function countsByVisitor(rows: readonly Row[]) {
  const of = (visitor: string) => Number(rows.find((row) => row['visitor'] === visitor)?.['n'] ?? 0);
  return { human: of('human'), automated: of('automated'), owner: of('owner') };
}

function byDay(visits: readonly VisitRecord[]) {
  const counts = new Map<string, { day: string; visitor: VisitRecord['visitor']; visits: number }>();
  for (const { at, visitor } of visits) {
    const day = new Date(at).toISOString().slice(0, 10);
    const entry = counts.get(`${day} ${visitor}`) ?? { day, visitor, visits: 0 };
    entry.visits += 1;
    counts.set(`${day} ${visitor}`, entry);
  }
  return [...counts.values()];
}

async function withEvents(database: Database, visits: readonly VisitRecord[]) {
  if (visits.length === 0) return [];
  const ids = visits.map((visit) => visit.id);
  const rows = await database.run(
    database.builder.selectFrom('visit_event').select(['visit_id', 'type']).where('visit_id', 'in', ids).compile(),
  );
  return visits.map((visit) => ({
    ...visit,
    events: rows.filter((row) => row['visit_id'] === visit.id).map((row) => String(row['type'])),
  }));
}
