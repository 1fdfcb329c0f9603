import type { GraphNode } from '../../../src/contract/view.js';
import { type Graph, readGraph } from '../../../src/views/graph/read-graph.js';

/** A node as a server sends it; `name` begins with a small letter for a topic. */
export const node = (name: string, more: Partial<GraphNode> = {}): GraphNode => ({
  id: name,
  type: /^[a-z]/.test(name) ? 'TOPIC' : 'SERVICE',
  label: name,
  ...more,
});

/** `A>b` and the like, each an edge. */
export const edges = (...arrows: string[]) =>
  arrows.map((arrow, index) => {
    const [source = '', target = ''] = arrow.split('>');
    return { id: `e${index}`, type: 'SERVICE_TO_TOPIC', source, target };
  });

/** A graph of these arrows, and of nothing else. */
export function graphOf(...arrows: string[]): Graph {
  const names = new Set(arrows.flatMap((arrow) => arrow.split('>')));
  return read({
    nodes: [...names].map((name) => node(name)),
    edges: edges(...arrows.filter((one) => one.includes('>'))),
  });
}

export function read(json: unknown): Graph {
  const graph = readGraph(json);
  if (!graph) throw new Error('That is no graph.');
  return graph;
}

/** A shop, laid out by hand: three services, two topics, two owners, two categories, one loop. */
export const shop = {
  name: 'Shop',
  description: null,
  nodes: [
    node('Orders', {
      x: 100,
      y: 100,
      width: 160,
      height: 50,
      category: 'core',
      categoryLabel: 'Core',
      categoryColor: '#0b6b57',
      owner: 'a',
      ownerLabel: 'Team Amber',
      ownerColor: '#b45309',
      flows: ['buy'],
      flowLabels: ['Buying'],
      flowColors: ['#d97706'],
    }),
    node('order.placed', { x: 350, y: 100, width: 150, height: 40, flows: ['buy'], flowLabels: ['Buying'] }),
    node('Billing', {
      x: 600,
      y: 40,
      width: 160,
      height: 50,
      category: 'money',
      categoryLabel: 'Money',
      categoryColor: 'gold',
      owner: 'b',
      ownerLabel: 'Team Blue',
    }),
    node('Parcels', {
      x: 600,
      y: 180,
      width: 160,
      height: 50,
      category: 'core',
      categoryLabel: 'Core',
      categoryColor: '#0b6b57',
      owner: 'a',
      ownerLabel: 'Team Amber',
      ownerColor: '#b45309',
    }),
    node('parcel.sent', { x: 350, y: 260, width: 150, height: 40 }),
  ],
  edges: edges(
    'Orders>order.placed',
    'order.placed>Billing',
    'order.placed>Parcels',
    'Parcels>parcel.sent',
    'parcel.sent>Orders',
  ),
};
