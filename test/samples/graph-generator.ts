import type { Graph, GraphEdge, GraphNode } from '../../src/contract/view.js';

const categories = [
  { category: 'sensing', categoryLabel: 'Sensing', categoryColor: '#0e7490' },
  { category: 'deciding', categoryLabel: 'Deciding', categoryColor: '#b45309' },
  { category: 'lights', categoryLabel: 'Lights', categoryColor: '#be3a4b' },
  { category: 'visitors', categoryLabel: 'Visitors', categoryColor: '#6d4bc4' },
  { category: 'platform', categoryLabel: 'Platform', categoryColor: '#4b5f7a' },
] as const;

const owners = ['Controls team', 'Riggers', 'Visitor team', 'Harbour office'] as const;
const flows = ['Evening show', 'Safety hold', 'A visit', 'Power watch'] as const;

export interface GraphOptions {
  readonly nodes?: number;
  readonly edges?: number;
  readonly seed?: number;
  /** Without it, nodes have a size and no place, as some sources give them. */
  readonly layout?: boolean;
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * A graph of services and topics of any size, the same for the same seed: 2,000 nodes and 5,000 edges unless told.
 * Three in five nodes are services; no edge stands twice. `layout` puts the nodes on columns, x and y at their centre.
 */
export function generateGraph({ nodes = 2000, edges = 5000, seed = 1, layout = true }: GraphOptions = {}): Graph {
  const random = seeded(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const services = Math.max(1, Math.round(nodes * 0.6));
  const topics = Math.max(1, nodes - services);
  if (edges > services * topics * 2) throw new RangeError('So many edges do not fit between these nodes');
  const columns = Math.ceil(Math.sqrt(nodes / 2));

  const made: GraphNode[] = Array.from({ length: services + topics }, (_, i) => {
    const service = i < services;
    const flow = below(flows.length);
    const category = categories[below(categories.length)] ?? categories[0];
    const owner = owners[below(owners.length)] ?? owners[0];
    const width = service ? 176 : 148;
    const height = service ? 56 : 40;
    const column = i % columns;
    const row = Math.floor(i / columns);
    return {
      id: service ? `svc-${i + 1}` : `top-${i + 1 - services}`,
      type: service ? 'SERVICE' : 'TOPIC',
      label: service ? `${category.categoryLabel} service ${i + 1}` : `topic.${i + 1 - services}.changed`,
      width,
      height,
      ...(layout
        ? { x: column * 240 + Math.round(random() * 40), y: row * 100 + Math.round((column % 2) * 50 + random() * 20) }
        : {}),
      ...(service ? category : {}),
      owner: owner.toLowerCase().replace(' ', '-'),
      ownerLabel: owner,
      ownerColor: '#33507a',
      flows: [`flow-${flow}`],
      flowLabels: [flows[flow] ?? 'Flow'],
      flowColors: ['#d97706'],
    };
  });

  const seen = new Set<string>();
  const links: GraphEdge[] = [];
  while (links.length < edges) {
    const service = `svc-${below(services) + 1}`;
    // Some topics are much busier than others, as in life.
    const topic = `top-${Math.floor(random() ** 2 * topics) + 1}`;
    const writes = random() < 0.4;
    const key = `${writes ? 'w' : 'r'} ${service} ${topic}`;
    if (seen.has(key)) continue;
    seen.add(key);
    links.push(
      writes
        ? { id: `edge-${links.length + 1}`, type: 'SERVICE_TO_TOPIC', source: service, target: topic }
        : { id: `edge-${links.length + 1}`, type: 'TOPIC_TO_SERVICE', source: topic, target: service },
    );
  }
  return { name: `Generated graph ${seed}`, description: null, nodes: made, edges: links };
}
