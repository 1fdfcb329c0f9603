import { type FacetKind, facetKinds, facetsOf } from './facets.js';
import type { Graph, GraphNode } from './read-graph.js';

/** The ids chosen of each kind. Any of one kind is enough, and each kind with a choice has to be met. */
export type Filters = Readonly<Record<FacetKind, ReadonlySet<string>>>;

export const noFilters: Filters = { category: new Set(), owner: new Set(), flow: new Set() };

export const isFiltering = (filters: Filters): boolean => facetKinds.some((kind) => filters[kind].size > 0);

export function matches(node: GraphNode, filters: Filters): boolean {
  return facetKinds.every(
    (kind) => filters[kind].size === 0 || facetsOf(node, kind).some(({ id }) => filters[kind].has(id)),
  );
}

export function toggled(filters: Filters, kind: FacetKind, id: string): Filters {
  const chosen = new Set(filters[kind]);
  if (!chosen.delete(id)) chosen.add(id);
  return { ...filters, [kind]: chosen };
}

/** What stands out from the rest: 1 for each such node and link. `undefined` when nothing does. */
export interface Emphasis {
  readonly nodes: Uint8Array;
  readonly links: Uint8Array;
}

/** The filtered nodes with the links between them; once a node is selected, that one with its filtered neighbours. */
export function emphasise(graph: Graph, filters: Filters, selected: number | undefined): Emphasis | undefined {
  if (selected === undefined && !isFiltering(filters)) return undefined;
  const fits = Uint8Array.from(graph.nodes, (node) => Number(matches(node, filters)));
  const links = Uint8Array.from(graph.links, ({ from, to }) => {
    if (selected === undefined) return (fits[from] ?? 0) & (fits[to] ?? 0);
    if (from === selected) return fits[to] ?? 0;
    return to === selected ? (fits[from] ?? 0) : 0;
  });
  if (selected === undefined) return { nodes: fits, links };
  const nodes = new Uint8Array(graph.nodes.length);
  nodes[selected] = 1;
  graph.links.forEach(({ from, to }, link) => {
    if (links[link]) nodes[from] = nodes[to] = 1;
  });
  return { nodes, links };
}

/** Nodes whose label or id holds the text, those that begin with it first. At most `limit` of them. */
export function findNodes({ nodes }: Graph, text: string, limit: number): number[] {
  const wanted = text.trim().toLocaleLowerCase();
  if (!wanted) return [];
  const found: { index: number; rank: number }[] = [];
  nodes.forEach(({ id, label }, index) => {
    const name = label.toLocaleLowerCase();
    const at = name.indexOf(wanted);
    if (at >= 0 || id.toLocaleLowerCase().includes(wanted)) {
      found.push({ index, rank: at === 0 ? (name === wanted ? 0 : 1) : at > 0 ? 2 : 3 });
    }
  });
  return found
    .sort((a, b) => a.rank - b.rank || (nodes[a.index]?.label.length ?? 0) - (nodes[b.index]?.label.length ?? 0))
    .slice(0, limit)
    .map(({ index }) => index);
}
