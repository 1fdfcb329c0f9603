/**
 * The last second of a calendar day (YYYY-MM-DD) as the clocks of `zone` show it, in epoch milliseconds. Null for what is
 * no day or no zone. Right on days that have 23 or 25 hours, and where a day begins at 1:00 because midnight is skipped.
 */
export function endOfDay(day: string, zone: string): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!parts) return null;
  const wall = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]), 23, 59, 59);
  let clock: Intl.DateTimeFormat;
  try {
    clock = new Intl.DateTimeFormat('en-u-ca-iso8601-hc-h23', { timeZone: zone, ...numeric });
  } catch {
    return null;
  }
  // Twice: the first guess may lie on the other side of a change of the clocks.
  const guess = wall - offset(clock, wall);
  return wall - offset(clock, guess);
}

const numeric = {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const;

/** How far the zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offset(clock: Intl.DateTimeFormat, instant: number): number {
  const read = new Map(clock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const at = (type: Intl.DateTimeFormatPartTypes) => read.get(type) ?? 0;
  return Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second')) - instant;
}

/** Every zone that this browser knows, the reader's own first. */
export function timeZones(own: string): readonly string[] {
  return [own, ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== own)];
}
