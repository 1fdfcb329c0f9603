import { sql } from 'kysely';
import type { Database } from './database.js';
import { migrate } from './migrations/run.js';
import { bookkeepingQueries } from './sql-bookkeeping.js';
import { engagementQueries } from './sql-engagement.js';
import { shareQueries } from './sql-shares.js';
import { visitQueries } from './sql-visits.js';
import type { Store } from './store.js';

/** The one implementation of the store for SQL databases. */
export function sqlStore(database: Database): Store {
  return {
    migrate: () => migrate(database),
    close: () => database.close(),
    async ping() {
      await database.run(sql`select 1`.compile(database.builder));
    },
    ...shareQueries(database),
    ...visitQueries(database),
    ...engagementQueries(database),
    ...bookkeepingQueries(database),
  };
}
