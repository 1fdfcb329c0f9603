import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { samples, startServer, type TestServer, textAt, at } from './harness.js';

const processes = 8;
const worker = fileURLToPath(new URL('workers/claim.ts', import.meta.url));
let server: TestServer;
before(async () => {
  server = await startServer();
});
after(() => server.close());

/** All processes begin at one instant; answers how many uses each got. */
async function race(
  usageLimit: number,
  tries: number,
  manner: 'guarded' | 'naive',
): Promise<{ readonly got: number; readonly id: string }> {
  const { body } = await server.call('POST', '/api/shares', {
    body: { resource: { kind: 'render', id: samples.render }, usageLimit },
  });
  const id = textAt(body, 'id');
  const startAt = Date.now() + 6000;
  const counts = await Promise.all(
    Array.from({ length: processes }, async () => {
      const child = spawn(
        process.execPath,
        ['--import', 'tsx', worker, join(server.folder, 'guestpass.db'), id, String(tries), String(startAt), manner],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      let output = '';
      for await (const chunk of child.stdout) output += String(chunk);
      assert.match(output, /^\d+\n$/, 'each process reports');
      return Number(output);
    }),
  );
  return { got: counts.reduce((sum, count) => sum + count, 0), id };
}

describe(`${processes} processes that race over one SQLite file`, () => {
  it('share out exactly the limit', async () => {
    const { got, id } = await race(50, 100, 'guarded');
    assert.equal(got, 50);
    const { body } = await server.call('GET', `/api/shares/${id}`);
    assert.equal(at(body, 'usageCount'), 50);
    assert.equal((await server.store.activity(id, 0)).total.human, 50);
  });

  it('give the last use to one of them', async () => {
    assert.equal((await race(1, 20, 'guarded')).got, 1);
  });

  it('exceed the limit when the count is read and then written, so that this test bites', async () => {
    const { got } = await race(2000, 2000, 'naive');
    assert.ok(got > 2000, `the naive variant took ${got} of 2000`);
  });
});
