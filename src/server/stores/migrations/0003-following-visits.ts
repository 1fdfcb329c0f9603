import type { Compiled, Database } from '../database.js';

/** The visit that a visit goes on from, where a guest's conversation ended and another may begin. */
export function followingVisits({ builder: { schema } }: Database): readonly Compiled[] {
  return [schema.alterTable('visit').addColumn('follows', 'text').compile()];
}
