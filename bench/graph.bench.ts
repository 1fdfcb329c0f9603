/**
 * The graph view: time until the picture is there, frames while it is moved, the heap, and our layout beside dagre's.
 * `npm run bench -- graph`, with `--pages` or `--layouts` for one half of it. Frames are wall time, so on a busy machine look at the main thread's time for one instead.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import dagre from '@dagrejs/dagre';
import { build, type Plugin } from 'esbuild';
import { chromium } from 'playwright';
import { CHROMIUM_ARGS, findChromium } from '../scripts/browser.mjs';
import { arrange } from '../src/views/graph/arrange.js';
import { type Box, sizes } from '../src/views/graph/boxes.js';
import { type Graph, type Link, readGraph } from '../src/views/graph/read-graph.js';
import { generateGraph } from '../test/samples/graph-generator.js';
import { frames, heap } from './page-meters.js';

const PAGE = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>html, body, #host { margin: 0; block-size: 100% }</style><div id="host"></div><script type="module" src="/page.js"></script>`;

/** What runs in the page. */
const DRIVER = `
import { mount } from './src/views/graph/mount.ts';
const ended = new AbortController();
const nothing = () => {};
const context = { view: { type: 'graph', asset: location.search.slice(1), origin: 'center' }, language: 'en', signal: ended.signal,
  note: { title: 'Bench', download: true }, url: (asset) => '/' + asset, report: nothing, emit: nothing, fail: console.error, announce: nothing };
window.longest = 0;
new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration); }).observe({ type: 'longtask' });
const start = performance.now();
let view = await mount(document.getElementById('host'), context);
window.took = performance.now() - start;
window.scale = (scale) => view.command({ type: 'zoom', scale });
let canvas = document.querySelector('#host > *').shadowRoot.querySelector('canvas');
window.end = () => { view.destroy(); view = canvas = undefined; };
window.idle = async (count) => frames(count, nothing);
window.pan = async (count) => frames(count, (n) => wheel({ deltaX: 30 * Math.cos(n / 8), deltaY: 30 * Math.sin(n / 5) }));
window.zoom = async (count) => frames(count, (n) => wheel({ deltaY: n % 40 < 20 ? -4 : 4, ctrlKey: true }));
function wheel(init) { canvas.dispatchEvent(new WheelEvent('wheel', { clientX: 640, clientY: 400, cancelable: true, ...init })); }
async function frames(count, act) {
  const gaps = []; let last = await new Promise(requestAnimationFrame);
  for (let n = 0; n < count; n++) { act(n); const now = await new Promise(requestAnimationFrame); gaps.push(now - last); last = now; }
  return gaps;
}
document.body.dataset.ready = '';
`;

const seeded = [
  { name: '43 nodes, 62 links', options: { nodes: 43, edges: 62 } },
  { name: '2,000 nodes, 5,000 links', options: {} },
  { name: '2,000 and 5,000, no layout', options: { layout: false } },
  { name: '10,000 and 25,000', options: { nodes: 10_000, edges: 25_000 } },
];

/** Vite's way to import a style sheet as text. */
const inlineStyles: Plugin = {
  name: 'inline-styles',
  setup(bundler) {
    bundler.onResolve({ filter: /\.css\?inline$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.replace('?inline', '')),
      namespace: 'inline',
    }));
    bundler.onLoad({ filter: /./, namespace: 'inline' }, async ({ path }) => ({
      contents: await readFile(path, 'utf8'),
      loader: 'text',
    }));
  },
};

async function measurePage(): Promise<void> {
  const made = await build({
    stdin: { contents: DRIVER, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    write: false,
    plugins: [inlineStyles],
  });
  const script = made.outputFiles[0]?.text ?? '';
  const server = createServer(({ url = '' }, answer) => {
    const graph = seeded[Number(/^\/graph-(\d)/.exec(url)?.[1] ?? -1)];
    if (graph) answer.setHeader('content-type', 'application/json').end(JSON.stringify(generateGraph(graph.options)));
    else if (url === '/page.js') answer.setHeader('content-type', 'text/javascript').end(script);
    else answer.setHeader('content-type', 'text/html').end(PAGE);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: CHROMIUM_ARGS });
  try {
    for (const [index, { name }] of seeded.entries()) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await page.goto(`http://127.0.0.1:${port}/?graph-${index}`);
      await page.waitForSelector('body[data-ready]', { timeout: 120_000 });
      const { took, longest } = (await page.evaluate('({ took: window.took, longest: window.longest })')) as Record<
        string,
        number
      >;
      console.log(
        `\n${name}: picture after ${took?.toFixed(0)} ms, longest task ${longest?.toFixed(0)} ms, heap ${await heap(page)} MB`,
      );
      await frames(page, 'nothing moves', 'window.idle(60)');
      await frames(page, 'pan, whole picture', 'window.pan(120)');
      await frames(page, 'zoom, whole picture', 'window.zoom(120)');
      for (const scale of [0.3, 0.8]) {
        await page.evaluate(`window.scale(${scale}); new Promise((rest) => setTimeout(rest, 500))`);
        await frames(page, `pan at ${scale * 100} %`, 'window.pan(120)');
      }
      await page.evaluate('window.end()');
      console.log(`  heap after it is gone: ${await heap(page)} MB`);
      await page.close();
    }
  } finally {
    await browser.close();
    server.close();
  }
}

/** Crossings and lengths of the straight lines between the middles: what a layout is good for, told without its own means. */
function quality(boxes: readonly Box[], links: readonly Link[]): { crossings: number; length: number } {
  const lines = links.flatMap(({ from, to }) => {
    const [a, b] = [boxes[from], boxes[to]];
    return a && b && a !== b ? [[a.x + a.w / 2, a.y + a.h / 2, b.x + b.w / 2, b.y + b.h / 2] as const] : [];
  });
  const side = (a: number, b: number, c: number, d: number, x: number, y: number): number =>
    Math.sign((c - a) * (y - b) - (d - b) * (x - a));
  let crossings = 0;
  lines.forEach(([a, b, c, d], one) => {
    for (const [e, f, g, h] of lines.slice(0, one)) {
      if (side(a, b, c, d, e, f) * side(a, b, c, d, g, h) < 0 && side(e, f, g, h, a, b) * side(e, f, g, h, c, d) < 0)
        crossings += 1;
    }
  });
  return { crossings, length: lines.reduce((sum, [a, b, c, d]) => sum + Math.hypot(c - a, d - b), 0) };
}

function byDagre(graph: Graph): Box[] {
  const layout = new dagre.graphlib.Graph();
  layout.setGraph({ rankdir: 'LR', nodesep: 28, ranksep: 100 });
  layout.setDefaultEdgeLabel(() => ({}));
  const own = sizes(graph);
  own.forEach(({ w, h }, index) => layout.setNode(String(index), { width: w, height: h }));
  for (const { from, to } of graph.links) layout.setEdge(String(from), String(to));
  dagre.layout(layout);
  return own.map(({ w, h }, index) => {
    const { x, y } = layout.node(String(index));
    return { x: x - w / 2, y: y - h / 2, w, h };
  });
}

async function measureLayouts(): Promise<void> {
  console.log('\nLayouts, ours / dagre’s (averages of five graphs)');
  for (const [nodes, edges] of [
    [20, 26],
    [40, 60],
    [80, 130],
    [150, 260],
  ] as const) {
    const sums = { ours: { ms: 0, crossings: 0, length: 0 }, theirs: { ms: 0, crossings: 0, length: 0 } };
    for (const seed of [1, 2, 3, 4, 5]) {
      const graph = readGraph(generateGraph({ nodes, edges, seed, layout: false }));
      if (!graph) throw new Error('No graph');
      for (const [who, lay] of [
        ['ours', () => arrange(sizes(graph), graph.links, new AbortController().signal)],
        ['theirs', () => Promise.resolve(byDagre(graph))],
      ] as const) {
        const start = performance.now();
        const boxes = await lay();
        sums[who].ms += (performance.now() - start) / 5;
        const { crossings, length } = quality(boxes, graph.links);
        sums[who].crossings += crossings / 5;
        sums[who].length += length / 5;
      }
    }
    const { ours, theirs } = sums;
    const pair = (key: 'ms' | 'crossings' | 'length'): string => `${ours[key].toFixed(0)} / ${theirs[key].toFixed(0)}`;
    console.log(
      `  ${nodes} nodes, ${edges} links: ${pair('ms')} ms, ${pair('crossings')} crossings, ${pair('length')} px of lines`,
    );
  }
}

if (!process.argv.includes('--layouts')) await measurePage();
if (!process.argv.includes('--pages')) await measureLayouts();
