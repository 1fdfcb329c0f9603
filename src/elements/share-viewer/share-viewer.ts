import { html, LitElement, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { DirectiveResult } from 'lit/directive.js';
import { keyed } from 'lit/directives/keyed.js';
import { fetchTicket } from '../../client/ticket.js';
import { type ErrorCode, GuestpassError } from '../../contract/errors.js';
import { linkFrame, type Link } from '../../protocol/handshake.js';
import { clampHeight, type HostCommand, isPortEvent, type PortEvent } from '../../protocol/messages.js';
import { isToken, sentenceOf, tellAuthor } from '../../protocol/no-ticket.js';
import { fill } from '../../theme/fill.js';
import { direction, pickLanguage } from '../../theme/language.js';
import { preferredLanguage } from '../../theme/preferred-language.js';
import { orbTexts } from '../../theme/strings/orb.js';
import { troubleTexts } from '../../theme/strings/trouble.js';
import { styles } from './share-viewer.styles.js';
import { ShareViewerEvent } from './viewer-event.js';

/** Codes that the page around must tell by itself: with any other the frame is there and says more than we could. */
type Trouble = 'origin_not_allowed' | 'unavailable';

/**
 * @summary Shows what a link shares, in a frame of the Guestpass server: what is protected never enters the page.
 *
 * The page's own script proves to the server which site it is, and then commands and hears the frame. A use of the link
 * is counted when the frame opens it: when it is scrolled near, or with `load="click"` when somebody wants to see it.
 *
 * @tag share-viewer
 *
 * @fires {ShareViewerEvent} share-connected - The frame has answered; commands work from now on.
 * @fires {ShareViewerEvent} share-opened - What is shared is shown. `detail.view` says which view it is, `detail.title` its title.
 * @fires {ShareViewerEvent} share-state - The link is not open: `detail.state` is `password`, `expired`, `paused` and so on.
 * @fires {ShareViewerEvent} share-play - A recording plays.
 * @fires {ShareViewerEvent} share-pause - It stands still.
 * @fires {ShareViewerEvent} share-ended - It is over.
 * @fires {ShareViewerEvent} share-timeupdate - When its length is known, and four times a second while it plays: `detail.seconds`, `detail.duration`.
 * @fires {ShareViewerEvent} share-page - Another page of a document: `detail.page`, `detail.pages`.
 * @fires {ShareViewerEvent} share-session-started - A conversation with a persona began.
 * @fires {ShareViewerEvent} share-session-ended - It ended; `detail.reason` says why.
 * @fires {ShareViewerEvent} share-error - Something failed; `detail.code` and `detail.message` say what. The element shows it too.
 *
 * @csspart frame - The iframe.
 * @csspart cover - The button that stands there before the frame, with `load="click"`.
 * @csspart trouble - The box that says why nothing can be shown.
 *
 * @cssprop [--share-radius=10px] - Corners.
 * @cssprop [--share-accent=light-dark(#0b6b57, #5fd4b4)] - Focus rings and what is hovered.
 */
export class ShareViewerElement extends LitElement {
  static override styles = styles;
  static override properties: PropertyDeclarations = {
    server: {},
    token: {},
    title: {},
    theme: { reflect: true },
    load: {},
    poster: {},
    autoHeight: { type: Boolean, attribute: 'auto-height' },
    wanted: { state: true },
    trouble: { state: true },
    bare: { state: true },
  };

  /** Address of the Guestpass server, such as `https://share.example.com`. Left out, it is the page's own origin. */
  server = '';

  /** The link's token: the part of its address after `/share/`. */
  token = '';

  /** What is shown, for people who listen: the frame's name. */
  override title = '';

  /** `light`, `dark`, or `auto`, which follows the reader's system. */
  theme: 'light' | 'dark' | 'auto' = 'auto';

  /** `visible`: the frame comes when it is scrolled near. `click`: a button stands there first. */
  load: 'visible' | 'click' = 'visible';

  /** Address of a picture for the button of `load="click"`. */
  poster = '';

  /** The element grows and shrinks with what the frame shows, where that has a height of its own. */
  autoHeight = false;

  private wanted = false;
  private trouble: Trouble | null = null;
  /** Without proof of which site shows it: this page's policy lets nobody ask for one. */
  private bare = false;

  #link: Link | null = null;
  #linked: HTMLIFrameElement | null = null;
  #connected = false;
  #early: Promise<string | null> | null = null;
  /** In the frame's address, so that its first paint is right; a change later goes over the port and loads nothing anew. */
  #firstTheme: ShareViewerElement['theme'] = 'auto';

  play(): void {
    this.send({ type: 'play' });
  }

  pause(): void {
    this.send({ type: 'pause' });
  }

  /** In seconds from the beginning. */
  seek(seconds: number): void {
    this.send({ type: 'seek', seconds });
  }

  mute(): void {
    this.send({ type: 'mute' });
  }

  unmute(): void {
    this.send({ type: 'unmute' });
  }

  /** 0 to 1. */
  setVolume(volume: number): void {
    this.send({ type: 'volume', volume });
  }

  /** Pages count from 1. */
  goToPage(page: number): void {
    this.send({ type: 'page', page });
  }

  zoom(scale: number | 'fit-width' | 'fit-page'): void {
    this.send({ type: 'zoom', scale });
  }

  startConversation(): void {
    this.send({ type: 'start-conversation' });
  }

  endConversation(): void {
    this.send({ type: 'end-conversation' });
  }

  /** Any command of the protocol. Goes nowhere before `share-connected`. */
  send(command: HostCommand): void {
    this.#link?.(command);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // A frame that was taken out of the page and put back loads anew.
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unlink();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('server') || changed.has('token')) {
      this.trouble = null;
      this.bare = false;
      this.#early = null;
      // Such a frame may never load, and then nothing else would say so.
      if (this.token && !isToken(this.token)) void this.#fetchTicket();
    }
    if (!this.#linked) this.#firstTheme = this.theme;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const frame = this.renderRoot.querySelector('iframe');
    if (frame !== this.#linked || changed.has('server')) {
      this.#unlink();
      if (frame && this.isConnected) this.#linkTo(frame);
    }
    if (changed.has('theme') && this.#connected) this.send({ type: 'theme', scheme: this.theme });
  }

  get #base(): string {
    return (this.server || location.origin).replace(/\/+$/, '');
  }

  #linkTo(frame: HTMLIFrameElement): void {
    this.#linked = frame;
    this.#link = linkFrame(frame, `${this.#base}/`, (event) => {
      if (isPortEvent(event)) this.#hear(event, frame);
    });
  }

  #unlink(): void {
    this.#link?.();
    this.#link = null;
    this.#linked = null;
    this.#connected = false;
  }

  #hear(event: PortEvent, frame: HTMLIFrameElement): void {
    if (event.type === 'ticket') {
      void this.#giveTicket();
      return;
    }
    if (event.type === 'connected') {
      this.#connected = true;
      if (this.theme !== this.#firstTheme) this.send({ type: 'theme', scheme: this.theme });
    }
    if (event.type === 'resize' && this.autoHeight) frame.style.blockSize = `${clampHeight(event.height)}px`;
    this.dispatchEvent(new ShareViewerEvent(event));
  }

  async #giveTicket(): Promise<void> {
    const ticket = await (this.#early ?? this.#fetchTicket());
    this.#early = null;
    if (ticket !== null) this.send({ type: 'ticket', ticket });
  }

  async #fetchTicket(): Promise<string | null> {
    try {
      const ticket = await fetchTicket(this.#base, this.token);
      if (ticket === null && !this.bare) {
        this.bare = true;
        tellAuthor(sentenceOf('policy', this.#base));
      }
      return ticket;
    } catch (cause) {
      const error = cause instanceof GuestpassError ? cause : new GuestpassError('internal_error', { cause });
      if (isTrouble(error.code)) {
        this.trouble = error.code;
        tellAuthor(error.code === 'unavailable' ? sentenceOf('down', this.#base) : error.message);
      }
      this.dispatchEvent(new ShareViewerEvent({ type: 'error', code: error.code, message: error.message }));
      return null;
    }
  }

  readonly #open = () => {
    this.wanted = true;
    this.trouble = null;
    this.#early = this.#fetchTicket();
    void this.updateComplete.then(() => this.#linked?.focus());
  };

  /** Where the browser keeps the frame out, the frame never speaks: then the refusal tells why. */
  readonly #loaded = () => {
    if (!this.#connected && !this.bare) this.#early ??= this.#fetchTicket();
  };

  protected override render(): TemplateResult | DirectiveResult | typeof nothing {
    if (this.token === '') return nothing;
    const language = preferredLanguage(this);
    if (this.trouble) return this.#renderTrouble(this.trouble, language);
    const [openText] = orbTexts(language);
    const title = this.title || 'Guestpass';
    if (this.load === 'click' && !this.wanted) {
      return html`<button class="root cover" part="cover" type="button" dir=${direction(pickLanguage([language]))} @click=${this.#open}>
        ${this.poster ? html`<img src=${this.poster} alt="" />` : nothing}
        <span>${fill(openText, { title })}</span>
      </button>`;
    }
    const how = this.bare ? `play=${this.wanted}` : `load=${this.wanted ? 'click' : 'visible'}`;
    // The frame's header narrows what each kind may use; a page that passes on nothing could show no persona.
    const frame = html`<iframe
      part="frame"
      src="${this.#base}/embed/${encodeURIComponent(this.token)}?${how}&scheme=${this.#firstTheme}"
      title=${title}
      loading="lazy"
      allow="autoplay; fullscreen; microphone; picture-in-picture"
      @load=${this.#loaded}
    ></iframe>`;
    // A frame of its own: Chromium may drop the change of an address while the first one is about to be shown.
    return keyed(this.bare, frame);
  }

  #renderTrouble(trouble: Trouble, language: string): TemplateResult {
    const [refused, refusedText, down, downText, again] = troubleTexts(language);
    const isDown = trouble === 'unavailable';
    return html`<div class="root trouble" part="trouble" role="group" dir=${direction(pickLanguage([language]))}>
      <strong>${isDown ? down : refused}</strong>
      <p>${isDown ? downText : refusedText}</p>
      ${isDown ? html`<button type="button" @click=${this.#open}>${again}</button>` : nothing}
    </div>`;
  }
}

const isTrouble = (code: ErrorCode): code is Trouble => code === 'origin_not_allowed' || code === 'unavailable';

declare global {
  interface HTMLElementTagNameMap {
    'share-viewer': ShareViewerElement;
  }
}
