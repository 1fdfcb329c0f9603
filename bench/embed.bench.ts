/**
 * What a page pays for an embed on a slow phone: the CPU four times as slow, and 150 ms for each response. Four pages in
 * turn, so that a busy moment of the machine meets all of them; blocking is wall time, so believe it on a quiet one only: no embed, a bare lazy iframe, the same iframe that our
 * script takes up, and the script alone, which makes the iframe. `npm run bench -- embed`, with `--rounds 25` for more.
 */
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type CDPSession, type Frame, type Page } from 'playwright';
import { CHROMIUM_ARGS, findChromium } from '../scripts/browser.mjs';
import { openSites } from '../test/e2e/embed/sites.js';

const slower = 4;
const latency = 150;
const rounds = Number(process.argv[process.argv.indexOf('--rounds') + 1]) || 15;

/** Milliseconds from the beginning of the host page's navigation; `painted` is the frame's first content. */
interface Sample {
  readonly painted: number;
  readonly own: number;
  readonly shift: number;
  /** What tasks of the host page took beyond 50 ms each, summed up. */
  readonly blocking: number;
  /** What scripts took of the host page's thread, whatever else the machine did. */
  readonly script: number;
}

const text = '<p>The harbour keeps its dark, and the lamps are few.</p>'.repeat(6);
const host = (
  inside: string,
) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A page</title><style>body{font:16px/1.5 sans-serif;margin:16px}iframe,.place{display:block;width:100%;aspect-ratio:16/9;border:0}</style><script>
window.seen = { shift: 0, blocking: 0 };
const watch = (type, hear) => new PerformanceObserver((list) => list.getEntries().forEach(hear)).observe({ type, buffered: true });
watch('layout-shift', ({ value }) => (seen.shift += value));
watch('longtask', ({ duration }) => (seen.blocking += duration - 50));
</script></head><body>${text}${inside}${text}</body></html>`;

async function listen(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ port: number; close(): void }> {
  const server = createServer(answer);
  await new Promise<void>((listening) => server.listen(0, listening));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Before the server: each response comes 150 ms later. */
let inner = 0;
const front = await listen((asked, response) => {
  const { method, url, headers } = asked;
  const forward = () =>
    request({ host: '127.0.0.1', port: inner, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    })
      .on('error', () => response.destroy())
      .end(body.length > 0 ? Buffer.concat(body) : undefined);
  const body: Buffer[] = [];
  asked.on('data', (chunk: Buffer) => body.push(chunk)).on('end', () => setTimeout(forward, latency));
});

async function slowDown(session: CDPSession): Promise<void> {
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
}

async function measure(browser: Browser, address: string, hasFrame: boolean): Promise<Sample> {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 }, deviceScaleFactor: 2 });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await slowDown(session);
  // A frame of another site is a process of its own, which has a session of its own as soon as it is there.
  page.on('framenavigated', (frame) => {
    if (frame !== page.mainFrame()) context.newCDPSession(frame).then(slowDown, () => undefined);
  });
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(address);
  const painted = hasFrame ? await paintOf(page, await frameOf(page)) : 0;
  const own = await paintOf(page, page.mainFrame());
  const { metrics } = await session.send('Performance.getMetrics');
  const seen = await page.evaluate(() => Reflect.get(window, 'seen') as { shift: number; blocking: number });
  const script = (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1000;
  await context.close();
  return { painted, own, ...seen, script };
}

async function frameOf(page: Page): Promise<Frame> {
  const handle = await page.waitForSelector('iframe', { state: 'attached' });
  const frame = await handle.contentFrame();
  if (!frame) throw new Error('The page has no frame.');
  await frame.waitForSelector(':root[data-open="true"]');
  return frame;
}

/** First contentful paint, on the clock of the host page. */
async function paintOf(page: Page, frame: Frame): Promise<number> {
  const begun = await page.evaluate(() => performance.timeOrigin);
  const at = await frame.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const [entry] = list.getEntriesByName('first-contentful-paint');
          if (entry) resolve(performance.timeOrigin + entry.startTime);
        }).observe({ type: 'paint', buffered: true });
      }),
  );
  return at - begun;
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
};

const stage = await openSites({ front: front.port });
inner = stage.port;
const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: CHROMIUM_ARGS });
try {
  const { token } = await stage.share({ resource: 'render:first-light' });
  const frame = `<iframe src="${stage.server}/embed/${token}" title="First light" loading="lazy" allow="fullscreen"></iframe>`;
  const script = `<script async src="${stage.server}/embed.js"></script>`;
  const place = `<div class="place"><div data-guestpass="${token}" data-title="First light" data-load="visible"></div></div>`;
  const facade = `<div class="place"><div data-guestpass="${token}" data-title="First light"></div></div>`;
  const pages = {
    'no embed': '',
    'bare lazy iframe': frame,
    'iframe in the markup, and our script': frame + script,
    'our script alone, data-load="visible"': place + script,
    'our script alone, a button first': facade + script,
  };
  const names = Object.keys(pages) as (keyof typeof pages)[];
  names.forEach((name, index) =>
    stage.route(`/${index}`, (_request, response) =>
      setTimeout(() => response.writeHead(200, { 'content-type': 'text/html' }).end(host(pages[name])), latency),
    ),
  );
  const samples = new Map(names.map((name) => [name, [] as Sample[]]));
  for (let round = -1; round < rounds; round++) {
    for (const [index, name] of names.entries()) {
      const hasFrame = index > 0 && index < 4;
      const sample = await measure(browser, stage.site('a', `/${index}`), hasFrame);
      // The first round warms the server and the browser up.
      if (round >= 0) samples.get(name)?.push(sample);
    }
  }
  const of = (name: keyof typeof pages, key: keyof Sample) => (samples.get(name) ?? []).map((sample) => sample[key]);
  /** The median of the ratios of each round: what a busy moment did to both of a pair falls out. */
  const ratio = (name: keyof typeof pages) => {
    const base = of('bare lazy iframe', 'painted');
    return median(of(name, 'painted').map((value, round) => value / (base[round] ?? Number.NaN)));
  };
  console.log(
    `Chromium ${browser.version()}, CPU ÷ ${slower}, ${latency} ms a response, ${rounds} rounds, medians; painted: the frame’s first content`,
  );
  for (const [index, name] of names.entries()) {
    const hasFrame = index > 0 && index < 4;
    const shown = hasFrame ? `${median(of(name, 'painted')).toFixed(0)} ms, ${ratio(name).toFixed(2)} ×` : '';
    console.log(
      `  ${name.padEnd(40)} painted ${shown.padEnd(17)} page ${median(of(name, 'own')).toFixed(0)} ms  layout shift ${Math.max(...of(name, 'shift')).toFixed(4)}  blocking ${median(of(name, 'blocking')).toFixed(0)} ms  scripts ${median(of(name, 'script')).toFixed(0)} ms`,
    );
  }
} finally {
  await browser.close();
  await stage.close();
  front.close();
}
