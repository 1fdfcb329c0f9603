import type { Facet, Graph, GraphNode } from './read-graph.js';

export const facetKinds = ['category', 'owner', 'flow'] as const;
export type FacetKind = (typeof facetKinds)[number];

export interface FacetCount extends Facet {
  readonly count: number;
}

export function facetsOf(node: GraphNode, kind: FacetKind): readonly Facet[] {
  if (kind === 'flow') return node.flows;
  const facet = node[kind];
  return facet ? [facet] : [];
}

/** The facets of a kind, the most frequent first; the first node that names one decides how it looks. */
export function countFacets({ nodes }: Graph, kind: FacetKind): FacetCount[] {
  const counts = new Map<string, FacetCount>();
  for (const node of nodes) {
    for (const facet of new Map(facetsOf(node, kind).map((one) => [one.id, one])).values()) {
      const known = counts.get(facet.id) ?? { ...facet, count: 0 };
      counts.set(facet.id, { ...known, colour: known.colour ?? facet.colour, count: known.count + 1 });
    }
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
}
