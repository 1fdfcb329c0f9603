/**
 * The script that other people's pages load: `<script async src="{server}/embed.js" data-token="…">`.
 *
 * It puts an embed where the script stands, into each `[data-guestpass="TOKEN"]`, and takes up each iframe of the server
 * that is in the markup already. First there is a button; a click makes the frame (`data-load="visible"`: the frame
 * comes by itself when it is scrolled near). Protected content never enters the page: it stays in the frame.
 *
 * Every visitor of every host page pays for these bytes, so this file is written for its size: one closure an embed, no
 * checks that the browser makes anyway, and what few pages need (the orb, the words for what went wrong) is in orb.ts.
 * Where properties, declarations and conditions may stand in any order, they stand in the one that compresses best.
 * It has no state but the one global, runs under a strict CSP with Trusted Types (styles are set through CSSOM, nothing
 * is parsed as HTML), and stays whole in a page with hostile CSS, because each embed is in a shadow root.
 */

import { linkFrame } from '../protocol/handshake.js';
import type { HostCommand } from '../protocol/messages.js';

/** One embed. Its events come from `box` as `share-TYPE` with the event as `detail`, and bubble. */
export interface Embed {
  readonly box: HTMLElement;
  /** Goes nowhere before the event `share-connected`. */
  send(command: HostCommand): void;
  /** Takes the embed out of the page, and every listener with it. An iframe of the author's stays, as it was. */
  destroy(): void;
}

/** `window.Guestpass`: each embed by the author's own element. */
export interface Embeds extends Map<Element, Embed> {
  /** Embeds what was added to the page since. `server`: only what is of this one, as `https://share.example/embed`. */
  scan(server?: string): void;
  /** Undoes everything. `scan` can begin again. */
  destroy(): void;
}

declare global {
  interface Window {
    Guestpass?: Embeds;
  }
}

// Typed as it is in a classic script of HTML.
declare const document: Document & { readonly currentScript: HTMLScriptElement | null };

type Orb = typeof import('./orb.js');

/**
 * What the author wrote, an iframe, a script or a placeholder: typed as the one of the three that has most. `width`,
 * `height` and `aspect` as if they were there: of nothing, too, `+` makes a NaN, which styles drop.
 */
interface Place extends HTMLIFrameElement {
  readonly dataset: DOMStringMap & { readonly width: string; readonly height: string; readonly aspect: string };
}

const help = (server: string, ...what: Parameters<Orb['more']>) =>
  import(/* @vite-ignore */ `${server}/../orb.js`).then((orb: Orb) => orb.more(...what)).catch(console.warn);

const make = <T extends keyof HTMLElementTagNameMap>(tag: T, properties: Record<string, unknown>) =>
  Object.assign(document.createElement(tag), properties);

const mount = (el: Place, server: string): void => {
  const {
    theme = '',
    // `token` of a script, `guestpass` of a script or a placeholder, neither of an iframe.
    guestpass = el.dataset['token'],
    height,
    width,
    poster = '',
    aspect,
    type,
    load = 'click',
    title = 'Guestpass',
  } = el.dataset;
  let frame: HTMLIFrameElement = el;
  let box: HTMLElement = el;
  // A ticket on its way; false once the frame has asked for one.
  let early: ReturnType<typeof ticket> | false | undefined;

  const more = (error?: unknown) => help(server, box, frame, el, error);

  // Asked for by this page's own script: the Origin that the browser then sets is the proof of where the embed is.
  const ticket = (share = guestpass) =>
    fetch(`${server}/../api/embeds/${share}/ticket`, { method: 'POST' })
      .then((reply) => reply.json())
      .catch(more);

  if (!el.contentWindow) {
    // Numbers and a quoted text alone, because a text could bring more than its value into these styles. The disc is
    // behind the middle line, whatever the name: hence the name has one line.
    const style = `cursor:pointer;border-radius:12px;width:100%;overflow:hidden;color:#fff;border:0;background:radial-gradient(26px,#076 25px,#0006),#076 url(${JSON.stringify(poster)})50%/cover;max-width:${+width}px;height:${+height}px;font:18px/2 sans-serif;white-space:nowrap;display:block;aspect-ratio:${+aspect || 16 / 9};text-overflow:ellipsis`;
    box = make('div', { style: 'display:contents!important' });
    frame = make('iframe', {
      style,
      // Where the browser keeps the frame out nothing ever asks: then the refusal tells why.
      onload: () => early ?? ticket(),
      allow: 'autoplay;fullscreen;microphone',
      loading: 'lazy',
      title,
      src: `${server}/${guestpass}?scheme=${theme}&load=${load}`,
    });
    // A placeholder has no src; a script may have an empty token.
    if (el.src) el.after(box);
    else el.append(box);
    if (type || el.closest('head')) void more();
    else
      box.attachShadow({ mode: 'open' }).append(
        load === 'click'
          ? make('button', {
              style,
              onclick(this: HTMLElement) {
                early = ticket();
                this.replaceWith(frame);
                frame.focus();
              },
              innerText: '\n▶\n' + title,
            })
          : frame,
      );
  }

  const send = linkFrame(frame, server, (event) => {
    box.dispatchEvent(new CustomEvent('share-' + event.type, { bubbles: true, detail: event }));
    if (event.type === 'ticket') {
      void (early || ticket(event.token)).then((body) => send({ type: 'ticket', ...body }));
      early = false;
    }
    if (event.type === 'resize' && height === 'auto') frame.height = Math.min(event.height, 1e4) + '';
  });

  all.set(el, {
    destroy() {
      all.delete(el);
      send();
      // The author's iframe stays.
      if (!el.contentWindow) box.remove();
    },
    send,
    box,
  });
};

// A module has no current script, and is then the one with a token.
const script = document.currentScript || document.querySelector<HTMLScriptElement>('script[data-token]');

// The beginning of all of this server's addresses: of the script, of its versioned copy, and of the frames.
const home = new URL('embed', script?.src || location.href).href;

const all: Embeds = Object.assign(new Map<Element, Embed>(), {
  destroy() {
    all.forEach((embed) => embed.destroy());
  },
  scan(server = home) {
    document.querySelectorAll<Place>('script[data-token],[data-guestpass],iframe').forEach(
      // A placeholder has no src: it is taken for this server's.
      (el) => all.has(el) || ((el.src ?? server).startsWith(server) && mount(el, server)),
    );
  },
});

// Loaded twice, or in two versions, the first one does the work. A host's own `id="Guestpass"` is no reason to stop.
if (!window.Guestpass?.scan) {
  // Single-page navigation takes embeds out of the page without telling us.
  new MutationObserver(() => all.forEach((embed) => embed.box.isConnected || embed.destroy())).observe(document, {
    childList: true,
    subtree: true,
  });
  window.Guestpass = all;
}
window.Guestpass.scan(home);
// The token is missing, or the script's place is gone already. From a bundle, `scan` comes later, with a server.
if (script && !window.Guestpass.size) void help(home);
