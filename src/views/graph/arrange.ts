import { type Box, packed } from './boxes.js';
import { layered } from './layered.js';
import type { Link } from './read-graph.js';
import { inSlices } from './slices.js';

/** Lays out a graph that came without a layout: each connected part by itself, then all of them side by side. */
export const arrange = (sizes: readonly Box[], links: readonly Link[], signal: AbortSignal): Promise<Box[]> =>
  inSlices(arranging(sizes, links), signal);

function* arranging(sizes: readonly Box[], links: readonly Link[]): Generator<void, Box[]> {
  const boxes = [...sizes];
  const parts = connectedParts(sizes.length, links);
  const made: {
    nodes: readonly number[];
    at: readonly { readonly x: number; readonly y: number }[];
    w: number;
    h: number;
  }[] = [];
  for (const { nodes, links: inner } of parts) {
    const own = nodes.map((node) => sizes[node] ?? { x: 0, y: 0, w: 0, h: 0 });
    const at = yield* layered(own, inner);
    const reach = (axis: 'x' | 'y', extent: 'w' | 'h'): number =>
      own.reduce((most, size, index) => Math.max(most, (at[index]?.[axis] ?? 0) + size[extent]), 0);
    made.push({ nodes, at, w: reach('x', 'w'), h: reach('y', 'h') });
    yield;
  }
  packed(made).forEach((corner, part) => {
    made[part]?.nodes.forEach((node, index) => {
      const { w, h } = sizes[node] ?? { w: 0, h: 0 };
      const { x, y } = made[part]?.at[index] ?? { x: 0, y: 0 };
      boxes[node] = { x: corner.x + x, y: corner.y + y, w, h };
    });
  });
  return boxes;
}

/** Nodes that links join, however they point. The links of a part count its own nodes from 0. */
function connectedParts(count: number, links: readonly Link[]): { nodes: number[]; links: Link[] }[] {
  const above = Uint32Array.from({ length: count }, (_, node) => node);
  const top = (node: number): number => {
    let at = node;
    for (let next = above[at] ?? at; next !== at; next = above[at] ?? at) {
      above[at] = above[next] ?? next;
      at = next;
    }
    return at;
  };
  for (const { from, to } of links) above[top(from)] = top(to);
  const parts = new Map<number, { nodes: number[]; links: Link[] }>();
  const place = new Uint32Array(count);
  for (let node = 0; node < count; node += 1) {
    const part = parts.get(top(node)) ?? { nodes: [], links: [] };
    parts.set(top(node), part);
    place[node] = part.nodes.push(node) - 1;
  }
  for (const { from, to } of links) {
    parts.get(top(from))?.links.push({ from: place[from] ?? 0, to: place[to] ?? 0 });
  }
  return [...parts.values()];
}
