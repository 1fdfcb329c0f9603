import { hello, isSignal, type Init } from '../protocol/handshake.js';
import {
  isHostCommand,
  isSmall,
  limiter,
  type FrameEvent,
  type HostCommand,
  type PortEvent,
} from '../protocol/messages.js';

export interface FramePortOptions {
  readonly token: string;
  /** Whether a page of this origin may embed the share: only such a page is heard. */
  mayEmbed(origin: string): boolean;
  /** What the page asks of the view, the theme and the focus; tickets stay here. */
  onCommand(command: Exclude<HostCommand, { type: 'ticket' | 'close' }>): void;
}

/** The frame's end of its conversation with the page that embeds it. */
export interface FramePort {
  /** Tells the page, at most 20 times a second: of what comes faster, the latest of each kind. */
  emit(event: FrameEvent): void;
  /** A fresh ticket from the page's script; null when none comes within ten seconds. */
  ticket(): Promise<string | null>;
  /** Whether a page's script has answered. */
  readonly connected: boolean;
}

/** What the page must know though it came late: the last of each. */
const lasting: readonly string[] = ['ready', 'opened', 'state', 'resize'];
const ticketWait = 10_000;
/** Asked again after so long: the page may have had a failed answer at hand, or dropped the question in a crowd. */
const askAgain = 1500;
/** A page that asks for the hello more often than this is playing. */
const mostHellos = 20;
/** Slower than the page may hear, so that a delay on the way, which bunches messages, loses none. */
const sendInterval = 50;

/** Says hello and waits for the page's init: step by step as protocol/handshake.ts tells. `view` is the frame's window. */
export function openFramePort({ token, mayEmbed, onCommand }: FramePortOptions, view: Window = window): FramePort {
  const { parent } = view;
  let port: MessagePort | null = null;
  let hellos = 0;
  const known = new Map<string, FrameEvent>();
  const held = new Map<string, PortEvent>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let maySend = limiter(sendInterval);
  let giveTicket: ((ticket: string | null) => void) | null = null;
  let pending: Promise<string | null> | null = null;

  const sayHello = () => {
    if (hellos++ < mostHellos) parent.postMessage(hello, '*');
  };

  const send = (event: PortEvent) => {
    if (!port) return;
    if (held.size === 0 && maySend()) return port.postMessage(event);
    held.set(event.type, event);
    timer ??= setTimeout(sendHeld, 100);
  };

  const sendHeld = () => {
    timer = undefined;
    for (const [type, event] of held) {
      if (!maySend()) break;
      held.delete(type);
      port?.postMessage(event);
    }
    if (held.size > 0) timer = setTimeout(sendHeld, 100);
  };

  const hear = (command: HostCommand) => {
    if (command.type === 'close') {
      port?.close();
      port = null;
    } else if (command.type === 'ticket') giveTicket?.(command.ticket);
    else onCommand(command);
  };

  const take = ({ nonce }: Init, taken: MessagePort) => {
    port = taken;
    maySend = limiter(sendInterval);
    const mayHear = limiter();
    taken.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (mayHear() && isHostCommand(data)) hear(data);
    };
    send({ type: 'connected', nonce });
    for (const event of known.values()) send(event);
    if (pending) send({ type: 'ticket', token });
  };

  view.addEventListener('message', ({ data, source, origin, ports }: MessageEvent<unknown>) => {
    if (source !== parent || parent === view) return;
    if (isSignal(data, hello.t)) return sayHello();
    const [offered] = ports;
    if (!offered || !isInit(data) || port || !mayEmbed(origin)) return;
    take(data, offered);
  });
  if (parent !== view) sayHello();

  return {
    emit(event) {
      const small = isSmall(event) ? event : shortened(event);
      if (lasting.includes(event.type)) known.set(event.type, small);
      send(small);
    },
    ticket() {
      pending ??= new Promise<string | null>((resolve) => {
        const askForIt = () => send({ type: 'ticket', token });
        const asking = setInterval(askForIt, askAgain);
        const waiting = setTimeout(() => giveTicket?.(null), ticketWait);
        giveTicket = (ticket) => {
          clearInterval(asking);
          clearTimeout(waiting);
          resolve(ticket);
        };
        askForIt();
      }).finally(() => {
        pending = null;
        giveTicket = null;
      });
      return pending;
    },
    get connected() {
      return port !== null;
    },
  };
}

const isInit = (data: unknown): data is Init =>
  isSignal(data, 'share:init') &&
  typeof data === 'object' &&
  data !== null &&
  Number.isFinite(Reflect.get(data, 'nonce'));

/** What a persona says can be longer than a message may be: the page gets its beginning. */
function shortened<E extends FrameEvent>(event: E): E {
  return Object.assign(
    { ...event },
    Object.fromEntries(
      Object.entries(event).map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, 500) : value]),
    ),
  );
}
