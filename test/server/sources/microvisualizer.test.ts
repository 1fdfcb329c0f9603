import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Graph } from '../../../src/contract/view.js';
import { createMicrovisualizerSource } from '../../../src/server/sources/microvisualizer.js';
import { canaryText } from '../../stubs/vendor-server.js';
import { coded, drain, forever } from './suite.js';
import { microvisualizer } from './vendors.js';

type Vendor = Awaited<ReturnType<typeof microvisualizer>>;

function test(title: string, body: (vendor: Vendor) => Promise<void>): void {
  it(title, async () => {
    const vendor = await microvisualizer();
    try {
      await body(vendor);
    } finally {
      await vendor.close();
    }
  });
}

async function graphOf({ source, ready }: Pick<Vendor, 'source' | 'ready'>): Promise<Graph> {
  const bytes = await source.read(ready, 'graph.json', null, forever);
  assert.ok(bytes);
  return Graph.parse(JSON.parse(new TextDecoder().decode(await drain(bytes))));
}

describe('microvisualizer projects', () => {
  test('have a name and a description, and no members', async ({ source, ready }) => {
    const found = await source.find(ready, forever);
    assert.equal(found?.title, 'Harbour');
    assert.equal(found?.description, 'Ships and berths');
    assert.ok(!JSON.stringify(found).includes(canaryText));
  });

  test('are not looked for under an id that no project has', async ({ stub, source, keyOf }) => {
    for (const id of ['short', 'Upper-Case-1', 'a'.repeat(61), '-leading-dash']) {
      assert.equal(await source.find(keyOf(id), forever), null);
    }
    assert.equal(stub.requests.length, 0);
  });

  test('show a graph reduced to what a view draws', async (vendor) => {
    const graph = await graphOf(vendor);
    assert.deepEqual(
      graph.nodes.map(({ id, type }) => [id, type]),
      [
        ['service--berths', 'SERVICE'],
        ['messaging--arrivals', 'TOPIC'],
      ],
    );
    const [berths] = graph.nodes;
    assert.equal(berths?.categoryColor, '#1f6feb');
    assert.deepEqual(berths?.flowLabels, ['Arrival']);
    // An owner's e-mail address, and a colour that would load something.
    assert.equal(berths?.owner, undefined);
    assert.equal(berths?.ownerLabel, undefined);
    assert.equal(berths?.ownerColor, undefined);
    // The edge to a node of a kind that nobody can draw goes with it.
    assert.deepEqual(
      graph.edges.map(({ id }) => id),
      ['e1'],
    );
    assert.ok(!JSON.stringify(graph).includes(canaryText));
  });

  test('tolerate fields that are missing, null or of another type', async ({ stub, source, keyOf }) => {
    const nodes = [
      { id: 'a', type: 'SERVICE' },
      { id: 'b', type: 'TOPIC', label: null, x: '1', y: null, flows: ['f', 7], category: 5 },
      { type: 'SERVICE', label: 'no id' },
      null,
      'text',
    ];
    const key = keyOf(stub.addProject({ graph: { nodes, edges: [null, {}] } }).id);
    const graph = await graphOf({ source, ready: key });
    assert.deepEqual(graph.nodes, [
      { id: 'a', type: 'SERVICE', label: 'a' },
      { id: 'b', type: 'TOPIC', label: 'b', flows: ['f', ''] },
    ]);
  });

  test('are no graph when the vendor sends something else', async ({ stub, source, keyOf }) => {
    for (const graph of [{}, { nodes: [] }, [], null, { nodes: {}, edges: [] }]) {
      const key = keyOf(stub.addProject({ graph }).id);
      await assert.rejects(source.read(key, 'graph.json', null, forever), coded('upstream_invalid'));
    }
  });

  test('are asked for with depth and filter', async ({ stub, key, ready }) => {
    const source = createMicrovisualizerSource({
      apiKey: key,
      baseUrl: stub.url,
      depth: 2,
      coordinates: 'corner',
      filters: { [ready.id]: ['service--berths', 'category--port'] },
    });
    const { view } = await source.view(ready, forever);
    assert.equal(view.type === 'graph' && view.origin, 'corner');
    await graphOf({ source, ready });
    const query = stub.requests.at(-1)?.query;
    assert.deepEqual(query?.getAll('filteredIds'), ['service--berths', 'category--port']);
    assert.equal(query?.get('depth'), '2');
  });
});

describe('microvisualizer tokens', () => {
  const options = { expiresAt: null, usageLimit: null, recipientEmail: null, message: null };

  test('have an address by the template, and none without one', async ({ stub, source, ready, key }) => {
    const link = await source.upstream?.mint(ready, options, Date.now(), forever);
    assert.equal(link?.url, `https://app.microvisualizer.example/public/${link?.token}`);
    const plain = createMicrovisualizerSource({ apiKey: key, baseUrl: stub.url, links: 'upstream' });
    assert.equal((await plain.upstream?.list(ready, forever))?.[0]?.url, null);
    assert.equal(plain.enforcement.email, 'unavailable');
  });

  test('have an id that tells nothing of the token', async ({ source, ready }) => {
    const link = await source.upstream?.mint(ready, options, Date.now(), forever);
    assert.match(link?.id ?? '', /^[0-9a-f]{32}$/);
    assert.ok(!link?.token.replaceAll('-', '').includes(link.id.slice(0, 8)));
  });

  test('take no end and no limit, and say so instead of forgetting it', async ({ stub, source, ready }) => {
    for (const given of [{ expiresAt: Date.now() + 1e6 }, { usageLimit: 5 }]) {
      const mint = source.upstream?.mint(ready, { ...options, ...given }, Date.now(), forever);
      await assert.rejects(mint ?? Promise.resolve(), coded('not_supported'));
    }
    assert.equal(stub.requests.length, 0);
  });

  test('of a project that is gone are gone too', async ({ stub, source, ready, absent }) => {
    const link = await source.upstream?.mint(ready, options, Date.now(), forever);
    stub.projects.clear();
    await source.upstream?.revoke(ready, link?.id ?? '', forever);
    await assert.rejects(source.upstream?.list(absent, forever) ?? Promise.resolve(), coded('upstream_not_found'));
  });
});
