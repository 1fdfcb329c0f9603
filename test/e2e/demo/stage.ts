import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const start = fileURLToPath(new URL('../../../demo/start.mjs', import.meta.url));

export interface Demo {
  readonly host: string;
  readonly guestpass: string;
  readonly otherSite: string;
  /** All that `npm start` wrote. */
  output(): string;
  close(): Promise<void>;
}

/** What `npm start` runs after its build, on free ports and over an empty folder; resolves when it says that all is running. */
export async function startDemo(environment: Readonly<Record<string, string>> = {}): Promise<Demo> {
  const data = await mkdtemp(join(tmpdir(), 'guestpass-demo-'));
  const [guestpass, host, site] = await freePorts(3);
  const child = spawn(process.execPath, [start], {
    env: {
      PATH: process.env['PATH'] ?? '',
      GUESTPASS_PORT: String(guestpass),
      DEMO_HOST_PORT: String(host),
      DEMO_SITE_PORT: String(site),
      DEMO_DATA: data,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const running = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        if (output.includes('Ctrl-C stops everything')) resolve();
      });
    }
    void ended.then(() => reject(new Error(`The demo ended: ${output}`)));
  });
  const close = async () => {
    await stop(child, ended);
    await rm(data, { recursive: true, force: true });
  };
  await running.catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    host: `http://localhost:${host}`,
    guestpass: `http://localhost:${guestpass}`,
    otherSite: `http://localhost:${site}`,
    output: () => output,
    close,
  };
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill();
  await ended;
}

/** Ports that nothing listens on, held together so that they differ. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
      return server;
    }),
  );
  return Promise.all(
    servers.map(async (server) => {
      const address = server.address();
      await new Promise((closed) => server.close(closed));
      if (typeof address !== 'object' || address === null) throw new Error('There is no port.');
      return address.port;
    }),
  );
}
