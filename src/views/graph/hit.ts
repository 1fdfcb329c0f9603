import type { Box } from './boxes.js';

/** The node at a point of the picture, the one drawn last where several are. `slack` widens each, in the same unit. */
export function nodeAt(boxes: readonly Box[], x: number, y: number, slack = 0): number | undefined {
  const at = boxes.findLastIndex(
    (box) => x >= box.x - slack && x <= box.x + box.w + slack && y >= box.y - slack && y <= box.y + box.h + slack,
  );
  return at < 0 ? undefined : at;
}
