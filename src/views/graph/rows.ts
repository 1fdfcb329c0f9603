import type { Slot } from './layered.js';

const SWEEPS = 24;
/** Below this many slots there is time to try swaps. */
const SMALL = 1500;

/** Sweeps to and fro, each slot to the mean of those before it (or after it), as long as that saves crossings. */
export function* orderRows(slots: readonly Slot[], columns: number[][]): Generator<void, void> {
  const place = new Float64Array(slots.length);
  const number = (column: readonly number[]): void => column.forEach((index, row) => (place[index] = row));
  columns.forEach(number);
  let best = columns.map((column) => [...column]);
  let fewest = yield* countCrossings(slots, columns, place);
  const sweeps = Math.max(3, Math.min(SWEEPS, 100_000 / slots.length));
  for (let sweep = 0, vain = 0; sweep < sweeps && vain < 6 && fewest > 0; sweep += 1) {
    const back = sweep % 2 === 1;
    const mean = new Float64Array(slots.length);
    for (const column of back ? columns.toReversed() : columns) {
      for (const index of column) {
        const near = slots[index]?.[back ? 'after' : 'before'] ?? [];
        const sum = near.reduce((total, other) => total + (place[other] ?? 0), 0);
        mean[index] = near.length ? sum / near.length : (place[index] ?? 0);
      }
      column.sort((a, b) => (mean[a] ?? 0) - (mean[b] ?? 0));
      number(column);
      yield;
    }
    if (slots.length < SMALL) swapNeighbours(slots, columns, place);
    const crossings = yield* countCrossings(slots, columns, place);
    vain += 1;
    if (crossings >= fewest) continue;
    fewest = crossings;
    best = columns.map((column) => [...column]);
    vain = 0;
  }
  best.forEach((column, rank) => (columns[rank] = column));
}

/** Swaps two neighbours of a column wherever that alone saves crossings. */
function swapNeighbours(slots: readonly Slot[], columns: readonly number[][], place: Float64Array): void {
  const crossed = (above: readonly number[], below: readonly number[]): number => {
    let saved = 0;
    for (const a of above) for (const b of below) saved += Math.sign((place[a] ?? 0) - (place[b] ?? 0));
    return saved;
  };
  for (const column of columns) {
    for (let row = 1; row < column.length; row += 1) {
      const a = column[row - 1] ?? 0;
      const b = column[row] ?? 0;
      const [above, below] = [slots[a], slots[b]];
      if (!above || !below || crossed(above.before, below.before) + crossed(above.after, below.after) <= 0) continue;
      [column[row - 1], column[row]] = [b, a];
      place[a] = row;
      place[b] = row - 1;
    }
  }
}

/** Crossings between each column and the next: inversions, counted with a tree of sums (Barth, Jünger, Mutzel). */
function* countCrossings(
  slots: readonly Slot[],
  columns: readonly number[][],
  place: Float64Array,
): Generator<void, number> {
  let crossings = 0;
  for (const [rank, column] of columns.entries()) {
    const sums = new Float64Array((columns[rank + 1]?.length ?? 0) + 1);
    let seen = 0;
    for (const index of column) {
      const rows = (slots[index]?.after ?? []).map((other) => (place[other] ?? 0) + 1);
      for (const row of rows) {
        let passed = 0;
        for (let at = row; at > 0; at &= at - 1) passed += sums[at] ?? 0;
        crossings += seen - passed;
      }
      for (const row of rows) {
        for (let at = row; at < sums.length; at += at & -at) sums[at] = (sums[at] ?? 0) + 1;
      }
      seen += rows.length;
    }
    yield;
  }
  return crossings;
}
