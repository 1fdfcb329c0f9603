import type { Compiled, Database } from '../database.js';

/** What was done with a resource that no visit of ours stands behind. */
export function resourceEvents({ builder: { schema } }: Database): readonly Compiled[] {
  return [
    schema
      .createTable('resource_event')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('workspace', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('resource_id', 'text', (c) => c.notNull())
      .addColumn('share_id', 'text')
      .addColumn('type', 'text', (c) => c.notNull())
      .addColumn('metadata', 'text')
      .addColumn('at', 'bigint', (c) => c.notNull())
      .compile(),
    schema
      .createIndex('resource_event_resource')
      .on('resource_event')
      .columns(['workspace', 'kind', 'resource_id', 'at'])
      .compile(),
  ];
}
