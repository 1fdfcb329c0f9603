// The demo as a whole: the Guestpass server as a process of its own, and two small sites beside it.
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { firstShares } from './first-shares.mjs';
import { startHost } from './host/server.mjs';
import { vendorCards } from './host/vendors.mjs';
import { startOtherSite } from './other-site/server.mjs';
import { DemoError } from './settings.mjs';

/** Starts everything. Resolves with the addresses, a promise that fails when Guestpass stops by itself, and `close`. */
export async function runDemo(settings) {
  const cli = join(settings.root, 'dist', 'server', 'cli.js');
  if (!(await exists(cli))) throw new DemoError('Guestpass is not built. Run npm run build, or npm start, which does.');
  await refuseTakenPorts(settings);

  await mkdir(settings.data, { recursive: true, mode: 0o700 });
  const resources = join(settings.data, 'resources');
  if (!(await exists(resources))) await cp(join(settings.root, 'demo', 'resources'), resources, { recursive: true });

  const environment = {
    ...process.env,
    GUESTPASS_PORT: String(settings.ports.guestpass),
    GUESTPASS_URL: settings.guestpassUrl,
    GUESTPASS_HOST: process.env.GUESTPASS_HOST || settings.bind,
    GUESTPASS_DATA: settings.data,
    GUESTPASS_ORIGINS: [settings.hostUrl, process.env.GUESTPASS_ORIGINS].filter(Boolean).join(','),
  };
  const closers = [];
  const close = async () => {
    for (const end of closers.splice(0).reverse()) await end();
  };
  try {
    const server = startServer(cli, environment, join(settings.data, 'server.log'));
    closers.push(server.stop);
    await Promise.race([ready(settings.guestpassUrl), server.ended]);
    const apiKey = await demoKey(settings, cli, environment);
    const shares = await firstShares({ ...settings, apiKey });
    const more = await vendorCards({ ...settings, apiKey });
    closers.push(await startHost({ ...settings, port: settings.ports.host, apiKey, shares, more }));
    closers.push(await startOtherSite({ ...settings, port: settings.ports.site }));
    return { shares, ended: server.ended, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const exists = (path) =>
  stat(path).then(
    () => true,
    () => false,
  );

const portNames = { guestpass: 'GUESTPASS_PORT', host: 'DEMO_HOST_PORT', site: 'DEMO_SITE_PORT' };

async function refuseTakenPorts({ ports, bind }) {
  for (const [name, port] of Object.entries(ports)) {
    const problem = await new Promise((done) => {
      const probe = createServer();
      probe.once('error', (error) => done(error));
      probe.listen(port, bind, () => probe.close(() => done(null)));
    });
    if (problem?.code === 'EADDRINUSE') {
      throw new DemoError(
        `Port ${port} is taken. Stop what listens there, or choose another: ${portNames[name]}=${port + 10} npm start`,
      );
    }
    if (problem)
      throw new DemoError(`Port ${port} cannot be used (${problem.code}). Choose another with ${portNames[name]}.`);
  }
}

/** Runs the server with its words in a log file; the last of them are told when it stops by itself. */
function startServer(cli, env, logFile) {
  const child = spawn(process.execPath, [cli, 'serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  // However this process ends, the server does not outlive it.
  process.once('exit', () => child.kill());
  const log = createWriteStream(logFile);
  let last = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      log.write(text);
      last = [...last, ...text.split('\n').filter((line) => line && !line.includes('"level":"info"'))].slice(-12);
    });
  }
  let stopping = false;
  const exited = new Promise((done) => child.once('close', (code, signal) => done(signal ?? code)));
  const ended = exited.then((how) => {
    log.end();
    if (!stopping) throw new DemoError(`${last.join('\n')}\n\nGuestpass stopped by itself (${how}).`);
  });
  ended.catch(() => {}); // told by whoever awaits it
  return {
    ended,
    async stop() {
      stopping = true;
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 8000);
      await exited;
      clearTimeout(late);
    },
  };
}

async function ready(url) {
  for (let tries = 0; tries < 200; tries++) {
    const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2000) }).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new DemoError(`Guestpass does not answer at ${url}/healthz.`);
}

/** The key that the host app uses. It is made once, and kept where only this user can read it. */
async function demoKey(settings, cli, env) {
  const file = join(settings.data, 'demo-api-key');
  const kept = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (kept && (await keyWorks(settings.guestpassUrl, kept))) return kept;
  const printed = await output(cli, ['keys', 'create', '--name', 'demo'], env);
  const key = /gp_live_[A-Za-z0-9_-]+/.exec(printed)?.[0];
  if (!key) throw new DemoError('guestpass keys create printed no key.');
  await rm(file, { force: true });
  await writeFile(file, `${key}\n`, { mode: 0o600 });
  return key;
}

/** A key of an older database is refused. */
async function keyWorks(url, key) {
  const response = await fetch(`${url}/api/shares?kind=render&id=none`, {
    headers: { authorization: `Bearer ${key}` },
  });
  await response.body?.cancel();
  return response.status !== 401;
}

function output(cli, args, env) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [cli, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    let complaints = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    child.stderr.on('data', (chunk) => (complaints += chunk));
    child.once('error', fail);
    child.once('close', (code) =>
      code === 0 ? done(text) : fail(new DemoError(`guestpass ${args.join(' ')} ended with ${code}.\n${complaints}`)),
    );
  });
}
