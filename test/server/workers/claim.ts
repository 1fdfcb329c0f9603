/**
 * One of several processes that race for the uses of one share. Arguments: the database file, the share's id, how many
 * tries, the time of the start, and `guarded` or `naive`. Prints how many it got.
 */
import { DatabaseSync } from 'node:sqlite';
import { sqliteStore } from '../../../src/server/stores/sqlite.js';

const [file = '', shareId = '', tries = '0', startAt = '0', manner = 'guarded'] = process.argv.slice(2);

async function guarded(): Promise<() => Promise<boolean>> {
  const store = sqliteStore({ file });
  let visits = 0;
  return async () => {
    const id = `${process.pid}-${(visits += 1)}`;
    const now = Date.now();
    const claim = await store.claimVisit(
      {
        id,
        shareId,
        visitKey: id,
        at: now,
        aliveUntil: now + 1000,
        visitor: 'human',
        counts: true,
        origin: null,
        generation: 1,
        passwordVersion: 0,
        conversationAt: null,
        follows: null,
      },
      now,
    );
    return claim.outcome === 'claimed';
  };
}

/** What the test must catch: reads the count, thinks, and writes it back. */
async function naive(): Promise<() => Promise<boolean>> {
  const database = new DatabaseSync(file, { timeout: 5000 });
  const read = database.prepare('SELECT usage_count, usage_limit FROM share WHERE id = ?');
  const write = database.prepare('UPDATE share SET usage_count = usage_count + 1 WHERE id = ?');
  return async () => {
    const row = read.all(shareId)[0];
    if (!row || Number(row['usage_count']) >= Number(row['usage_limit'])) return false;
    write.all(shareId);
    return true;
  };
}

const attempt = await (manner === 'naive' ? naive() : guarded());
// The start barrier: without one the processes start one after the other and hardly ever meet.
while (Date.now() < Number(startAt)) await new Promise((resolve) => setImmediate(resolve));
let got = 0;
for (let i = 0; i < Number(tries); i += 1) if (await attempt()) got += 1;
process.stdout.write(`${got}\n`);
process.exit(0);
