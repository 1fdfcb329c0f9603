/**
 * What travels between the page that embeds and our frame, once the handshake has made a MessagePort (see handshake.ts).
 * Events go up, commands go down; both are plain data, at most 4 KiB. An unknown type is dropped in silence.
 */

/** What a view tells: to the shell around it, and through the port to the embedding page. Times in seconds, sizes in CSS pixels, volumes 0 to 1. */
export type ViewEvent =
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  | { readonly type: 'ended' }
  | { readonly type: 'timeupdate'; readonly seconds: number; readonly duration: number }
  | { readonly type: 'volumechange'; readonly volume: number; readonly muted: boolean }
  | { readonly type: 'progress'; readonly percent: number }
  | { readonly type: 'seeked'; readonly seconds: number }
  | { readonly type: 'page'; readonly page: number; readonly pages: number }
  | { readonly type: 'zoom'; readonly scale: number }
  | { readonly type: 'error'; readonly code: string; readonly message: string }
  | { readonly type: 'session-started' }
  | { readonly type: 'session-ended'; readonly reason: string }
  | { readonly type: 'message-received'; readonly role: string; readonly content: string }
  | { readonly type: 'message-sent'; readonly content: string }
  | { readonly type: 'mic-muted' }
  | { readonly type: 'mic-unmuted' };

/** What the frame tells the embedding page. `state` is the share's state, `gone` an unknown link. */
export type FrameEvent =
  | ViewEvent
  | { readonly type: 'ready' }
  | { readonly type: 'opened'; readonly view: string; readonly title: string }
  | { readonly type: 'state'; readonly state: string }
  | { readonly type: 'resize'; readonly height: number }
  | { readonly type: 'escape' }
  | { readonly type: 'focus-leave'; readonly backwards: boolean }
  | { readonly type: 'expanded' }
  | { readonly type: 'collapsed' };

/** What the port itself says, beneath the events: the answer to the handshake, and that a ticket for this token is needed. */
export type PortEvent =
  | FrameEvent
  | { readonly type: 'connected'; readonly nonce: number }
  | { readonly type: 'ticket'; readonly token: string };

/** What a view can be asked to do. A view ignores what does not concern its kind. */
export type ViewCommand =
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  | { readonly type: 'seek'; readonly seconds: number }
  | { readonly type: 'mute' }
  | { readonly type: 'unmute' }
  | { readonly type: 'volume'; readonly volume: number }
  | { readonly type: 'loop'; readonly loop: boolean }
  | { readonly type: 'page'; readonly page: number }
  | { readonly type: 'zoom'; readonly scale: number | 'fit-width' | 'fit-page' }
  | { readonly type: 'start-conversation' }
  | { readonly type: 'end-conversation' };

/** What the embedding page can ask of the frame. */
export type HostCommand =
  | ViewCommand
  | { readonly type: 'theme'; readonly scheme: 'light' | 'dark' | 'auto' }
  | { readonly type: 'focus'; readonly backwards: boolean }
  | { readonly type: 'ticket'; readonly ticket: string }
  /** The conversation is over; the frame stays, and may be asked anew. */
  | { readonly type: 'close' };

/** The most that one message may be: characters of its JSON text. */
export const maxMessageLength = 4000;

/** Milliseconds that a message takes of the second that one side may hear at once: 30 messages a second, more are dropped. */
export const messageInterval = 33;

type Check = (value: unknown) => boolean;
type Shape = Readonly<Record<string, Check>>;
/** For each type of a union, a check for each of its other fields: a type or a field that is added must be added here. */
type Shapes<M extends { readonly type: string }> = {
  readonly [T in M['type']]: { readonly [F in Exclude<keyof Extract<M, { type: T }>, 'type'>]: Check };
};

const number: Check = (value) => Number.isFinite(value);
const text: Check = (value) => typeof value === 'string';
const flag: Check = (value) => typeof value === 'boolean';
const within =
  (low: number, high: number): Check =>
  (value) =>
    typeof value === 'number' && value >= low && value <= high;
const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);
const positive = within(0, Number.MAX_SAFE_INTEGER);

const events: Shapes<PortEvent> = {
  play: {},
  pause: {},
  ended: {},
  timeupdate: { seconds: number, duration: number },
  volumechange: { volume: number, muted: flag },
  progress: { percent: number },
  seeked: { seconds: number },
  page: { page: number, pages: number },
  zoom: { scale: number },
  error: { code: text, message: text },
  'session-started': {},
  'session-ended': { reason: text },
  'message-received': { role: text, content: text },
  'message-sent': { content: text },
  'mic-muted': {},
  'mic-unmuted': {},
  ready: {},
  opened: { view: text, title: text },
  state: { state: text },
  resize: { height: number },
  escape: {},
  'focus-leave': { backwards: flag },
  expanded: {},
  collapsed: {},
  connected: { nonce: number },
  ticket: { token: text },
};

const commands: Shapes<HostCommand> = {
  play: {},
  pause: {},
  seek: { seconds: positive },
  mute: {},
  unmute: {},
  volume: { volume: within(0, 1) },
  loop: { loop: flag },
  page: { page: positive },
  zoom: { scale: (value) => oneOf('fit-width', 'fit-page')(value) || within(0.01, 100)(value) },
  'start-conversation': {},
  'end-conversation': {},
  theme: { scheme: oneOf('light', 'dark', 'auto') },
  focus: { backwards: flag },
  ticket: { ticket: text },
  close: {},
};

export const isPortEvent = (data: unknown): data is PortEvent => fits(events, data);
export const isHostCommand = (data: unknown): data is HostCommand => fits(commands, data);

/** Whether a message is small and plain: its JSON is short enough. A cycle or a BigInt, which ports carry too, is neither. */
export function isSmall(data: unknown): boolean {
  try {
    return (JSON.stringify(data) ?? '').length <= maxMessageLength;
  } catch {
    return false;
  }
}

function fits(shapes: Readonly<Record<string, Shape>>, data: unknown): boolean {
  // Own properties alone: `constructor` and `__proto__` are no types and no fields.
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, 'type') || !isSmall(data)) return false;
  const type: unknown = Reflect.get(data, 'type');
  if (typeof type !== 'string' || !Object.hasOwn(shapes, type)) return false;
  return Object.entries(shapes[type] ?? {}).every(
    ([name, check]) => Object.hasOwn(data, name) && check(Reflect.get(data, name)),
  );
}

/**
 * Tells for each message whether it may go: as many at once as fit into a second, and so many a second. A flood may go
 * on only after it has ended.
 */
export function limiter(interval = messageInterval, now: () => number = () => performance.now()): () => boolean {
  let even = 0;
  return () => {
    const at = now();
    even = Math.max(even, at) + interval;
    return even < at + 1000;
  };
}

/** A height that a frame asks for, as it may be applied: whole CSS pixels, 0 to 10,000. */
export const clampHeight = (height: number): number => Math.min(10_000, Math.max(0, Math.ceil(height)));
