/**
 * The script that other people's pages load: `<script async src="{server}/embed.js" data-token="…">`.
 *
 * It puts an embed where the script stands, into each `[data-guestpass="TOKEN"]`, and takes up each iframe of the server
 * that is in the markup already. First there is a button; a click makes the frame (`data-load="visible"`: the frame
 * comes by itself when it is scrolled near). Protected content never enters the page: it stays in the frame.
 *
 * Every visitor of every host page pays for these bytes, so this file is written for its size: one closure an embed, no
 * checks that the browser makes anyway, and what few pages need (the orb, the words for what went wrong) is in orb.ts.
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

const make = <T extends keyof HTMLElementTagNameMap>(tag: T, properties: Record<string, unknown>) =>
  Object.assign(document.createElement(tag), properties);

/** `el` is what the author wrote: typed as the one kind of the three that has most. */
const mount = (el: HTMLIFrameElement, server: string): void => {
  const { dataset } = el;
  // `token` of a script, `guestpass` of a script or a placeholder, neither of an iframe.
  const {
    guestpass = dataset['token'],
    theme = '',
    title = 'Guestpass',
    poster = '',
    width = NaN,
    height = NaN,
    aspect = 16 / 9,
    load,
    type,
  } = dataset;
  let frame = el;
  let box: HTMLElement = el;
  // A ticket on its way; false once the frame has asked for one.
  let early: ReturnType<typeof ticket> | false | undefined;

  const more = (error?: unknown) =>
    import(/* @vite-ignore */ `${server}/../orb.js`)
      .then((orb: typeof import('./orb.js')) => orb.more(box, frame, dataset, error))
      .catch(console.warn);

  // Asked for by this page's own script: the Origin that the browser then sets is the proof of where the embed is.
  const ticket = (share = guestpass) =>
    fetch(`${server}/../api/embeds/${share}/ticket`, { method: 'POST' })
      .then((reply) => reply.json())
      .catch(more);

  if (!el.contentWindow) {
    // Numbers alone, because a text could bring more than its value into these styles; what is none is dropped.
    const style = `max-width:${+width}px;border-radius:12px;width:100%;height:${+height}px;background:radial-gradient(circle,#076 35px,#0006 36px),#456 url(${CSS.escape(poster)})50%/cover;color:#fff;border:0;cursor:pointer;aspect-ratio:${+aspect};display:block;font:20px/3 system-ui;white-space:pre-line;overflow:hidden`;
    frame = make('iframe', {
      style,
      // Where the browser keeps the frame out nothing ever asks: then the refusal tells why.
      onload: () => early ?? ticket(),
      src: `${server}/${guestpass}?play=${!load}&via=script&scheme=${theme}`,
      title,
      allow: 'autoplay;fullscreen;microphone',
      loading: 'lazy',
    });
    box = make('div', { style: 'display:contents!important' });
    const root = box.attachShadow({ mode: 'open' });
    // A placeholder has no src; a script may have an empty token.
    if (el.src) el.after(box);
    else el.append(box);
    if (type === 'orb' || el.closest('head')) void more();
    else
      root.append(
        load
          ? frame
          : make('button', {
              style,
              // The middle line is in the disc, and the name below it.
              textContent: '\n▶\n' + title,
              onclick() {
                early = ticket();
                root.replaceChildren(frame);
                frame.focus();
              },
            }),
      );
  }

  const link = linkFrame(frame, server, (event) => {
    if (event.type === 'ticket') {
      void (early || ticket(event.token)).then((body) => link.send({ type: 'ticket', ...body }));
      early = false;
    }
    if (event.type === 'resize' && height === 'auto') frame.style.height = Math.min(event.height, 1e4) + 'px';
    box.dispatchEvent(new CustomEvent('share-' + event.type, { detail: event, bubbles: true }));
  });

  all.set(el, {
    send: link.send,
    box,
    destroy() {
      link.close();
      all.delete(el);
      if (box !== el) box.remove();
    },
  });
};

// The beginning of all of this server's addresses: of the script, of its versioned copy, and of the frames.
const home = new URL('embed', document.currentScript?.src || location.href).href;

const all: Embeds = Object.assign(new Map<Element, Embed>(), {
  scan(server = home) {
    document.querySelectorAll<HTMLIFrameElement>('script[data-token],[data-guestpass],iframe').forEach((el) => {
      // oxlint-disable-next-line typescript/no-useless-default-assignment -- a placeholder has no src: it is taken for this server's
      const { src = server } = el;
      if (!all.has(el) && src.startsWith(server)) mount(el, server);
    });
  },
  destroy() {
    all.forEach((embed) => embed.destroy());
  },
});

// Loaded twice, or in two versions, the first one does the work. A host's own `id="Guestpass"` is no reason to stop.
if (!window.Guestpass?.scan) {
  window.Guestpass = all;
  // Single-page navigation takes embeds out of the page without telling us.
  new MutationObserver(() => all.forEach((embed) => embed.box.isConnected || embed.destroy())).observe(document, {
    subtree: true,
    childList: true,
  });
}
window.Guestpass.scan(home);
// The token is missing, or the script is a module, which cannot tell where it stands, or its place is gone already.
if (!window.Guestpass.size) console.warn('Guestpass: no embed here');
