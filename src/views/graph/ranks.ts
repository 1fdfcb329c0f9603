import type { Link } from './read-graph.js';

export interface Ranked {
  /** The column of each node, from 0 or above. */
  readonly ranks: Float64Array;
  /** The links as the ranks rise; those that would close a cycle are turned round. */
  readonly forward: readonly Link[];
}

/** Gives each node its column along the flow, by the longest path to it. */
export function rankNodes(count: number, links: readonly Link[]): Ranked {
  const { outgoing, starts } = beginnings(count, links);
  let forward = inOrder(deepOrder(outgoing, starts), links);
  let ranks = byLongestPath(count, forward);
  // In a graph full of cycles the longest path is hundreds of columns long: there, what is near a source comes first.
  if (ranks.reduce((most, rank) => Math.max(most, rank), 0) > Math.max(12, 2 * Math.sqrt(count))) {
    forward = inOrder(wideOrder(outgoing, starts), links);
    ranks = byLongestPath(count, forward);
  }
  splitCrowded(ranks);
  return { ranks, forward };
}

/** For each node those it gives to; and all nodes, those that only give first, then those that mostly give. */
function beginnings(count: number, links: readonly Link[]): { outgoing: number[][]; starts: number[] } {
  const outgoing: number[][] = Array.from({ length: count }, () => []);
  const gives = new Float64Array(count);
  const gets = new Float64Array(count);
  for (const { from, to } of links) {
    outgoing[from]?.push(to);
    gives[from] = (gives[from] ?? 0) + 1;
    gets[to] = (gets[to] ?? 0) + 1;
  }
  const share = Array.from(gives, (given, node) => (given + 1) / ((gets[node] ?? 0) || 1 / count));
  const starts = share.map((_, node) => node);
  return { outgoing, starts: starts.sort((a, b) => (share[b] ?? 0) - (share[a] ?? 0)) };
}

/** Depth first, backwards by the time of leaving: few links go against it. With a stack of its own, for long paths. */
function deepOrder(outgoing: readonly number[][], starts: readonly number[]): number[] {
  const left: number[] = [];
  const next = new Uint32Array(outgoing.length);
  const seen = new Uint8Array(outgoing.length);
  for (const start of starts) {
    const path = seen[start] ? [] : [start];
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      seen[node] = 1;
      const place = next[node] ?? 0;
      const to = outgoing[node]?.[place];
      next[node] = place + 1;
      if (to === undefined) left.push(path.pop() ?? 0);
      else if (!seen[to]) path.push(to);
    }
  }
  return left.reverse();
}

/** Breadth first, by the distance from a beginning: more links go against it, and no path along it is long. */
function wideOrder(outgoing: readonly number[][], starts: readonly number[]): number[] {
  const given = new Set(outgoing.flat());
  const distance = new Map<number, number>();
  let place = 0;
  const queue: number[] = [];
  const reach = (node: number, steps: number): void => {
    if (distance.has(node)) return;
    distance.set(node, steps);
    queue.push(node);
  };
  for (const start of starts) if (!given.has(start)) reach(start, 0);
  for (const start of [-1, ...starts]) {
    if (start >= 0) reach(start, 0);
    for (; place < queue.length; place += 1) {
      const node = queue[place] ?? 0;
      for (const to of outgoing[node] ?? []) reach(to, (distance.get(node) ?? 0) + 1);
    }
  }
  return queue.sort((a, b) => (distance.get(a) ?? 0) - (distance.get(b) ?? 0));
}

/** The links, those that go against the order turned round: no cycle is left. */
function inOrder(order: readonly number[], links: readonly Link[]): Link[] {
  const place = new Uint32Array(order.length);
  order.forEach((node, at) => (place[node] = at));
  return links.flatMap(({ from, to }) => {
    if (from === to) return [];
    return (place[from] ?? 0) < (place[to] ?? 0) ? { from, to } : { from: to, to: from };
  });
}

function byLongestPath(count: number, links: readonly Link[]): Float64Array {
  const ranks = new Float64Array(count);
  const after: number[][] = Array.from(ranks, () => []);
  const given = new Uint32Array(count);
  for (const { from, to } of links) {
    after[from]?.push(to);
    given[to] = (given[to] ?? 0) + 1;
  }
  const waiting = given.slice();
  const order: number[] = [];
  waiting.forEach((before, node) => before || order.push(node));
  for (let place = 0; place < order.length; place += 1) {
    const node = order[place] ?? 0;
    for (const to of after[node] ?? []) {
      ranks[to] = Math.max(ranks[to] ?? 0, (ranks[node] ?? 0) + 1);
      waiting[to] = (waiting[to] ?? 0) - 1;
      if (!waiting[to]) order.push(to);
    }
  }
  // What gives more than it gets stands next to those it gives to, and not at the far left.
  for (const node of order.reverse()) {
    const targets = after[node] ?? [];
    if (targets.length <= (given[node] ?? 0)) continue;
    ranks[node] = targets.reduce((least, to) => Math.min(least, ranks[to] ?? least), Infinity) - 1;
  }
  return ranks;
}

/** A rank with too many rows becomes several columns: a picture wants to be about as high as it is wide. */
function splitCrowded(ranks: Float64Array): void {
  const rows = Math.max(14, 1.2 * Math.sqrt(ranks.length));
  const members: number[][] = [];
  ranks.forEach((rank, node) => (members[rank] ??= []).push(node));
  let column = 0;
  for (const nodes of members) {
    const parts = Math.ceil((nodes?.length ?? 0) / rows);
    nodes?.forEach((node, row) => (ranks[node] = column + Math.floor((row * parts) / nodes.length)));
    column += parts;
  }
}
