import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { ResourceId } from '../../src/contract/resource.js';
import { Graph } from '../../src/contract/view.js';
import { generateGraph } from './graph-generator.js';
import { generatePdf } from './pdf-generator.js';

const resources = join(import.meta.dirname, '..', '..', 'demo', 'resources');
const sample = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, name)));
const open = (data: Uint8Array, password?: string) =>
  getDocument({ data, verbosity: 0, ...(password === undefined ? {} : { password }) });

/** How a document fails to open; null when it opens. */
async function failure(data: Uint8Array, password?: string): Promise<string | null> {
  const task = open(data, password);
  try {
    await task.promise;
    return null;
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  } finally {
    await task.destroy();
  }
}

function checkEdges({ nodes, edges }: Graph): void {
  const types = new Map(nodes.map(({ id, type }) => [id, type]));
  for (const { id, type, source, target } of edges) {
    assert.equal(`${types.get(source)}_TO_${types.get(target)}`, type, id);
  }
}

test('the sample resources stay small, and each render has its name in a file beside it', () => {
  let bytes = 0;
  for (const kind of ['render', 'persona', 'project']) {
    const names = readdirSync(join(resources, kind));
    for (const name of names) {
      bytes += statSync(join(resources, kind, name)).size;
      const id = name.slice(0, name.indexOf('.'));
      assert.ok(ResourceId.safeParse(id).success, name);
      const beside = JSON.parse(readFileSync(join(resources, kind, `${id}.json`), 'utf8'));
      assert.equal(typeof beside.name, 'string', name);
      for (const file of [beside.poster, ...(beside.captions ?? []).map(({ src }: { src: string }) => src)]) {
        if (file !== undefined) assert.ok(existsSync(join(resources, kind, file)), `${name} names ${file}`);
      }
    }
  }
  assert.ok(bytes < 2.5 * 1024 * 1024, `${bytes} bytes`);
});

test('the sample graph has the form of the contract, and its edges join its nodes', () => {
  const graph = Graph.parse(JSON.parse(readFileSync(join(resources, 'project/harbour-lights-a1b2c3.json'), 'utf8')));
  assert.equal(graph.nodes.filter(({ type }) => type === 'SERVICE').length, 24);
  assert.ok(graph.nodes.every(({ x, y, width, height }) => [x, y, width, height].every(Number.isFinite)));
  checkEdges(graph);
});

test('a generated graph is as large as asked, and the same for the same seed', () => {
  const graph = Graph.parse(generateGraph());
  assert.equal(graph.nodes.length, 2000);
  assert.equal(graph.edges.length, 5000);
  checkEdges(graph);
  assert.deepEqual(generateGraph({ seed: 1 }), graph);
  assert.notDeepEqual(generateGraph({ seed: 2 }), graph);
});

test('a generated document opens with its pages, its outline and its links', async () => {
  const task = open(generatePdf());
  const document = await task.promise;
  assert.equal(document.numPages, 500);
  assert.equal((await document.getOutline())?.length, 10);
  const page = await document.getPage(500);
  const words = (await page.getTextContent()).items.map((item) => ('str' in item ? item.str : ''));
  assert.ok(words.includes('Page 500 of 500'), words.join(' '));
  const links = await page.getAnnotations();
  assert.deepEqual(
    links.map(({ url, dest }) => url ?? typeof dest),
    ['object', 'https://example.com/'],
  );
  await task.destroy();
});

test('the hard cases fail in the way that their names say', async () => {
  assert.equal(await failure(sample('encrypted.pdf')), 'PasswordException');
  assert.equal(await failure(sample('encrypted.pdf'), 'lantern'), null);
  for (const name of ['truncated.pdf', 'empty.pdf', 'picture-named.pdf']) {
    assert.equal(await failure(sample(name)), 'InvalidPDFException', name);
  }
  for (const name of ['cairo-map.pdf', 'ghostscript-page.pdf']) assert.equal(await failure(sample(name)), null, name);
});
