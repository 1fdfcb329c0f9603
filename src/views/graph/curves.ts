import type { Box } from './boxes.js';
import type { Link } from './read-graph.js';

/** An arrow: a cubic curve from one border to another. `dx`, `dy` is where its tip points, one of the four ways. */
export interface Curve {
  readonly x1: number;
  readonly y1: number;
  readonly cx1: number;
  readonly cy1: number;
  readonly cx2: number;
  readonly cy2: number;
  readonly x2: number;
  readonly y2: number;
  readonly dx: number;
  readonly dy: number;
}

/** Length of an arrow's head, in CSS pixels at scale 1; the curve ends where the head begins. */
export const HEAD = 9;

/** Right, bottom, left, top; and where each points. */
type Side = 0 | 1 | 2 | 3;
const WAYS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

interface End {
  readonly link: number;
  readonly start: boolean;
  readonly node: number;
  readonly other: number;
  readonly side: Side;
}

/** One curve a link. Ends that share a side stand apart, in the order of what they lead to. */
export function curves(boxes: readonly Box[], topics: readonly boolean[], links: readonly Link[]): Curve[] {
  const sides = chooseSides(boxes, links);
  const shared = new Map<number, End[]>();
  const add = (end: End): void => {
    const key = end.node * 4 + end.side;
    const ends = shared.get(key) ?? [];
    ends.push(end);
    shared.set(key, ends);
  };
  links.forEach(({ from, to }, link) => {
    const [leaves, enters] = sides[link] ?? [0, 2];
    add({ link, start: true, node: from, other: to, side: leaves });
    add({ link, start: false, node: to, other: from, side: enters });
  });

  const starts: Point[] = [];
  const tips: Point[] = [];
  for (const ends of shared.values()) {
    const [first] = ends;
    const box = first && boxes[first.node];
    if (!box) continue;
    const across = first.side % 2 === 0 ? 'y' : 'x';
    ends.sort((a, b) => middle(boxes[a.other], across) - middle(boxes[b.other], across));
    ends.forEach(({ link, start }, place) => {
      (start ? starts : tips)[link] = port(box, topics[first.node] ?? false, first.side, place, ends.length);
    });
  }
  return links.map((_, link) => join(starts[link] ?? ZERO, tips[link] ?? ZERO, sides[link] ?? [0, 2]));
}

interface Point {
  readonly x: number;
  readonly y: number;
}
const ZERO: Point = { x: 0, y: 0 };
const middle = (box: Box | undefined, axis: 'x' | 'y'): number =>
  box ? box[axis] + (axis === 'x' ? box.w : box.h) / 2 : 0;

/** The sides that each link leaves and enters by: along the way that the picture as a whole flows, where there is room. */
function chooseSides(boxes: readonly Box[], links: readonly Link[]): (readonly [Side, Side])[] {
  const gaps = links.map(({ from, to }) => {
    const [a, b] = [boxes[from], boxes[to]];
    if (!a || !b || a === b) return { x: 0, y: 0, right: true, down: false };
    return {
      x: Math.max(b.x - a.x - a.w, a.x - b.x - b.w),
      y: Math.max(b.y - a.y - a.h, a.y - b.y - b.h),
      right: a.x + a.w / 2 <= b.x + b.w / 2,
      down: a.y <= b.y,
    };
  });
  const sideways = gaps.filter(({ x }) => x > 0).length >= gaps.filter(({ y }) => y > 0).length;
  return gaps.map(({ x, y, right, down }, link) => {
    if (links[link]?.from === links[link]?.to) return [0, 3];
    const flat = sideways ? x > 0 || y <= 0 : y <= 0 && x > 0;
    if (flat) return right ? [0, 2] : [2, 0];
    return down ? [1, 3] : [3, 1];
  });
}

/** Where the `place`-th of `count` ends stands on a side. The short sides of a topic are round. */
function port({ x, y, w, h }: Box, topic: boolean, side: Side, place: number, count: number): Point {
  const level = side % 2 === 0;
  const free = level ? h * (topic ? 0.45 : 0.65) : Math.max(w - h, w * 0.4);
  const room = Math.min(free, (count - 1) * 12);
  const along = count > 1 ? (place / (count - 1) - 0.5) * room : 0;
  const inset = topic && level ? h / 2 - Math.sqrt(h * h * 0.25 - along * along) : 0;
  if (level) return { x: side === 0 ? x + w - inset : x + inset, y: y + h / 2 + along };
  return { x: x + w / 2 + along, y: side === 1 ? y + h : y };
}

function join(start: Point, tip: Point, [leaves, enters]: readonly [Side, Side]): Curve {
  const [lx, ly] = WAYS[leaves];
  const [ex, ey] = WAYS[enters];
  const [x2, y2] = [tip.x + ex * HEAD, tip.y + ey * HEAD];
  const reach = leaves % 2 === 0 ? Math.abs(x2 - start.x) : Math.abs(y2 - start.y);
  const bend = Math.min(Math.max(reach / 2, 16), 240);
  return {
    x1: start.x,
    y1: start.y,
    cx1: start.x + lx * bend,
    cy1: start.y + ly * bend,
    cx2: x2 + ex * bend,
    cy2: y2 + ey * bend,
    x2,
    y2,
    dx: -ex,
    dy: -ey,
  };
}
