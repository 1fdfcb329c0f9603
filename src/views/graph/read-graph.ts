/** What nodes are sorted by: an owner, a category or a flow. `colour` is any text; see colour.ts. */
export interface Facet {
  readonly id: string;
  readonly label: string;
  readonly colour: string | undefined;
}

export interface GraphNode {
  readonly id: string;
  readonly topic: boolean;
  readonly label: string;
  readonly category: Facet | undefined;
  readonly owner: Facet | undefined;
  readonly flows: readonly Facet[];
  /** As it came: any numbers, NaN for none. CSS pixels. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Ends are indexes of nodes; what flows goes from `from` to `to`. */
export interface Link {
  readonly from: number;
  readonly to: number;
}

export interface Graph {
  readonly name: string | undefined;
  readonly nodes: readonly GraphNode[];
  readonly links: readonly Link[];
  /** For each node, the nodes at the other ends of its links. */
  readonly incoming: readonly (readonly number[])[];
  readonly outgoing: readonly (readonly number[])[];
  /** What was left out: links to nodes that are not there, entries with an id that is taken, entries that make no sense. */
  readonly missing: number;
  readonly repeated: number;
  readonly unreadable: number;
}

/** Reads what a server sent. `undefined` when it is no graph at all; parts that make no sense are left out and counted. */
export function readGraph(json: unknown): Graph | undefined {
  if (!isRecord(json) || !Array.isArray(json['nodes']) || !Array.isArray(json['edges'] ?? [])) return undefined;
  const nodes: GraphNode[] = [];
  const indexes = new Map<string, number>();
  let [missing, repeated, unreadable] = [0, 0, 0];
  for (const entry of list(json['nodes'])) {
    const id = isRecord(entry) ? text(entry['id']) : undefined;
    if (!isRecord(entry) || id === undefined) unreadable += 1;
    else if (indexes.has(id)) repeated += 1;
    else {
      indexes.set(id, nodes.length);
      nodes.push(readNode(id, entry));
    }
  }

  const links: Link[] = [];
  const incoming: number[][] = nodes.map(() => []);
  const outgoing: number[][] = nodes.map(() => []);
  const ids = new Set<string>();
  const pairs = new Set<number>();
  for (const entry of list(json['edges'])) {
    const id = isRecord(entry) ? text(entry['id']) : undefined;
    const source = isRecord(entry) ? text(entry['source']) : undefined;
    const target = isRecord(entry) ? text(entry['target']) : undefined;
    const from = source === undefined ? undefined : indexes.get(source);
    const to = target === undefined ? undefined : indexes.get(target);
    if (source === undefined || target === undefined) unreadable += 1;
    else if (from === undefined || to === undefined) missing += 1;
    else if (id !== undefined && ids.has(id)) repeated += 1;
    else {
      if (id !== undefined) ids.add(id);
      const pair = from * nodes.length + to;
      // Two entries for one arrow draw one arrow.
      if (pairs.has(pair)) continue;
      pairs.add(pair);
      links.push({ from, to });
      outgoing[from]?.push(to);
      incoming[to]?.push(from);
    }
  }
  return { name: text(json['name']), nodes, links, incoming, outgoing, missing, repeated, unreadable };
}

function readNode(id: string, entry: Record<string, unknown>): GraphNode {
  const labels = list(entry['flowLabels']);
  const colours = list(entry['flowColors']);
  return {
    id,
    topic: entry['type'] === 'TOPIC',
    label: text(entry['label'])?.trim() || id,
    category: facet(entry['category'], entry['categoryLabel'], entry['categoryColor']),
    owner: facet(entry['owner'], entry['ownerLabel'], entry['ownerColor']),
    flows: list(entry['flows']).flatMap((flow, index) => facet(flow, labels[index], colours[index]) ?? []),
    x: number(entry['x']),
    y: number(entry['y']),
    width: number(entry['width']),
    height: number(entry['height']),
  };
}

function facet(id: unknown, label: unknown, colour: unknown): Facet | undefined {
  const key = text(id) ?? text(label);
  return key === undefined ? undefined : { id: key, label: text(label) ?? key, colour: text(colour) };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const number = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);

/** Ids that came as numbers are as good as texts. */
function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
