import type { Graph, GraphNode } from './read-graph.js';

/** Top left corner and size, in CSS pixels at scale 1. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Beyond it a number is a mistake. */
const FARTHEST = 1e9;
/** No layout leaves a band this wide empty across the whole picture; a stray node or a wrong unit does. */
const WIDEST_GAP = 800;
const GAP = 40;

const hasPlace = ({ x, y }: GraphNode): boolean => Number.isFinite(x) && Number.isFinite(y);
const between = (least: number, value: number, most: number): number => Math.min(Math.max(value, least), most);
const extent = (value: number, usual: number, most: number): number =>
  value > 0 ? between(16, Number.isFinite(value) ? value : usual, most) : usual;

/** Whether most nodes came with a place, and not all with the same. */
export function isLaidOut({ nodes }: Graph): boolean {
  const placed = nodes.filter(hasPlace);
  const [first] = placed;
  return (
    placed.length * 2 > nodes.length &&
    (placed.length < 2 || placed.some(({ x, y }) => x !== first?.x || y !== first?.y))
  );
}

/** Each node's size: its own where that makes sense. */
export function sizes({ nodes }: Graph): Box[] {
  return nodes.map(({ topic, width, height }) => ({
    x: 0,
    y: 0,
    w: extent(width, topic ? 152 : 168, 600),
    h: extent(height, topic ? 40 : 52, 300),
  }));
}

/** The layout that came with the graph, from 0: bands of nothing are closed, nodes without a place stand in rows below. */
export function givenBoxes(graph: Graph, origin: 'center' | 'corner'): Box[] {
  const half = origin === 'center' ? 0.5 : 0;
  const own = sizes(graph);
  const placed = graph.nodes.flatMap((node, index) => (hasPlace(node) ? [index] : []));
  const size = (index: number): Box => own[index] ?? { x: 0, y: 0, w: 0, h: 0 };
  const along = (at: 'x' | 'y', extents: 'w' | 'h'): Map<number, number> => {
    const spans = placed.map((index) => {
      const start = between(-FARTHEST, graph.nodes[index]?.[at] ?? 0, FARTHEST) - size(index)[extents] * half;
      return { index, start, end: start + size(index)[extents] };
    });
    spans.sort((a, b) => a.start - b.start);
    let shift = -(spans[0]?.start ?? 0);
    let reached = spans[0]?.start ?? 0;
    const starts = new Map<number, number>();
    for (const { index, start, end } of spans) {
      shift -= Math.max(0, start - reached - WIDEST_GAP);
      reached = Math.max(reached, end);
      starts.set(index, start + shift);
    }
    return starts;
  };
  const xs = along('x', 'w');
  const ys = along('y', 'h');
  const boxes = own.map(({ w, h }, index) => ({ x: xs.get(index) ?? 0, y: ys.get(index) ?? 0, w, h }));

  const bottom = placed.reduce((most, index) => Math.max(most, (ys.get(index) ?? 0) + size(index).h), 0);
  const strays = own.flatMap((_, index) => (xs.has(index) ? [] : [index]));
  const corners = packed(strays.map(size));
  strays.forEach((index, place) => {
    const corner = corners[place];
    if (corner) boxes[index] = { ...size(index), x: corner.x, y: bottom + 2 * GAP + corner.y };
  });
  return boxes;
}

/** Puts rectangles on shelves, the tallest first, about as wide as a screen. Tells their top left corners. */
export function packed(items: readonly { readonly w: number; readonly h: number }[]): { x: number; y: number }[] {
  const area = items.reduce((sum, { w, h }) => sum + (w + GAP) * (h + GAP), 0);
  const width = items.reduce((most, { w }) => Math.max(most, w), Math.sqrt(area * 1.8));
  const order = items.map((_, index) => index).sort((a, b) => (items[b]?.h ?? 0) - (items[a]?.h ?? 0));
  const corners: { x: number; y: number }[] = [];
  let [x, y, shelf] = [0, 0, 0];
  for (const index of order) {
    const { w, h } = items[index] ?? { w: 0, h: 0 };
    if (x > 0 && x + w > width) {
      x = 0;
      y += shelf + GAP;
      shelf = 0;
    }
    corners[index] = { x, y };
    x += w + GAP;
    shelf = Math.max(shelf, h);
  }
  return corners;
}
