import type { Placement, Point } from './fitting.js';

/** How far one can look into an image: 8 CSS pixels for one of its own, or this many times as large as it fits. */
const deepest = 8;

/** Keeps a scale between the fitted one and the deepest. */
export function boundedScale(scale: number, fit: number): number {
  return Math.min(Math.max(scale, Math.min(fit, 1)), Math.max(deepest, fit * deepest));
}

/** Changes the scale so that what lies under `point` stays there. */
export function zoomedAt(placement: Placement, scale: number, point: Point): Placement {
  const factor = scale / placement.scale;
  return {
    scale,
    x: point.x - (point.x - placement.x) * factor,
    y: point.y - (point.y - placement.y) * factor,
  };
}
