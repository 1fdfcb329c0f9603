import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { findWebKit, WEBKIT_HELP } from '../../scripts/browser.mjs';

/** WebKitGTK's MiniBrowser by the WebDriver protocol, as far as the tests need it. */
export interface WebKit {
  open(address: string): Promise<void>;
  /** Runs a function's body in the frame that is chosen; what it returns must be JSON. */
  run(body: string, ...args: readonly unknown[]): Promise<unknown>;
  /** Asks until the answer is `true`, for at most 20 seconds. */
  until(what: string, body: string, ...args: readonly unknown[]): Promise<void>;
  /** Into the frame that the expression names, or back to the page. */
  enter(expression: string | null): Promise<void>;
  /** A click as of a person, on the element that the expression names. */
  click(expression: string): Promise<void>;
  /** A key as of a person: a character, or one of WebDriver's, such as Escape, U+E00C. */
  press(key: string): Promise<void>;
  /** The window's size in CSS pixels, its frame included. */
  resize(width: number, height: number): Promise<void>;
  close(): Promise<void>;
}

const patience = 20_000;

export async function startWebKit(): Promise<WebKit> {
  const found = findWebKit();
  if (!found) throw new Error(WEBKIT_HELP);
  const port = await freePort();
  const [command, ...wrapped] = process.env['DISPLAY'] ? [found.driver] : ['xvfb-run', '-a', found.driver];
  // A group of its own: with xvfb-run there are several processes to end.
  const driver = spawn(command ?? '', [...wrapped, `--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    detached: true,
  });
  const base = `http://127.0.0.1:${port}`;
  await answers(`${base}/status`, driver);
  const { sessionId } = await call<{ sessionId: string }>('POST', `${base}/session`, {
    capabilities: {
      alwaysMatch: {
        browserName: 'MiniBrowser',
        'webkitgtk:browserOptions': { binary: found.browser, args: ['--automation'] },
      },
    },
  });
  const session = `${base}/session/${sessionId}`;
  const run = (body: string, ...args: readonly unknown[]) =>
    call('POST', `${session}/execute/sync`, { script: body, args });

  return {
    open: async (url) => void (await call('POST', `${session}/url`, { url })),
    run,
    async until(what, body, ...args) {
      const end = Date.now() + patience;
      let last: unknown;
      while (Date.now() < end) {
        last = await run(body, ...args);
        if (last === true) return;
      }
      throw new Error(`${what}: not within ${patience / 1000} s, but ${JSON.stringify(last)}`);
    },
    async enter(expression) {
      const id = expression === null ? null : await run(`return ${expression}`);
      await call('POST', `${session}/frame`, { id });
    },
    async click(expression) {
      const element = await run(`return ${expression}`);
      const [id] = Object.values(Object(element));
      await call('POST', `${session}/element/${String(id)}/click`, {});
    },
    async press(key) {
      const actions = ['keyDown', 'keyUp'].map((type) => ({ type, value: key }));
      await call('POST', `${session}/actions`, { actions: [{ type: 'key', id: 'keys', actions }] });
    },
    resize: async (width, height) => void (await call('POST', `${session}/window/rect`, { width, height })),
    async close() {
      await call('DELETE', session).catch(() => undefined);
      end(driver);
    },
  };
}

async function call<T = unknown>(method: string, address: string, body?: unknown): Promise<T> {
  const response = await fetch(address, {
    method,
    signal: AbortSignal.timeout(60_000),
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const { value } = (await response.json()) as { value: T & { error?: string; message?: string } };
  if (!response.ok) throw new Error(`${method} ${address}: ${value.error} ${value.message}`);
  return value;
}

async function answers(address: string, driver: ChildProcess): Promise<void> {
  const end = Date.now() + patience;
  while (Date.now() < end && driver.exitCode === null) {
    if (
      await fetch(address).then(
        () => true,
        () => false,
      )
    )
      return;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error('WebKitWebDriver does not answer.');
}

function end({ pid }: ChildProcess): void {
  try {
    if (pid) process.kill(-pid, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}
