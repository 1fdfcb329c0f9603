import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { at, textAt } from './harness.js';

const cli = fileURLToPath(new URL('../../dist/server/cli.js', import.meta.url));
let folder: string;
let environment: NodeJS.ProcessEnv;
let url: string;
let key: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guestpass-crash-'));
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  environment = { PATH: process.env['PATH'], GUESTPASS_DATA: folder, GUESTPASS_PORT: String(port), GUESTPASS_URL: url };
  await mkdir(join(folder, 'resources/render'), { recursive: true });
  await writeFile(join(folder, 'resources/render/note.png'), 'png');
  const { stdout } = await promisify(execFile)(process.execPath, [cli, 'keys', 'create', '--name', 'crash'], {
    env: environment,
  });
  key = stdout.trim();
});
after(() => rm(folder, { recursive: true, force: true }));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('There is no port.');
  return address.port;
}

async function start(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [cli, 'serve'], { env: environment, stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)));
  });
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'Mozilla/5.0 Firefox/140.0', ...headers },
    body: JSON.stringify(body),
  });

describe('a server that is killed while it opens links', () => {
  it('keeps every use that it acknowledged, over twenty rounds of kill -9', async () => {
    const acknowledged = new Set<string>();
    let child = await start();
    const minted: unknown = await (
      await post('/api/shares', { resource: { kind: 'render', id: 'note' } }, { authorization: `Bearer ${key}` })
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
      child = await start();
    }
    await kill(child);

    const database = new DatabaseSync(join(folder, 'guestpass.db'));
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
