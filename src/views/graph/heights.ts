import type { Slot } from './layered.js';

/** Between two nodes above each other, in CSS pixels. */
const ROW_GAP = 28;
const PASSES = 12;

/** Heights: in turns each column comes as close to its neighbours' heights as its order and its gaps let it. */
export function* settle(slots: readonly Slot[], columns: readonly number[][]): Generator<void, void> {
  for (const column of columns) {
    const rests = spread(slots, column);
    column.forEach((index, row) => {
      const slot = slots[index];
      if (slot) slot.y = (rests[row] ?? 0) - (rests.at(-1) ?? 0) / 2;
    });
  }
  for (let pass = 0; pass < PASSES; pass += 1) {
    const back = pass % 2 === 1;
    for (const column of back ? columns.toReversed() : columns) {
      align(slots, column, pass < PASSES - 2 ? (back ? ['after'] : ['before']) : ['before', 'after']);
      yield;
    }
  }
  const top = slots.reduce((least, { y, h }) => Math.min(least, y - h / 2), Infinity);
  for (const slot of slots) slot.y -= top;
}

/** The centres of a column's slots when it is packed, from 0. */
function spread(slots: readonly Slot[], column: readonly number[]): number[] {
  let y = 0;
  let last: Slot | undefined;
  return column.map((index) => {
    const slot = slots[index];
    if (last && slot) y += (last.h + slot.h) / 2 + (Number(last.w > 0) + Number(slot.w > 0)) * (ROW_GAP / 2);
    last = slot;
    return y;
  });
}

/** Least squares that keep an order are an isotonic regression; pooling adjacent violators solves it in one pass. */
function align(slots: readonly Slot[], column: readonly number[], sides: readonly ('before' | 'after')[]): void {
  const rests = spread(slots, column);
  const pools: { sum: number; weight: number; size: number }[] = [];
  column.forEach((index, row) => {
    const slot = slots[index];
    let [sum, weight] = [0, 0];
    for (const side of sides) {
      for (const other of slot?.[side] ?? []) {
        const near = slots[other];
        // Long links are straightened first: a bend in a lane shows more than a slope between nodes.
        const pull = (slot?.w ? 1 : 3) * (near?.w ? 1 : 3);
        sum += pull * ((near?.y ?? 0) - (rests[row] ?? 0));
        weight += pull;
      }
    }
    if (!weight) [sum, weight] = [0.1 * ((slot?.y ?? 0) - (rests[row] ?? 0)), 0.1];
    let pool = { sum, weight, size: 1 };
    for (let last = pools.at(-1); last && last.sum / last.weight > pool.sum / pool.weight; last = pools.at(-1)) {
      pools.pop();
      pool = { sum: pool.sum + last.sum, weight: pool.weight + last.weight, size: pool.size + last.size };
    }
    pools.push(pool);
  });
  let row = 0;
  for (const { sum, weight, size } of pools) {
    for (const end = row + size; row < end; row += 1) {
      const slot = slots[column[row] ?? -1];
      if (slot) slot.y = sum / weight + (rests[row] ?? 0);
    }
  }
}
