import { type Compiled, type Connection, type Database } from '../database.js';
import { ground } from './0001-ground.js';
import { resourceEvents } from './0002-resource-events.js';
import { followingVisits } from './0003-following-visits.js';

/** In order; a name never changes once it is released. Columns are added, never dropped: a revocation must survive any upgrade. */
const migrations: readonly { readonly name: string; readonly up: (database: Database) => readonly Compiled[] }[] = [
  { name: '0001-ground', up: ground },
  { name: '0002-resource-events', up: resourceEvents },
  { name: '0003-following-visits', up: followingVisits },
];

/** Applies what is missing, all in one transaction: after a crash either everything is there or nothing. */
export async function migrate(database: Database): Promise<void> {
  await database.transaction(async (connection) => {
    const { schema } = database.builder;
    const bookkeeping = schema
      .createTable('migration')
      .ifNotExists()
      .addColumn('name', 'text', (c) => c.primaryKey())
      .addColumn('at', 'bigint', (c) => c.notNull());
    await connection.run(bookkeeping.compile());
    const done = await applied(database, connection);
    for (const { name, up } of migrations) {
      if (done.has(name)) continue;
      for (const query of up(database)) await connection.run(query);
      await connection.run(database.builder.insertInto('migration').values({ name, at: Date.now() }).compile());
    }
  });
}

async function applied(database: Database, connection: Connection): Promise<ReadonlySet<unknown>> {
  const rows = await connection.run(database.builder.selectFrom('migration').select('name').compile());
  return new Set(rows.map((row) => row['name']));
}
