import { expect } from '@open-wc/testing';
import * as fc from 'fast-check';
import { arrange } from '../../../src/views/graph/arrange.js';
import { type Box, givenBoxes, isLaidOut, sizes } from '../../../src/views/graph/boxes.js';
import type { Link } from '../../../src/views/graph/read-graph.js';
import { generateGraph } from '../../samples/graph-generator.js';
import { graphOf, node, read } from './samples.js';

const never = new AbortController().signal;
const size = (w = 100, h = 40): Box => ({ x: 0, y: 0, w, h });
const layOut = (count: number, links: readonly Link[]) =>
  arrange(
    Array.from({ length: count }, () => size()),
    links,
    never,
  );

function overlaps(boxes: readonly Box[]): string[] {
  const sorted = boxes.map((box, index) => ({ ...box, index })).sort((a, b) => a.x - b.x);
  return sorted.flatMap((a, place) =>
    sorted
      .slice(place + 1)
      .filter((b) => b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h)
      .map((b) => `${a.index} on ${b.index}`),
  );
}

const anyGraph = fc
  .integer({ min: 1, max: 24 })
  .chain((count) =>
    fc.tuple(
      fc.constant(count),
      fc.array(fc.record({ from: fc.nat({ max: count - 1 }), to: fc.nat({ max: count - 1 }) }), { maxLength: 60 }),
    ),
  );

describe('A layout of our own', () => {
  it('puts every node somewhere and none on another, whatever the links', async () => {
    await fc.assert(
      fc.asyncProperty(anyGraph, async ([count, links]) => {
        const boxes = await layOut(count, links);
        expect(boxes).to.have.length(count);
        for (const { x, y } of boxes) expect(Number.isFinite(x) && Number.isFinite(y)).to.equal(true);
        expect(overlaps(boxes)).to.deep.equal([]);
      }),
    );
  });

  it('lets everything flow from left to right when there is no cycle', async () => {
    const forwards = anyGraph.map(([count, links]) => ({
      count,
      links: links.filter(({ from, to }) => from < to),
    }));
    await fc.assert(
      fc.asyncProperty(forwards, async ({ count, links }) => {
        const boxes = await layOut(count, links);
        for (const { from, to } of links) {
          expect((boxes[from]?.x ?? 0) + (boxes[from]?.w ?? 0)).to.be.lessThan(boxes[to]?.x ?? 0);
        }
      }),
    );
  });

  it('turns just one link of a cycle back', async () => {
    const { links } = graphOf('A>b', 'b>C', 'C>d', 'd>A');
    const boxes = await layOut(4, links);
    const backwards = links.filter(({ from, to }) => (boxes[to]?.x ?? 0) < (boxes[from]?.x ?? 0));
    expect(backwards).to.have.length(1);
  });

  it('crosses no lines of a tree', async () => {
    const graph = graphOf('A>b', 'A>c', 'A>d', 'b>E', 'b>F', 'c>G', 'd>H', 'd>I', 'd>J');
    const boxes = await layOut(graph.nodes.length, graph.links);
    const middles = boxes.map(({ y, h }) => y + h / 2);
    for (const one of graph.links) {
      for (const other of graph.links) {
        if ((boxes[one.from]?.x ?? 0) !== (boxes[other.from]?.x ?? 0)) continue;
        const above = (middles[one.from] ?? 0) - (middles[other.from] ?? 0);
        const below = (middles[one.to] ?? 0) - (middles[other.to] ?? 0);
        expect(above * below).to.be.at.least(0);
      }
    }
  });

  it('is the same each time', async () => {
    const graph = read(generateGraph({ nodes: 80, edges: 160, layout: false }));
    const [first, second] = await Promise.all([1, 2].map(() => arrange(sizes(graph), graph.links, never)));
    expect(first).to.deep.equal(second);
  });

  it('follows a chain of 5,000 nodes without running out of stack', async () => {
    const links = Array.from({ length: 4999 }, (_, from) => ({ from, to: from + 1 }));
    const boxes = await layOut(5000, links);
    expect(boxes.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).to.equal(true);
  });

  it('gives 2,000 nodes and 5,000 links a shape that a screen can show, and lets the page work meanwhile', async () => {
    const graph = read(generateGraph({ layout: false }));
    let turns = 0;
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      turns += 1;
      channel.port2.postMessage(0);
    };
    channel.port2.postMessage(0);
    const boxes = await arrange(sizes(graph), graph.links, never);
    channel.port1.close();
    const width = Math.max(...boxes.map(({ x, w }) => x + w));
    const height = Math.max(...boxes.map(({ y, h }) => y + h));
    expect(width / height).to.be.within(0.4, 4);
    expect(overlaps(boxes)).to.deep.equal([]);
    expect(turns).to.be.greaterThan(10);
  });

  it('stops when the view must go', async () => {
    const graph = read(generateGraph({ layout: false }));
    const ended = new AbortController();
    const laying = arrange(sizes(graph), graph.links, ended.signal);
    ended.abort();
    const outcome = await laying.then(
      () => 'done',
      (error: unknown) => (error instanceof DOMException ? error.name : 'other'),
    );
    expect(outcome).to.equal('AbortError');
  });
});

describe('A layout that came with the graph', () => {
  const placed = (...nodes: Parameters<typeof node>[1][]) =>
    read({ nodes: nodes.map((more, index) => node(`N${index}`, { width: 100, height: 40, ...more })), edges: [] });

  it('is kept, from 0', () => {
    const boxes = givenBoxes(placed({ x: -50, y: 10 }, { x: 250, y: 110 }), 'corner');
    expect(boxes).to.deep.equal([
      { x: 0, y: 0, w: 100, h: 40 },
      { x: 300, y: 100, w: 100, h: 40 },
    ]);
  });

  it('may tell centres', () => {
    const graph = placed({ x: 0, y: 0, width: 200 }, { x: 300, y: 0 });
    expect(givenBoxes(graph, 'center').map(({ x }) => x)).to.deep.equal([0, 350]);
    expect(givenBoxes(graph, 'corner').map(({ x }) => x)).to.deep.equal([0, 300]);
  });

  const strange = [
    { what: 'no place at all', nodes: [{}, {}], is: false },
    {
      what: 'a place for each',
      nodes: [
        { x: 0, y: 0 },
        { x: 9, y: 0 },
      ],
      is: true,
    },
    {
      what: 'the same place for all',
      nodes: [
        { x: 3, y: 3 },
        { x: 3, y: 3 },
      ],
      is: false,
    },
    {
      what: 'NaN for half of them',
      nodes: [
        { x: 1, y: 2 },
        { x: Number.NaN, y: 2 },
      ],
      is: false,
    },
    { what: 'one node with a place', nodes: [{ x: 3, y: 3 }], is: true },
  ];
  for (const { what, nodes, is } of strange) {
    it(`is ${is ? 'one' : 'none'} with ${what}`, () => expect(isLaidOut(placed(...nodes))).to.equal(is));
  }

  it('puts nodes without a place below the others', () => {
    const graph = placed({ x: 0, y: 0 }, { x: 200, y: 0 }, { x: 400, y: 0 }, { x: Infinity, y: 0 }, { y: 7 });
    const boxes = givenBoxes(graph, 'corner');
    expect(boxes[3]?.y).to.be.greaterThan(40);
    expect(boxes[4]?.y).to.be.greaterThan(40);
    expect(overlaps(boxes)).to.deep.equal([]);
  });

  it('brings stray nodes near without changing the order', () => {
    const boxes = givenBoxes(
      placed({ x: 0, y: 0 }, { x: 300, y: 0 }, { x: 1e7, y: 5e6 }, { x: -1e300, y: 0 }),
      'corner',
    );
    expect(Math.max(...boxes.map(({ x }) => x))).to.be.lessThan(3000);
    expect(
      boxes
        .map(({ x }, index) => ({ x, index }))
        .sort((a, b) => a.x - b.x)
        .map(({ index }) => index),
    ).to.deep.equal([3, 0, 1, 2]);
    expect((boxes[1]?.x ?? 0) - (boxes[0]?.x ?? 0)).to.equal(300);
  });

  it('gives nodes without a sensible size the usual one', () => {
    const graph = placed(
      { x: 0, y: 0, width: 0, height: -4 },
      { x: 1, y: 1, width: Number.NaN },
      { width: 1e9, height: 1e9 },
    );
    for (const { w, h } of sizes(graph)) {
      expect(w).to.be.within(16, 600);
      expect(h).to.be.within(16, 300);
    }
  });

  it('is finite and not negative whatever the numbers', () => {
    const number = fc.oneof(fc.double(), fc.constantFrom(0, Number.NaN, Infinity, -Infinity, 1e308, -1e308));
    fc.assert(
      fc.property(fc.array(fc.record({ x: number, y: number, width: number, height: number })), (nodes) => {
        for (const { x, y, w, h } of givenBoxes(placed(...nodes), 'center')) {
          for (const value of [x, y, w, h]) expect(Number.isFinite(value) && value > -1).to.equal(true);
        }
      }),
    );
  });
});
