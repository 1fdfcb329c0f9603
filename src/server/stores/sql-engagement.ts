import type { Database, Row } from './database.js';
import type { EngagementRecord, ResourceFilter, Store } from './store.js';

/** What was done with a resource: by guests in visits, and told by an owner's own app. */
export function engagementQueries(database: Database): Pick<Store, 'addResourceEvent' | 'engagement'> {
  const { builder } = database;

  const sharesOf = ({ workspace, kind, resourceId }: ResourceFilter) =>
    builder
      .selectFrom('share')
      .where('share.workspace', '=', workspace)
      .where('share.kind', '=', kind)
      .where('share.resource_id', '=', resourceId);
  const inVisits = (resource: ResourceFilter, types: readonly string[]) =>
    sharesOf(resource)
      .innerJoin('visit_event', 'visit_event.share_id', 'share.id')
      .where('visit_event.type', 'in', types);
  const told = ({ workspace, kind, resourceId }: ResourceFilter, types: readonly string[]) =>
    builder
      .selectFrom('resource_event')
      .where('workspace', '=', workspace)
      .where('kind', '=', kind)
      .where('resource_id', '=', resourceId)
      .where('type', 'in', types);

  const shareCounts = async (resource: ResourceFilter): Promise<EngagementRecord['shares']> => {
    const shares = sharesOf(resource).select(({ fn }) => [
      fn.countAll().as('made'),
      fn.count('revoked_at').as('revoked'),
      fn.sum('usage_count').as('uses'),
    ]);
    const mails = sharesOf(resource)
      .innerJoin('job', 'job.share_id', 'share.id')
      .where('job.kind', '=', 'mail')
      .where('job.outcome', '=', 'done')
      .select(({ fn }) => fn.countAll().as('mailed'));
    const [row] = await database.run(shares.compile());
    const [mailed] = await database.run(mails.compile());
    const count = (value: unknown) => Number(value ?? 0);
    return {
      made: count(row?.['made']),
      revoked: count(row?.['revoked']),
      uses: count(row?.['uses']),
      mailed: count(mailed?.['mailed']),
    };
  };

  return {
    async addResourceEvent({ resourceId, shareId, ...event }) {
      const row = { ...event, resource_id: resourceId, share_id: shareId };
      await database.transaction((connection) =>
        connection.run(builder.insertInto('resource_event').values(row).compile()),
      );
    },

    async engagement(resource, types, limit) {
      const visited = inVisits(resource, types);
      const own = told(resource, types);
      const counts = [
        visited.select(({ fn }) => ['visit_event.type', fn.countAll().as('n')]).groupBy('visit_event.type'),
        own.select(({ fn }) => ['type', fn.countAll().as('n')]).groupBy('type'),
      ];
      const latest = [
        visited
          .select(['visit_event.type', 'visit_event.share_id', 'visit_event.at'])
          .orderBy('visit_event.at', 'desc')
          .limit(limit),
        own.select(['type', 'share_id', 'metadata', 'at']).orderBy('at', 'desc').limit(limit),
      ];
      const [shares, countRows, latestRows] = await Promise.all([
        shareCounts(resource),
        Promise.all(counts.map((query) => database.run(query.compile()))),
        Promise.all(latest.map((query) => database.run(query.compile()))),
      ]);
      return {
        shares,
        events: types.map((type) => ({ type, count: countOf(countRows.flat(), type) })),
        recent: latestRows
          .flat()
          .map(eventFromRow)
          .sort((a, b) => b.at - a.at)
          .slice(0, limit),
      };
    },
  };
}

function countOf(rows: readonly Row[], type: string): number {
  return rows.filter((row) => row['type'] === type).reduce((sum, row) => sum + Number(row['n']), 0);
}

function eventFromRow(row: Row): EngagementRecord['recent'][number] {
  const { share_id: shareId, metadata } = row;
  return {
    type: String(row['type']),
    shareId: typeof shareId === 'string' ? shareId : null,
    metadata: typeof metadata === 'string' ? metadata : null,
    at: Number(row['at']),
  };
}
