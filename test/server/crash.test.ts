import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { at, textAt } from './harness.js';
import { type Installation, install } from './process.js';

let place: Installation;
let key: string;
before(async () => {
  place = await install({ resources: true });
  key = (await place.run(['keys', 'create', '--name', 'crash'])).stdout.trim();
});
after(() => place.remove());

async function kill({ child, ended }: Awaited<ReturnType<Installation['serve']>>): Promise<void> {
  child.kill('SIGKILL');
  await ended();
}

const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  fetch(place.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'Mozilla/5.0 Firefox/140.0', ...headers },
    body: JSON.stringify(body),
  });

describe('a server that is killed while it opens links', () => {
  it('keeps every use that it acknowledged, over twenty rounds of kill -9', async () => {
    const acknowledged = new Set<string>();
    let child = await place.serve();
    const minted: unknown = await (
      await post(
        '/api/shares',
        { resource: { kind: 'render', id: 'quay-at-dusk' } },
        { authorization: `Bearer ${key}` },
      )
    ).json();
    const token = textAt(minted, 'token');
    for (let round = 0; round < 20; round += 1) {
      const wanted = acknowledged.size + 3 + (round % 5);
      let reach: () => void = () => undefined;
      const reached = new Promise<void>((resolve) => {
        reach = resolve;
      });
      let running = true;
      const clients = Array.from({ length: 4 }, async (_, client) => {
        for (let i = 0; running; i += 1) {
          const visit = `round-${String(round).padStart(2, '0')}-client-${client}-visit-${i}`;
          const response = await post(`/api/guest/${token}/open`, { visit }).catch(() => null);
          if (response?.status !== 200) continue;
          const body: unknown = await response.json().catch(() => null);
          if (at(body, 'lease') === undefined) continue;
          acknowledged.add(visit);
          if (acknowledged.size >= wanted) reach();
        }
      });
      await reached;
      await kill(child);
      running = false;
      await Promise.all(clients);
      child = await place.serve();
    }
    await kill(child);

    const database = new DatabaseSync(join(place.folder, 'guestpass.db'));
    assert.deepEqual(
      database
        .prepare('PRAGMA integrity_check')
        .all()
        .map((row) => row['integrity_check']),
      ['ok'],
    );
    const kept = new Set(
      database
        .prepare('SELECT visit_key FROM visit')
        .all()
        .map((row) => row['visit_key']),
    );
    assert.ok(acknowledged.size >= 60);
    assert.deepEqual(
      [...acknowledged].filter((visit) => !kept.has(visit)),
      [],
    );
    const [row] = database
      .prepare('SELECT usage_count, (SELECT count(*) FROM visit WHERE counts = 1) AS visits FROM share')
      .all();
    assert.equal(row?.['usage_count'], row?.['visits']);
    database.close();
  });
});
