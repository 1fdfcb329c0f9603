import assert from 'node:assert/strict';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { at, textAt } from './harness.js';
import { type Installation, install } from './process.js';

let place: Installation;
before(async () => {
  place = await install({ resources: true });
});
after(() => place.remove());

describe('a bad setting', () => {
  const cases: readonly (readonly [variable: string, value: string, mend: RegExp])[] = [
    ['GUESTPASS_SECRET', 'changeme', /at least 32 random characters/],
    ['GUESTPASS_SECRET', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', /at least 32 random characters/],
    ['GUESTPASS_PORT', 'http', /whole number from 0 to 65535/],
    ['GUESTPASS_PORT', '70000', /whole number from 0 to 65535/],
    ['GUESTPASS_URL', 'share.example.com', /such as https:\/\/share\.example\.com/],
    ['GUESTPASS_URL', 'ftp://share.example.com', /such as https:\/\/share\.example\.com/],
    ['GUESTPASS_ORIGINS', 'app.example.com', /https:\/\//],
    ['GUESTPASS_ORIGINS', 'https://app.example.com/path', /leave out everything after the host/],
    ['GUESTPASS_TRUST_PROXY', 'yes', /whole number/],
    ['SMTP_URL', 'mail.example.com', /smtp:\/\//],
    ['DATABASE_URL', 'postgres://localhost/x', /GUESTPASS_DATA/],
    ['CRAFTKIT_BASE_URL', 'http://craftkit.example.com', /https/],
    ['GUESTPASS_DATA', '/dev/null/guestpass', /cannot be written/],
  ];
  for (const [variable, value, mend] of cases) {
    it(`stops the start with a sentence: ${variable}=${value}`, async () => {
      const more = variable.startsWith('CRAFTKIT') ? { CRAFTKIT_API_KEY: 'ck_live_canary' } : {};
      const { code, stderr } = await place.run(['serve'], { [variable]: value, ...more });
      assert.equal(code, 1);
      assert.ok(stderr.includes(variable), stderr);
      assert.match(stderr, mend);
      assert.doesNotMatch(stderr, /\n\s+at |canary/);
    });
  }

  it('is told together with every other one', async () => {
    const { stderr } = await place.run(['serve'], {
      GUESTPASS_PORT: 'x',
      GUESTPASS_SECRET: 'short',
      GUESTPASS_URL: 'x',
    });
    assert.equal(stderr.trim().split('\n').length, 3, stderr);
  });

  it('is a port that another program has', async () => {
    const running = await place.serve();
    const { code, stderr } = await place.run(['serve']);
    assert.deepEqual([code, /GUESTPASS_PORT/.test(stderr)], [1, true]);
    running.child.kill('SIGTERM');
    await running.ended();
  });
});

describe('the command line', () => {
  it('makes, lists and revokes keys, and prints a key once', async () => {
    const made = await place.run(['keys', 'create', '--name', 'reports', '--workspace', 'north']);
    assert.match(made.stdout, /^gp_live_[A-Za-z0-9]{32}\n$/);
    const listed = await place.run(['keys', 'list']);
    assert.match(listed.stdout, /reports\s+north/);
    assert.ok(!listed.stdout.includes(made.stdout.trim()));
    const id = /^([0-9a-f-]{36})\s+reports/m.exec(listed.stdout)?.[1] ?? '';
    assert.equal((await place.run(['keys', 'revoke', id])).code, 0);
    const again = await place.run(['keys', 'revoke', id]);
    assert.deepEqual([again.code, /no valid key/.test(again.stderr)], [1, true]);
  });

  it('adds and lists resources, and refuses what it cannot take', async () => {
    const file = join(place.folder, 'My report (final).png');
    await writeFile(file, 'png');
    const added = await place.run(['resources', 'add', file, '--name', 'The report']);
    assert.equal(added.stdout, 'render:My-report-final\n');
    assert.match(
      (await place.run(['resources', 'list'])).stdout,
      /render:My-report-final\s+ready\s+image\s+The report/,
    );
    for (const [args, words] of [
      [['resources', 'add', file], /exists already/],
      [['resources', 'add', '/nowhere.pdf'], /no file/],
      [['resources', 'add', join(place.folder, 'guestpass.db'), '--id', 'x'], /file of the type/],
      [['resources', 'add', file, '--id', '../x'], /no id/],
      [['resources', 'remove'], /add or list/],
      [['keys', 'create'], /name/],
      [['frobnicate'], /no command/],
      [['keys', 'create', '--nmae', 'x'], /nmae/],
    ] as const) {
      const { code, stderr } = await place.run(args);
      assert.equal(code, 1, args.join(' '));
      assert.match(stderr, words);
      assert.doesNotMatch(stderr, /\n\s+at /);
    }
    assert.match((await place.run(['--help'])).stdout, /guestpass serve/);
  });

  it('revokes a link, which a running server knows within a second', async () => {
    const key = (await place.run(['keys', 'create', '--name', 'cli'])).stdout.trim();
    const running = await place.serve();
    const minted: unknown = await (
      await fetch(`${place.url}/api/shares`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: '{"resource":{"kind":"render","id":"quay-at-dusk"},"label":"for the pier"}',
      })
    ).json();
    assert.match(
      (await place.run(['links', 'list'])).stdout,
      /render:quay-at-dusk\s+active\s+0\s+never\s+for the pier/,
    );
    assert.match((await place.run(['links', 'revoke', textAt(minted, 'id')])).stdout, /^Revoked/);
    assert.equal((await fetch(textAt(minted, 'url'))).status, 410);
    running.child.kill('SIGTERM');
    await running.ended();
  });
});

describe('a server', () => {
  it('makes its secret once, for its own user only', async () => {
    const file = join(place.folder, 'secret');
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    const before = await readFile(file, 'utf8');
    const running = await place.serve();
    running.child.kill('SIGTERM');
    await running.ended();
    assert.equal(await readFile(file, 'utf8'), before);
  });

  it('stops gracefully: it ends open streams, answers what runs, and exits with 0', async () => {
    const key = (await place.run(['keys', 'create', '--name', 'stop'])).stdout.trim();
    const running = await place.serve();
    const minted: unknown = await (
      await fetch(`${place.url}/api/shares`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: '{"resource":{"kind":"render","id":"quay-at-dusk"}}',
      })
    ).json();
    const live = await fetch(`${place.url}/api/guest/${textAt(minted, 'token')}/live`, {
      headers: { accept: 'text/event-stream' },
    });
    assert.equal(live.headers.get('content-type'), 'text/event-stream; charset=utf-8');
    const text = live.text();
    running.child.kill('SIGTERM');
    assert.match(await text, /"state":"active"/);
    const { code, stderr } = await running.ended();
    assert.equal(code, 0, stderr);
  });

  it('closes connections that send their request a byte at a time, and goes on answering others', async () => {
    const running = await place.serve();
    const sockets = await Promise.all(
      Array.from({ length: 100 }, async () => {
        const socket: Socket = connect(place.port, '127.0.0.1');
        await new Promise((resolve) => socket.once('connect', resolve));
        socket.on('error', () => undefined);
        socket.write('GET / HT');
        return socket;
      }),
    );
    const started = Date.now();
    assert.equal((await fetch(`${place.url}/healthz`)).status, 200);
    await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve).resume())));
    assert.ok(Date.now() - started < 15_000);
    running.child.kill('SIGTERM');
    await running.ended();
  });

  it('answers odd requests on the wire with 4xx and lives on', async () => {
    const running = await place.serve();
    const raw = (request: string) =>
      new Promise<string>((resolve) => {
        const socket = connect(place.port, '127.0.0.1', () => socket.end(request, 'latin1'));
        let answer = '';
        socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
        socket.on('close', () => resolve(answer));
        socket.on('error', () => resolve(answer));
      });
    for (const request of [
      'GET / HTTP/1.1\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: a b\r\n\r\n',
      'GET //share/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      'GET /share/%ff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      'POST /api/shares HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
      'nonsense\r\n\r\n',
    ]) {
      assert.match(await raw(request), /^HTTP\/1\.1 4\d\d /, request.slice(0, 60));
    }
    assert.equal((await fetch(`${place.url}/healthz`)).status, 200);
    running.child.kill('SIGTERM');
    await running.ended();
  });

  it('keeps its write-ahead log small over many uses', async () => {
    const key = (await place.run(['keys', 'create', '--name', 'wal'])).stdout.trim();
    const running = await place.serve();
    const headers = { 'content-type': 'application/json', 'user-agent': 'Mozilla/5.0 Firefox/140.0' };
    const minted: unknown = await (
      await fetch(`${place.url}/api/shares`, {
        method: 'POST',
        headers: { ...headers, authorization: `Bearer ${key}` },
        body: '{"resource":{"kind":"render","id":"quay-at-dusk"}}',
      })
    ).json();
    const token = textAt(minted, 'token');
    let visits = 0;
    await Promise.all(
      Array.from({ length: 16 }, async () => {
        while (visits < 3000) {
          const visit = `visit-number-${(visits += 1)}-of-many`;
          const response = await fetch(`${place.url}/api/guest/${token}/open`, {
            method: 'POST',
            headers,
            body: JSON.stringify({ visit }),
          });
          assert.equal(response.status, 200);
          await response.arrayBuffer();
        }
      }),
    );
    assert.ok((await stat(join(place.folder, 'guestpass.db-wal'))).size < 8 * 1024 * 1024);
    running.child.kill('SIGTERM');
    await running.ended();
    const database = new DatabaseSync(join(place.folder, 'guestpass.db'));
    const [row] = database.prepare('SELECT usage_count FROM share WHERE usage_count > 100').all();
    database.close();
    assert.ok(Number(row?.['usage_count']) >= 3000);
  });

  it('says on /readyz what does not work, and refuses changes to its history', async () => {
    const database = new DatabaseSync(join(place.folder, 'guestpass.db'));
    assert.throws(() => database.exec("UPDATE audit SET actor = 'nobody'"), /never changed/);
    assert.throws(() => database.exec('DELETE FROM audit'), /never deleted/);
    database.close();
    const running = await place.serve();
    const body: unknown = await (await fetch(`${place.url}/readyz`)).json();
    assert.deepEqual([at(body, 'status'), at(body, 'sources.folder')], ['ok', 'ok']);
    running.child.kill('SIGTERM');
    await running.ended();
  });

  it('brings an interrupted migration to its end at the next start', async () => {
    const fresh = await install();
    await mkdir(join(fresh.folder, 'resources'), { recursive: true });
    const children = await Promise.all([1, 2, 3].map(() => fresh.run(['keys', 'create', '--name', 'at-once'])));
    assert.deepEqual(
      children.map(({ code }) => code),
      [0, 0, 0],
      children.map(({ stderr }) => stderr).join(),
    );
    const killed = await install();
    const first = killed.serve().catch(() => null);
    await chmod(killed.folder, 0o755);
    const running = await first;
    running?.child.kill('SIGKILL');
    await running?.ended();
    assert.equal((await killed.run(['keys', 'create', '--name', 'after'])).code, 0);
    await fresh.remove();
    await killed.remove();
  });
});
