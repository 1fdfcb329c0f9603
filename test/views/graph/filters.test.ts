import { expect } from '@open-wc/testing';
import { countFacets } from '../../../src/views/graph/facets.js';
import {
  emphasise,
  type Filters,
  findNodes,
  isFiltering,
  matches,
  noFilters,
  toggled,
} from '../../../src/views/graph/filters.js';
import { node, read, shop } from './samples.js';

const graph = read(shop);
const names = (wanted: (index: number) => unknown) =>
  graph.nodes.filter((_, index) => wanted(index)).map(({ id }) => id);
const filters = (chosen: Partial<Record<keyof Filters, string[]>>): Filters => ({
  category: new Set(chosen.category),
  owner: new Set(chosen.owner),
  flow: new Set(chosen.flow),
});

describe('Facets', () => {
  it('are counted, the most frequent first', () => {
    expect(countFacets(graph, 'category').map(({ id, label, count }) => ({ id, label, count }))).to.deep.equal([
      { id: 'core', label: 'Core', count: 2 },
      { id: 'money', label: 'Money', count: 1 },
    ]);
    expect(countFacets(graph, 'flow').map(({ id, count }) => [id, count])).to.deep.equal([['buy', 2]]);
  });

  it('take the first colour that a node names', () => {
    const two = read({
      nodes: [
        node('A', { owner: 'x' }),
        node('B', { owner: 'x', ownerColor: 'red' }),
        node('C', { owner: 'x', ownerColor: 'blue' }),
      ],
    });
    expect(countFacets(two, 'owner')).to.deep.equal([{ id: 'x', label: 'x', colour: 'red', count: 3 }]);
  });

  it('count a node once that names a flow twice', () => {
    expect(countFacets(read({ nodes: [node('A', { flows: ['x', 'x'] })] }), 'flow')[0]?.count).to.equal(1);
  });
});

describe('Filters', () => {
  const table: { chosen: Partial<Record<keyof Filters, string[]>>; left: string[] }[] = [
    { chosen: {}, left: ['Orders', 'order.placed', 'Billing', 'Parcels', 'parcel.sent'] },
    { chosen: { category: ['core'] }, left: ['Orders', 'Parcels'] },
    { chosen: { category: ['core', 'money'] }, left: ['Orders', 'Billing', 'Parcels'] },
    { chosen: { category: ['core'], flow: ['buy'] }, left: ['Orders'] },
    { chosen: { owner: ['b'], flow: ['buy'] }, left: [] },
    { chosen: { owner: ['nobody'] }, left: [] },
  ];
  for (const { chosen, left } of table) {
    it(`${JSON.stringify(chosen)} leave ${left.length}`, () => {
      const set = filters(chosen);
      expect(graph.nodes.filter((one) => matches(one, set)).map(({ id }) => id)).to.deep.equal(left);
    });
  }

  it('are switched on and off again, and never changed in place', () => {
    const on = toggled(noFilters, 'owner', 'a');
    expect(isFiltering(on)).to.equal(true);
    expect(isFiltering(noFilters)).to.equal(false);
    expect(isFiltering(toggled(on, 'owner', 'a'))).to.equal(false);
  });
});

describe('What stands out', () => {
  it('is nothing when nothing is chosen', () => expect(emphasise(graph, noFilters, undefined)).to.equal(undefined));

  it('is what passes the filters, with the links between', () => {
    const lit = emphasise(graph, filters({ flow: ['buy'] }), undefined);
    expect(names((index) => lit?.nodes[index])).to.deep.equal(['Orders', 'order.placed']);
    expect([...(lit?.links ?? [])]).to.deep.equal([1, 0, 0, 0, 0]);
  });

  it('is a selected node with its neighbours on both sides', () => {
    const lit = emphasise(graph, noFilters, 0);
    expect(names((index) => lit?.nodes[index])).to.deep.equal(['Orders', 'order.placed', 'parcel.sent']);
    expect([...(lit?.links ?? [])]).to.deep.equal([1, 0, 0, 0, 1]);
  });

  it('is the selected node even when it does not pass, but of its neighbours those that do', () => {
    const lit = emphasise(graph, filters({ owner: ['a'] }), 1);
    expect(names((index) => lit?.nodes[index])).to.deep.equal(['Orders', 'order.placed', 'Parcels']);
  });
});

describe('Finding a node', () => {
  const find = (text: string, limit = 9) => findNodes(graph, text, limit).map((index) => graph.nodes[index]?.id);
  it('takes any part of a label, its beginning first', () => {
    expect(find('PARCEL')).to.deep.equal(['Parcels', 'parcel.sent']);
    expect(find('order')).to.deep.equal(['Orders', 'order.placed']);
  });
  it('finds nothing for nothing', () => expect(find('  ')).to.deep.equal([]));
  it('finds by id when the label is another', () => {
    const other = read({ nodes: [node('svc-1', { label: 'Tide' })] });
    expect(findNodes(other, 'svc', 9)).to.deep.equal([0]);
  });
  it('tells no more than it was asked for', () => expect(find('r', 2)).to.have.length(2));
});
