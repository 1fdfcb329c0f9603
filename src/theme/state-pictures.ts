/** A clock's face, and the ring of others. */
const ring = 'M20.5 12a8.5 8.5 0 1 1-17 0 8.5 8.5 0 1 1 17 0z';

/** What is drawn on the cards of the guest page's states: paths on a grid of 24. */
const drawings = {
  spin: 'M12 3.5a8.5 8.5 0 1 1-8.5 8.5',
  open: 'M5 12h14M13 6l6 6-6 6',
  lock: 'M7.5 10.5h9A2.5 2.5 0 0 1 19 13v5a2.5 2.5 0 0 1-2.5 2.5h-9A2.5 2.5 0 0 1 5 18v-5a2.5 2.5 0 0 1 2.5-2.5zM8 10.5v-3a4 4 0 0 1 8 0v3M12 14.5v2',
  clock: `${ring}M12 7v5l3.2 2`,
  pause: `${ring}M10 9v6M14 9v6`,
  cloud: 'M7 18a4 4 0 0 1-.5-8 5.5 5.5 0 0 1 10.6 1A3.5 3.5 0 0 1 17 18zM4 4l16 16',
  alert: 'M12 4.5l8.5 15h-17zM12 10v4.5M12 17v.01',
  gone: 'M10 7l1.5-1.5a4 4 0 0 1 6 6L16 13M14 17l-1.5 1.5a4 4 0 0 1-6-6L8 11M4 4l16 16',
} as const;

/** A state that is not listed is over for good. */
const pictures: Readonly<Record<string, keyof typeof drawings>> = {
  loading: 'spin',
  gate: 'open',
  password: 'lock',
  encrypted: 'lock',
  expired: 'clock',
  not_ready: 'clock',
  too_many: 'clock',
  ended: 'clock',
  paused: 'pause',
  offline: 'cloud',
  error: 'alert',
  broken: 'alert',
  empty: 'alert',
  unsupported: 'alert',
  origin: 'alert',
  sandbox: 'alert',
};

/** The path that is drawn on a state's card. */
export function pictureOf(state: string): string {
  return drawings[pictures[state] ?? 'gone'];
}
