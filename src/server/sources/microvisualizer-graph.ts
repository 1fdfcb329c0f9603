import * as z from 'zod/mini';
import type { Graph, GraphEdge, GraphNode } from '../../contract/view.js';
import { parseBody } from './answers.js';

const Answer = z.object({ nodes: z.array(z.unknown()), edges: z.array(z.unknown()) });

const Node = z.object({ id: z.string(), type: z.enum(['SERVICE', 'TOPIC']), label: z.optional(z.unknown()) });
const Edge = z.object({
  id: z.string(),
  type: z.enum(['SERVICE_TO_TOPIC', 'TOPIC_TO_SERVICE']),
  source: z.string(),
  target: z.string(),
});
const Rest = z.record(z.string(), z.unknown());

/** A colour and nothing that could load something. */
const color = /^(?:#[0-9A-Fa-f]{3,8}|[A-Za-z]{1,32}|(?:rgb|hsl)a?\([\d.,%/ a-z-]{1,64}\))$/;

/**
 * The vendor's graph, reduced to what a view draws. Nodes and edges of kinds that we don't know are left out, and edges
 * that lead to those. Throws `upstream_invalid` when it is no graph.
 */
export function reduceGraph(body: unknown, what: string): Graph {
  const answer = parseBody(Answer, body, what);
  const nodes = answer.nodes.flatMap(readNode);
  const known = new Set(nodes.map((node) => node.id));
  const edges = answer.edges.flatMap(readEdge).filter((edge) => known.has(edge.source) && known.has(edge.target));
  return { nodes, edges };
}

function readNode(value: unknown): GraphNode[] {
  const node = Node.safeParse(value);
  if (!node.success) return [];
  const rest = Rest.parse(value);
  const { id, type, label } = node.data;
  return [
    {
      id,
      type,
      label: asText(label) || id,
      ...pick(rest, ['width', 'height', 'x', 'y'], asNumber),
      ...pick(rest, ['category', 'categoryLabel'], asText),
      ...pick(rest, ['owner', 'ownerLabel'], asName),
      ...pick(rest, ['categoryColor', 'ownerColor'], asColor),
      ...pick(rest, ['flows', 'flowLabels', 'flowColors'], asTexts),
    },
  ];
}

function readEdge(value: unknown): GraphEdge[] {
  const edge = Edge.safeParse(value);
  return edge.success ? [edge.data] : [];
}

function pick<K extends string, T>(
  from: Readonly<Record<string, unknown>>,
  names: readonly K[],
  read: (value: unknown) => T | undefined,
): Partial<Record<K, T>> {
  const picked: Partial<Record<K, T>> = {};
  for (const name of names) {
    const value = read(from[name]);
    if (value !== undefined) picked[name] = value;
  }
  return picked;
}

const asNumber = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);
const asText = (value: unknown) => (typeof value === 'string' ? value : undefined);
/** An owner may be a person: a name passes, an e-mail address does not. */
const asName = (value: unknown) => (typeof value === 'string' && !value.includes('@') ? value : undefined);
const asColor = (value: unknown) => (typeof value === 'string' && color.test(value) ? value : undefined);
/** The three lists of flows go side by side, so an entry that is no text keeps its place. */
const asTexts = (value: unknown) =>
  Array.isArray(value) ? value.map((entry: unknown) => (typeof entry === 'string' ? entry : '')) : undefined;
