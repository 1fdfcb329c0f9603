import { settle } from './heights.js';
import { rankNodes } from './ranks.js';
import type { Link } from './read-graph.js';
import { orderRows } from './rows.js';

export interface Size {
  readonly w: number;
  readonly h: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A place in a column: a node, or the lane, without a width, that a link keeps free on its way through a column. */
export interface Slot {
  readonly w: number;
  readonly h: number;
  readonly rank: number;
  /** The slots it is linked with in the columns on its two sides. */
  readonly before: number[];
  readonly after: number[];
  /** Its centre, from the top. */
  y: number;
}

/** Between two columns, and what a long link takes in passing. CSS pixels. */
const COLUMN_GAP = 72;
const LANE = 8;
/** Beyond it, further long links run freely. */
const MOST_LANES = 20_000;

/**
 * Lays a connected graph out in columns along its flow, from left to right: ranks by the longest path, lanes for links
 * that pass columns, rows ordered by barycentres, heights by the least squares that keep the order. A generator, so that
 * whoever drives it can let the page breathe at each `yield`. Returns top left corners, in CSS pixels, from 0.
 */
export function* layered(sizes: readonly Size[], links: readonly Link[]): Generator<void, Point[]> {
  const { ranks, forward } = rankNodes(sizes.length, links);
  yield;
  const slots: Slot[] = sizes.map(({ w, h }, node) => ({ w, h, rank: ranks[node] ?? 0, before: [], after: [], y: 0 }));
  yield* addLanes(slots, forward);
  yield;
  const columns = makeColumns(slots);
  yield;
  yield* orderRows(slots, columns);
  yield* settle(slots, columns);

  const points: Point[] = [];
  let x = 0;
  for (const column of columns) {
    const width = Math.max(...column.map((slot) => slots[slot]?.w ?? 0));
    let crossing = 0;
    for (const index of column) {
      const slot = slots[index];
      if (!slot) continue;
      crossing += slot.after.length;
      if (index < sizes.length) points[index] = { x: x + (width - slot.w) / 2, y: slot.y - slot.h / 2 };
    }
    x += width + COLUMN_GAP + Math.min(120, crossing * 2);
  }
  return points;
}

function* addLanes(slots: Slot[], links: readonly Link[]): Generator<void, void> {
  const rank = (index: number): number => slots[index]?.rank ?? 0;
  const lanes = links.reduce((sum, { from, to }) => sum + rank(to) - rank(from) - 1, 0);
  // Where lanes abound they are narrow: else they, not the nodes, would make the picture tall.
  const h = Math.min(LANE, (10 * slots.length) / lanes);
  const join = (from: number, to: number): void => {
    slots[from]?.after.push(to);
    slots[to]?.before.push(from);
  };
  const most = slots.length + MOST_LANES;
  for (const { from, to } of links) {
    if (slots.length > most && rank(to) - rank(from) > 1) continue;
    let at = from;
    for (let column = rank(from) + 1; column < rank(to); column += 1) {
      slots.push({ w: 0, h, rank: column, before: [], after: [], y: 0 });
      join(at, slots.length - 1);
      at = slots.length - 1;
    }
    join(at, to);
    if (to % 64 === 0) yield;
  }
}

/** Slots by rank, in the order in which a walk along the links meets them: a first order with few crossings. */
function makeColumns(slots: readonly Slot[]): number[][] {
  const columns: number[][] = [];
  const seen = new Uint8Array(slots.length);
  const starts = slots.map((_, index) => index).sort((a, b) => (slots[a]?.rank ?? 0) - (slots[b]?.rank ?? 0));
  for (const start of starts) {
    const stack = [start];
    for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
      const slot = slots[index];
      if (!slot || seen[index]) continue;
      seen[index] = 1;
      (columns[slot.rank] ??= []).push(index);
      for (const near of [slot.before, slot.after]) for (const other of near.toReversed()) stack.push(other);
    }
  }
  return Array.from(columns, (column) => column ?? []);
}
