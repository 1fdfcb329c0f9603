import { expect } from '@open-wc/testing';
import * as fc from 'fast-check';
import { readGraph } from '../../../src/views/graph/read-graph.js';
import { edges, node, read } from './samples.js';

describe('Reading a graph', () => {
  const notGraphs = [undefined, null, 7, 'nodes', [], {}, { nodes: {} }, { edges: [] }, { nodes: [], edges: 'none' }];
  for (const json of notGraphs) {
    it(`takes ${JSON.stringify(json)} for no graph`, () => expect(readGraph(json)).to.equal(undefined));
  }

  it('joins nodes by their links in both directions', () => {
    const graph = read({ nodes: [node('A'), node('t'), node('B')], edges: edges('A>t', 't>B') });
    expect(graph.links).to.deep.equal([
      { from: 0, to: 1 },
      { from: 1, to: 2 },
    ]);
    expect(graph.outgoing).to.deep.equal([[1], [2], []]);
    expect(graph.incoming).to.deep.equal([[], [0], [1]]);
  });

  it('keeps the first of several nodes with one id and counts the others', () => {
    const graph = read({
      nodes: [node('A', { label: 'first' }), node('A', { label: 'second' }), node('A')],
      edges: [],
    });
    expect(graph.nodes.map(({ label }) => label)).to.deep.equal(['first']);
    expect(graph.repeated).to.equal(2);
  });

  it('leaves out links to nodes that are not there and counts them', () => {
    const graph = read({ nodes: [node('A')], edges: edges('A>gone', 'gone>A', 'gone>away') });
    expect(graph.links).to.deep.equal([]);
    expect(graph.missing).to.equal(3);
  });

  it('keeps the first of several links with one id', () => {
    const graph = read({
      nodes: [node('A'), node('t'), node('B')],
      edges: [
        { id: 'one', source: 'A', target: 't' },
        { id: 'one', source: 't', target: 'B' },
      ],
    });
    expect(graph.links).to.have.length(1);
    expect(graph.repeated).to.equal(1);
  });

  it('draws one arrow for two links between the same two nodes, and says nothing of it', () => {
    const graph = read({ nodes: [node('A'), node('t')], edges: edges('A>t', 'A>t') });
    expect(graph).to.deep.include({ missing: 0, repeated: 0, unreadable: 0 });
    expect(graph.links).to.have.length(1);
  });

  it('counts what makes no sense and reads the rest', () => {
    const graph = read({ nodes: [node('A'), 7, null, { label: 'no id' }, { id: 12 }], edges: [null, { source: 'A' }] });
    expect(graph.nodes.map(({ id }) => id)).to.deep.equal(['A', '12']);
    expect(graph.unreadable).to.equal(5);
  });

  it('needs nothing but an id', () => {
    const [only] = read({ nodes: [{ id: 'A', surprise: true }] }).nodes;
    expect(only).to.deep.include({
      id: 'A',
      label: 'A',
      topic: false,
      category: undefined,
      owner: undefined,
      flows: [],
    });
  });

  it('puts labels and colours of flows beside their ids', () => {
    const [only] = read({
      nodes: [node('A', { flows: ['x', 'y'], flowLabels: ['First'], flowColors: ['red', 'blue'] })],
      edges: [],
    }).nodes;
    expect(only?.flows).to.deep.equal([
      { id: 'x', label: 'First', colour: 'red' },
      { id: 'y', label: 'y', colour: 'blue' },
    ]);
  });

  it('is not led astray by ids that every object has', () => {
    const names = ['__proto__', 'constructor', 'toString'];
    const graph = read({ nodes: names.map((id) => ({ id })), edges: edges('__proto__>constructor') });
    expect(graph.nodes.map(({ id }) => id)).to.deep.equal(names);
    expect(graph.links).to.deep.equal([{ from: 0, to: 1 }]);
  });

  it('never throws, and every link that it keeps has two ends', () => {
    const id = fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.anything());
    const entry = fc.oneof(
      fc.anything(),
      fc.record({ id, source: id, target: id, label: fc.anything(), x: fc.anything() }),
    );
    fc.assert(
      fc.property(fc.array(entry), fc.array(entry), (nodes, links) => {
        const graph = read({ nodes, edges: links });
        for (const { from, to } of graph.links) {
          expect(graph.nodes[from]).to.be.an('object');
          expect(graph.nodes[to]).to.be.an('object');
        }
      }),
    );
  });
});
