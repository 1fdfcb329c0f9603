/**
 * The open player.js protocol (github.com/embedly/player.js, SPEC.rst) for video and audio: how CMSs and embed services
 * drive players in bare iframes, without any script of ours in their page.
 *
 * Its messages are JSON text on the window, not on a port, so each is judged by itself: it must come from `parent`, and
 * from an origin that may embed the share. Answers go to that origin by name. `ready` comes unasked, as the protocol has
 * it: to the parent's origin as the browser tells it, and not at all when the browser conceals it, because it names the
 * frame's address.
 */

import type { FrameEvent, ViewCommand } from './messages.js';

const context = 'player.js';
const version = '0.0.11';

const events = ['ready', 'play', 'pause', 'ended', 'timeupdate', 'progress', 'seeked', 'error'] as const;
const methods = [
  'play',
  'pause',
  'getPaused',
  'mute',
  'unmute',
  'getMuted',
  'setVolume',
  'getVolume',
  'getDuration',
  'setCurrentTime',
  'getCurrentTime',
  'setLoop',
  'getLoop',
  'removeEventListener',
  'addEventListener',
] as const;

/** The protocol's own numbers. */
const methodUnknown = 2;
const undefinedError = -1;
/** More listeners than any page needs, and few enough that a page cannot fill the frame with them. */
const mostListeners = 200;

export interface PlayerJsOptions {
  /** The address of the frame as the page wrote it: the client knows its player by it. */
  readonly src: string;
  /** Sends JSON text to the parent, which must be of that origin. */
  post(text: string, origin: string): void;
  command(command: ViewCommand): void;
}

export interface PlayerJs {
  /** The recording can be played: tells the parent, when its origin is known. */
  ready(origin: string | null): void;
  /** What the frame tells; only what concerns playing is heard. */
  observe(event: FrameEvent): void;
  /** A window message from the parent, whose origin may embed the share. Anything but a method is ignored. */
  receive(data: unknown, origin: string): void;
}

/** What the getters answer. Seconds, and 0 to 1 for the volume; null while it is not known yet. */
interface Known {
  paused: boolean;
  muted: boolean;
  volume: number;
  loop: boolean;
  seconds: number;
  duration: number | null;
}

interface Request {
  readonly method: string;
  readonly value: unknown;
  readonly listener: string | null;
}

/** The frame's side of the protocol, for one player and one parent. */
export function createPlayerJs({ src, post, command }: PlayerJsOptions): PlayerJs {
  const known: Known = { paused: true, muted: false, volume: 1, loop: false, seconds: 0, duration: null };
  let isReady = false;
  /** Of the page that spoke last: there is one parent, so one origin. */
  let parentOrigin: string | null = null;
  const listeners = new Map<string, Set<string | null>>();
  /** Asked before the recording's length was known. */
  let askedForDuration: (string | null)[] = [];
  /** Per cent; a recording that has loaded already would never tell again. */
  let loaded: number | null = null;

  const send = (event: string, value: unknown, listener: string | null) => {
    if (parentOrigin === null) return;
    const message = { context, version, event, ...(value === undefined ? {} : { value }) };
    post(JSON.stringify(listener === null ? message : { ...message, listener }), parentOrigin);
  };
  const emit = (event: string, value?: unknown) => {
    for (const listener of listeners.get(event) ?? []) send(event, value, listener);
  };
  const sendReady = (listener: string | null) => send('ready', { src, events, methods }, listener);

  // The protocol's paper says seconds, its own client's documentation a share of one: both are told.
  const progress = (percent: number) => ({
    percent: percent / 100,
    seconds: ((known.duration ?? 0) * percent) / 100,
    duration: known.duration ?? 0,
  });

  const answers: Readonly<Record<string, () => unknown>> = {
    getPaused: () => known.paused,
    getMuted: () => known.muted,
    getVolume: () => Math.round(known.volume * 100),
    getCurrentTime: () => known.seconds,
    getLoop: () => known.loop,
  };

  const commands: Readonly<Record<string, (value: unknown) => ViewCommand | null>> = {
    play: () => ({ type: 'play' }),
    pause: () => ({ type: 'pause' }),
    mute: () => ({ type: 'mute' }),
    unmute: () => ({ type: 'unmute' }),
    setVolume: (value) => (inRange(value, 0, 100) ? { type: 'volume', volume: value / 100 } : null),
    setCurrentTime: (value) => (inRange(value, 0, Number.MAX_SAFE_INTEGER) ? { type: 'seek', seconds: value } : null),
    setLoop: (value) => {
      known.loop = value === true || value === 'true';
      return { type: 'loop', loop: known.loop };
    },
  };

  const addListener = (event: unknown, listener: string | null) => {
    if (!isEvent(event)) return;
    const count = [...listeners.values()].reduce((sum, { size }) => sum + size, 0);
    if (count >= mostListeners) return;
    listeners.set(event, (listeners.get(event) ?? new Set()).add(listener));
    if (event === 'ready' && isReady) sendReady(listener);
    if (event === 'progress' && loaded !== null) send('progress', progress(loaded), listener);
  };

  /** Without a name, all listeners of the event go. */
  const removeListener = (event: unknown, listener: string | null) => {
    if (!isEvent(event)) return;
    if (listener === null) listeners.delete(event);
    else listeners.get(event)?.delete(listener);
  };

  const obey = ({ method, value, listener }: Request) => {
    if (method === 'addEventListener') return addListener(value, listener);
    if (method === 'removeEventListener') return removeListener(value, listener);
    if (method === 'getDuration') {
      if (known.duration !== null) return send(method, known.duration, listener);
      if (askedForDuration.length < mostListeners) askedForDuration.push(listener);
      return;
    }
    const answer = Object.hasOwn(answers, method) ? answers[method] : undefined;
    if (answer) return send(method, answer(), listener);
    const makeCommand = Object.hasOwn(commands, method) ? commands[method] : undefined;
    if (!makeCommand) return emit('error', { code: methodUnknown, msg: 'Method not supported' });
    const made = makeCommand(value);
    if (made) command(made);
  };

  return {
    ready(origin) {
      isReady = true;
      parentOrigin ??= origin;
      if (listeners.get('ready')?.size) emit('ready', { src, events, methods });
      else sendReady(null);
    },
    observe(event) {
      switch (event.type) {
        case 'play':
        case 'pause':
          known.paused = event.type === 'pause';
          return emit(event.type);
        case 'ended':
          known.paused = true;
          return emit('ended');
        case 'timeupdate': {
          const { seconds, duration } = event;
          Object.assign(known, { seconds, duration });
          for (const listener of askedForDuration) send('getDuration', duration, listener);
          askedForDuration = [];
          return emit('timeupdate', { seconds, duration });
        }
        case 'volumechange':
          known.muted = event.muted;
          known.volume = event.volume;
          return;
        case 'seeked':
          known.seconds = event.seconds;
          return emit('seeked', { seconds: event.seconds, duration: known.duration ?? 0 });
        case 'progress':
          loaded = event.percent;
          return emit('progress', progress(loaded));
        case 'error':
          return emit('error', { code: undefinedError, msg: event.message });
        default:
      }
    },
    receive(data, origin) {
      const request = readRequest(data);
      if (!request) return;
      parentOrigin = origin;
      obey(request);
    },
  };
}

const isEvent = (name: unknown): name is string => events.some((event) => event === name);

const inRange = (value: unknown, low: number, high: number): value is number =>
  typeof value === 'number' && value >= low && value <= high;

/** A method call out of a window message; null for everything else that flies about in a page. */
export function readRequest(data: unknown): Request | null {
  if (typeof data !== 'string' || data.length > 4096) return null;
  let message: unknown;
  try {
    message = JSON.parse(data);
  } catch {
    return null;
  }
  if (typeof message !== 'object' || message === null || Reflect.get(message, 'context') !== context) return null;
  const method: unknown = Reflect.get(message, 'method');
  const listener: unknown = Reflect.get(message, 'listener');
  if (typeof method !== 'string') return null;
  if (listener !== undefined && listener !== null && typeof listener !== 'string') return null;
  return { method, value: Reflect.get(message, 'value'), listener: listener ?? null };
}
