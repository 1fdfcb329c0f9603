import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../dist/server/cli.js', import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A data folder of its own, with the built command over it. */
export interface Installation {
  readonly folder: string;
  readonly port: number;
  readonly url: string;
  /** Runs one command to its end, at most 20 seconds. */
  run(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Finished>;
  /** Runs `serve`; resolves when it listens. */
  serve(
    environment?: Readonly<Record<string, string>>,
  ): Promise<{ readonly child: ChildProcess; ended(): Promise<Finished> }>;
  remove(): Promise<void>;
}

export async function install({ resources = false } = {}): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'guestpass-process-'));
  if (resources)
    await cp(fileURLToPath(new URL('../../demo/resources', import.meta.url)), join(folder, 'resources'), {
      recursive: true,
    });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const base = {
    PATH: process.env['PATH'] ?? '',
    GUESTPASS_DATA: folder,
    GUESTPASS_PORT: String(port),
    GUESTPASS_URL: url,
  };

  const start = (args: readonly string[], environment: Readonly<Record<string, string>>) => {
    const child = spawn(process.execPath, [cli, ...args], {
      env: { ...base, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const ended = new Promise<Finished>((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
    return { child, ended: () => ended };
  };
  return {
    folder,
    port,
    url,
    async run(args, environment = {}) {
      const { child, ended } = start(args, environment);
      const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
      const result = await ended();
      clearTimeout(timer);
      return result;
    },
    async serve(environment = {}) {
      const started = start(['serve'], environment);
      const { child, ended } = started;
      await new Promise<void>((resolve, reject) => {
        child.stdout.once('data', () => resolve());
        void ended().then(({ code, stderr }) => reject(new Error(`The server ended with ${code}: ${stderr}`)));
      });
      return started;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('There is no port.');
  return address.port;
}
