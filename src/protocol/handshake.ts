/**
 * # How a page and our frame get to trust each other
 *
 * The page that embeds and the frame are of different origins, and anyone may post a message to either window: other
 * frames of the page, its advertisements, a page that frames the page. So the two first make a MessagePort that nobody
 * else holds, and then speak through it alone.
 *
 * 1. **hello**, frame to page: `{t: 'share:hello', v: 1}`, posted to `parent` with the target `*`. It says only that the
 *    frame is there and which version it speaks; whoever reads it learns nothing. The frame says it when it starts.
 * 2. **hello**, page to frame, the same words: asks for the frame's. A page whose script came later than the frame, as
 *    with an iframe in the markup, has missed the first one. The frame answers this from `parent` alone, and seldom.
 * 3. **init**, page to frame: `{t: 'share:init', v: 1, nonce}` with one MessagePort, posted to the server's origin: should
 *    the frame have gone elsewhere meanwhile, the browser drops it. The page answers a hello only when `event.source` is
 *    the frame's own window, `event.origin` is the server's, and the version is known. A hello that comes after the frame
 *    was loaded anew gets a port of its own, and the port of the document that is gone is forgotten.
 * 4. **connected**, frame to page, the first message on the port: repeats the nonce. The frame takes an init only from
 *    `parent`, only when the sender's origin may embed this share (the matcher that also makes `frame-ancestors`), and
 *    only the first; another is dropped with its port, until the page has said **close** on the first. Until the nonce
 *    comes back, the page hears nothing on the port.
 *
 * From then on only the port counts. Every message is checked for its shape and its size (messages.ts), each side hears
 * at most 30 a second, and what does not pass is dropped in silence: an answer would tell a forger something.
 *
 * The version is one number. A side that reads another one stays silent, and the embed works as a bare frame does: it
 * shows, and takes no commands.
 *
 * This file is in the script that host pages load, where each byte is paid for by every visitor: hence its brevity.
 */

import { maxMessageLength, messageInterval as interval, type HostCommand, type PortEvent } from './messages.js';

export const hello = { t: 'share:hello', v: 1 } as const;

/** Step 3. The nonce names this conversation. It is no secret: it goes to the server's origin and comes back on the port. */
export interface Init {
  readonly t: 'share:init';
  readonly v: 1;
  readonly nonce: number;
}

/**
 * The page's end of its conversation with one frame. Commands go nowhere before the frame has answered: the event
 * `connected` tells when. Called with none it ends listening and the conversation; the frame itself stays.
 */
export type Link = (command?: HostCommand) => void;

/**
 * The page's side. `server` is the address of the server or of anything below it; the frame need not have loaded yet,
 * nor be in the document. An event's `type` and size are checked here, its other fields by `isPortEvent`.
 */
export const linkFrame = (frame: HTMLIFrameElement, server: string, onEvent: (event: PortEvent) => void): Link => {
  let port: MessagePort | undefined;
  const answer = ({ source, origin, data }: MessageEvent) => {
    if (
      server.startsWith(origin + '/') &&
      JSON.stringify(data) === JSON.stringify(hello) &&
      source === frame.contentWindow
    ) {
      // When the messages heard so far would be over, if they had come evenly. A flood is heard again only after it has ended.
      let even = 0;
      const nonce = Math.random();
      const channel = new MessageChannel();
      channel.port1.onmessage = ({ timeStamp, data }: MessageEvent) => {
        if (
          (even = Math.max(even, timeStamp) + interval) < timeStamp + 1000 &&
          // Texts alone have it.
          data?.type?.trim &&
          JSON.stringify(data).length <= maxMessageLength &&
          // Where two hellos crossed there are two ports: the one that the frame took is heard, and gets the commands.
          (port = data.nonce === nonce ? channel.port1 : port) === channel.port1
        )
          onEvent(data);
      };
      // No window, when the frame was taken out meanwhile.
      source?.postMessage({ nonce, t: 'share:init', v: 1 } satisfies Init, server, [channel.port2]);
    }
  };
  // Asks a frame that was there first for its hello.
  frame.contentWindow?.postMessage(hello, '*');
  addEventListener('message', answer);
  return function send(command?: HostCommand) {
    port?.postMessage(command ?? { type: 'close' });
    if (!command) {
      removeEventListener('message', answer);
      // Whoever answers only now is told then.
      onEvent = () => send();
    }
  };
};

/** Whether a window message is a hello or an init of the version that we speak. */
export function isSignal(data: unknown, t: string): boolean {
  return (
    typeof data === 'object' && data !== null && Reflect.get(data, 't') === t && Reflect.get(data, 'v') === hello.v
  );
}
