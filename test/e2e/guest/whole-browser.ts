import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { CHROMIUM_ARGS, findChromium } from '../../../scripts/browser.mjs';

/**
 * Chromium as people run it, over its DevTools protocol: with pages that it prepares unseen and pages that it keeps for
 * the way back, both of which Playwright turns off.
 */
export interface WholeBrowser {
  /** Goes to an address in the first tab. */
  open(url: string): Promise<void>;
  /** What an expression gives in the page that is shown; its value must be JSON. */
  run(expression: string): Promise<unknown>;
  /** Does what leads to another page. */
  leave(statement: string): Promise<unknown>;
  /** Asks until the answer is `true`, for at most 20 seconds. */
  until(what: string, expression: string): Promise<void>;
  /** What the browser says of pages that it prepares: `Ready`, or `Failure` and why. */
  preparations(): readonly string[];
  close(): Promise<void>;
}

const patience = 20_000;

interface Target {
  readonly targetId: string;
  readonly type: string;
  /** `prerender` while a page is prepared. */
  readonly subtype?: string;
}

/** What we read of the protocol's parameters and results. */
interface Fields {
  readonly sessionId?: string;
  readonly targetId?: string;
  readonly targetInfo?: Target;
  readonly targetInfos?: readonly Target[];
  readonly status?: string;
  readonly prerenderStatus?: string;
  readonly result?: { readonly value?: unknown };
  readonly exceptionDetails?: { readonly text: string };
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Fields;
  readonly result?: Fields;
  readonly error?: unknown;
}

export async function startWholeBrowser(): Promise<WholeBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'guestpass-browser-'));
  const args = [...CHROMIUM_ARGS, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
  // A headless browser says so, and would be counted as a program.
  const person = '--user-agent=Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36';
  const browser = spawn(findChromium() ?? '', [...args, person, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const socket = new WebSocket(await addressFrom(browser.stderr));
  await new Promise((open, fail) => {
    socket.addEventListener('open', open, { once: true });
    socket.addEventListener('error', fail, { once: true });
  });

  let last = 0;
  const waiting = new Map<number, { readonly of: string | undefined; answer(message: Message): void }>();
  const preparations: string[] = [];
  /** Sessions by the target they speak to: a page that comes out of hiding is another target than the one before it. */
  const pages = new Map<string, { readonly sessionId: string; isShown: boolean }>();
  socket.addEventListener('message', ({ data }) => {
    const message: Message = JSON.parse(String(data));
    const { id, method, params: { sessionId, targetId = '', targetInfo, status, prerenderStatus } = {} } = message;
    if (id !== undefined) waiting.get(id)?.answer(message);
    if (method === 'Preload.prerenderStatusUpdated')
      preparations.push([status, prerenderStatus].filter(Boolean).join(' '));
    if (method === 'Target.detachedFromTarget') {
      pages.delete(targetId);
      // Nothing else would ever answer what was asked there.
      for (const { of, answer } of waiting.values()) if (of === sessionId) answer({ error: 'The page is gone.' });
    }
    if (targetInfo?.type !== 'page') return;
    const isShown = !targetInfo.subtype;
    const known = pages.get(targetInfo.targetId);
    if (known) known.isShown = isShown;
    if (method !== 'Target.attachedToTarget' || sessionId === undefined) return;
    pages.set(targetInfo.targetId, { sessionId, isShown });
    void send('Preload.enable', {}, sessionId).catch(() => undefined);
  });
  const send = async (method: string, params: object = {}, sessionId?: string): Promise<Fields> => {
    const id = ++last;
    const answered = new Promise<Message>((answer) => waiting.set(id, { of: sessionId, answer }));
    socket.send(JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) }));
    const { result, error } = await answered;
    waiting.delete(id);
    if (error) throw new Error(`${method}: ${JSON.stringify(error)}`);
    return result ?? {};
  };
  const session = (): string => {
    const shown = [...pages.values()].findLast(({ isShown }) => isShown);
    if (!shown) throw new Error('No page is shown.');
    return shown.sessionId;
  };
  const run = async (expression: string): Promise<unknown> => {
    const params = { expression, returnByValue: true, awaitPromise: true };
    const { result, exceptionDetails } = await send('Runtime.evaluate', params, session());
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.text}`);
    return result?.value;
  };

  // By way of its tab: who speaks to a page directly keeps Chromium from preparing others.
  await send('Target.setDiscoverTargets', { discover: true });
  const tabs = await send('Target.getTargets', { filter: [{ type: 'tab' }] });
  const tab = await send('Target.attachToTarget', { targetId: tabs.targetInfos?.[0]?.targetId, flatten: true });
  await send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true }, tab.sessionId);

  return {
    open: async (url) => void (await send('Page.navigate', { url }, session())),
    run,
    // Later: the page that goes away may answer no more.
    leave: (statement) => run(`void setTimeout(() => { ${statement} }, 100)`),
    async until(what, expression) {
      const end = Date.now() + patience;
      let answer: unknown;
      while (Date.now() < end) {
        // While one page takes the place of another there may be none to ask.
        answer = await run(expression).catch((error: unknown) => String(error));
        if (answer === true) return;
        await setTimeout(50);
      }
      throw new Error(`${what}: not within ${patience / 1000} s, but ${JSON.stringify(answer)}`);
    },
    preparations: () => preparations,
    async close() {
      const gone = new Promise((exit) => browser.once('exit', exit));
      // Not awaited: it may be gone before it answers.
      void send('Browser.close').catch(() => undefined);
      await gone;
      socket.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Chromium says on its error stream where it listens. */
function addressFrom(stream: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    stream.on('data', (chunk) => {
      text += chunk;
      const [, address] = /DevTools listening on (\S+)/.exec(text) ?? [];
      if (address) resolve(address);
    });
    stream.on('end', () => reject(new Error(`Chromium ended: ${text}`)));
  });
}
