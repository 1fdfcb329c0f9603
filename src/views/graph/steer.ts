import type { Box } from './boxes.js';
import type { Placed } from './scene.js';

export const ways = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
} as const;
export type ArrowKey = keyof typeof ways;

export const isArrow = (key: string): key is ArrowKey => Object.hasOwn(ways, key);

/** The node that an arrow key leads to: along an arrow that leaves or enters that way, or else the nearest that way. */
export function nextNode(scene: Placed, from: number, key: ArrowKey): number | undefined {
  const [wx, wy] = ways[key];
  const linked = scene.graph.links.flatMap((link, index) => {
    const curve = scene.curves[index];
    if (!curve || Math.abs(curve.dx) !== Math.abs(wx)) return [];
    if (link.from === from) return link.to;
    return link.to === from ? link.from : [];
  });
  return (
    nearest(scene.boxes, from, linked, wx, wy, Infinity) ?? nearest(scene.boxes, from, scene.boxes.keys(), wx, wy, 1.74)
  );
}

/** `cone` is how far aside for how far ahead; what lies straight ahead comes first. */
function nearest(
  boxes: readonly Box[],
  from: number,
  among: Iterable<number>,
  wx: number,
  wy: number,
  cone: number,
): number | undefined {
  const here = boxes[from];
  let best: number | undefined;
  let least = Infinity;
  for (const index of among) {
    const there = boxes[index];
    if (!here || !there || index === from) continue;
    const dx = there.x + there.w / 2 - here.x - here.w / 2;
    const dy = there.y + there.h / 2 - here.y - here.h / 2;
    const ahead = dx * wx + dy * wy;
    const aside = Math.abs(dx * wy - dy * wx);
    if (ahead <= 0 || aside > ahead * cone || ahead + 2 * aside >= least) continue;
    least = ahead + 2 * aside;
    best = index;
  }
  return best;
}

/** The node whose middle is nearest to a point. */
export function nodeNearest(boxes: readonly Box[], x: number, y: number): number | undefined {
  let best: number | undefined;
  let least = Infinity;
  boxes.forEach((box, index) => {
    const distance = Math.hypot(box.x + box.w / 2 - x, box.y + box.h / 2 - y);
    if (distance < least) [least, best] = [distance, index];
  });
  return best;
}
