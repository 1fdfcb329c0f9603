import type { Box } from './boxes.js';

/** A point of the picture, times `k`, plus `x` and `y`, is a point of the stage. CSS pixels. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

/** The part of the stage that no panel covers. */
export type Room = Box;

const CLOSEST = 4;
/** A graph of three nodes is not blown up to fill a wall. */
const CLOSEST_FIT = 1.25;
const MARGIN = 24;

/** The smallest box round them all; an empty one when there is none. */
export function boundsOf(boxes: readonly Box[]): Box {
  if (boxes.length === 0) return { x: 0, y: 0, w: 0, h: 0 };
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, w, h } of boxes) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + w);
    bottom = Math.max(bottom, y + h);
  }
  return { x: left, y: top, w: right - left, h: bottom - top };
}

/** Shows all of `bounds` in the middle of the room. */
export function fit(bounds: Box, room: Room): Camera {
  const k = Math.min(
    Math.max(room.w - 2 * MARGIN, 1) / Math.max(bounds.w, 1),
    Math.max(room.h - 2 * MARGIN, 1) / Math.max(bounds.h, 1),
    CLOSEST_FIT,
  );
  return centred(bounds, room, k);
}

export function centred({ x, y, w, h }: Box, room: Room, k: number): Camera {
  return { k, x: room.x + room.w / 2 - (x + w / 2) * k, y: room.y + room.h / 2 - (y + h / 2) * k };
}

/** Scales to `k`, within bounds; what is at (px, py) stays there. */
export function zoomed(camera: Camera, k: number, px: number, py: number, farthest: number): Camera {
  const next = Math.min(Math.max(k, Math.min(farthest, 0.5)), CLOSEST);
  const by = next / camera.k;
  return { k: next, x: px - (px - camera.x) * by, y: py - (py - camera.y) * by };
}

/** Keeps some of the picture in the room. */
export function kept(camera: Camera, bounds: Box, room: Room): Camera {
  const along = (at: number, start: number, length: number, from: number, extent: number): number => {
    const least = Math.min(extent / 2, length * camera.k);
    return Math.min(Math.max(at, from + least - (start + length) * camera.k), from + extent - least - start * camera.k);
  };
  return {
    k: camera.k,
    x: along(camera.x, bounds.x, bounds.w, room.x, room.w),
    y: along(camera.y, bounds.y, bounds.h, room.y, room.h),
  };
}

/** Moves by no more than is needed for the box to be seen whole, and a little around it. */
export function revealed(camera: Camera, { x, y, w, h }: Box, room: Room): Camera {
  const shift = (start: number, length: number, from: number, extent: number): number => {
    const [first, last] = [start - MARGIN, start + length + MARGIN];
    if (last - first > extent) return from + extent / 2 - (first + last) / 2;
    return Math.max(0, from - first) - Math.max(0, last - from - extent);
  };
  return {
    k: camera.k,
    x: camera.x + shift(x * camera.k + camera.x, w * camera.k, room.x, room.w),
    y: camera.y + shift(y * camera.k + camera.y, h * camera.k, room.y, room.h),
  };
}
