import { autoUpdate, computePosition, flip, offset, shift } from '@floating-ui/dom';
import { html, nothing, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Share } from '../../contract/share.js';
import { GuestpassError } from '../../contract/errors.js';
import { controls } from '../../theme/controls.js';
import { Formats } from '../../theme/formats.js';
import { fill } from '../../theme/fill.js';
import { direction, pickLanguage } from '../../theme/language.js';
import { preferredLanguage } from '../../theme/preferred-language.js';
import { loadOwnerStrings, strings, type BaseStrings } from '../../theme/strings/owner.js';
import { baseline, tokens } from '../../theme/tokens.js';
import { Copier } from '../controllers/copier.js';
import { copyKeys } from '../controllers/copy.js';
import type { OwnerSession } from '../controllers/owner-session.js';
import { sessionFor } from '../controllers/session-for.js';
import { ShareCopyEvent, ShareCreateEvent } from '../events.js';
import { icon } from '../icons.js';
import { idempotencyKey } from '../idempotency-key.js';
import { linkSentence } from '../link-sentence.js';
import { problemText } from '../problem-text.js';
import { quickLink, quickLinkAllowance, quickLinkInput } from '../quick-link.js';
import { report } from '../report.js';
import { loadPanel } from '../share-dialog/panel.js';
import type { ShareDialogElement } from '../share-dialog/share-dialog.js';
import type { ShareDialogTab } from '../share-dialog/tabs.js';
import type { ShareButtonElement } from './share-button.js';
import { styles } from './share-menu.styles.js';

/** What opens under the button: the link, and the ways to hand it over. It lives in the button's shadow root. */
export class ShareMenu {
  readonly #host: ShareButtonElement;
  readonly #copier: Copier;
  #session: OwnerSession | null = null;
  #text: BaseStrings = strings;
  #formats = new Formats('en');
  #problem = '';
  #qr: SVGTemplateResult | null = null;
  #dialogWanted = false;
  /** The same for every try to make the same link, so that a repeated click makes one. */
  #key = idempotencyKey();
  #closing: AbortController | null = null;
  /** What it shows stays while it fades away. */
  #shown = false;

  constructor(host: ShareButtonElement) {
    this.#host = host;
    this.#copier = new Copier(host);
    const sheets = [tokens, baseline, controls, styles].flatMap(({ styleSheet }) => styleSheet ?? []);
    const root = host.shadowRoot;
    // Before the button's own, which thereby keeps its looks.
    if (root) root.adoptedStyleSheets = [...sheets, ...root.adoptedStyleSheets];
  }

  get open(): boolean {
    return this.#closing !== null;
  }

  get dialog(): ShareDialogElement | null {
    return this.#host.renderRoot.querySelector('share-dialog');
  }

  /** Loads what the next clicks may need. Failures wait until somebody clicks. */
  async preload(): Promise<void> {
    await Promise.allSettled([loadDialog(), loadPanel('link'), this.#loadText()]);
  }

  async show(): Promise<void> {
    await this.#loadText();
    if (this.open || !this.#host.isConnected) return;
    const closing = new AbortController();
    this.#closing = closing;
    this.#shown = true;
    this.#qr = null;
    const session = this.#begin();
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const popover = this.#popover;
    const button = this.#host.renderRoot.querySelector('button');
    if (!popover || !button) return;
    popover.showPopover();
    closing.signal.addEventListener(
      'abort',
      autoUpdate(button, popover, () => void place(button, popover)),
    );
    popover.querySelector('button')?.focus();
    if (!session) return;
    closing.signal.addEventListener(
      'abort',
      session.subscribe(() => this.#host.requestUpdate()),
    );
    closing.signal.addEventListener('abort', session.watch());
    await session.load();
    if (session.state.status === 'failed') this.#fail(session.state.error);
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    // Of what is not ready yet, the button that had the focus is gone.
    if (this.open && this.#host.shadowRoot?.activeElement === null) popover.focus();
  }

  hide(): void {
    if (this.#popover?.matches(':popover-open')) this.#popover.hidePopover();
    this.#closed();
  }

  async showDialog(tab?: ShareDialogTab): Promise<void> {
    this.hide();
    await Promise.all([loadDialog(), this.#loadText()]);
    this.#begin();
    this.#dialogWanted = true;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    await this.dialog?.show(tab);
  }

  /** What is shared, or by whose leave, is something else now. */
  reset(): void {
    this.hide();
    this.dialog?.hide();
    this.#session = null;
    this.#key = idempotencyKey();
  }

  disconnected(): void {
    this.#closed();
    this.#dialogWanted = false;
  }

  get #popover(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>('.menu');
  }

  #begin(): OwnerSession | null {
    this.#problem = '';
    this.#session ??= sessionFor(this.#host);
    if (!this.#session) {
      this.#problem = this.#text.notConfigured;
      report(this.#host, new GuestpassError('invalid_request', { detail: this.#problem }));
    }
    return this.#session;
  }

  async #loadText(): Promise<void> {
    const language = preferredLanguage(this.#host);
    this.#text = { ...(await loadOwnerStrings(language)), ...this.#host.strings };
    this.#formats = new Formats(pickLanguage([language]));
  }

  #fail(error: unknown): void {
    this.#problem = problemText(error, this.#text);
    report(this.#host, error);
    this.#host.requestUpdate();
  }

  #closed(): void {
    this.#closing?.abort();
    this.#closing = null;
    this.#host.requestUpdate();
  }

  /** The link to hand over: made now when there is none. */
  async #link(): Promise<Share> {
    const session = this.#session;
    if (!session) throw new GuestpassError('invalid_request', { detail: this.#text.notConfigured });
    await session.load();
    if (session.state.status === 'failed') throw session.state.error;
    if (session.state.status === 'loading') throw new GuestpassError('unavailable');
    const { resource, shares } = session.state;
    const known = quickLink(resource, shares);
    if (known) return known;
    const made = await session.create(quickLinkInput(resource, shares, this.#host.defaults), this.#key);
    this.#key = idempotencyKey();
    this.#host.dispatchEvent(new ShareCreateEvent(made));
    return made;
  }

  readonly #copy = async () => {
    this.#problem = '';
    const link = this.#link();
    try {
      const field = () => this.#popover?.querySelector('input') ?? null;
      const address = link.then(async ({ url }) => {
        // The field that a failed copy falls back to is there only once there is a link to show.
        await this.#host.updateComplete;
        return url ?? '';
      });
      await this.#copier.copy('menu', address, field);
      this.#host.dispatchEvent(new ShareCopyEvent(await link, 'link'));
    } catch (error) {
      this.#fail(error);
    }
  };

  readonly #send = async () => {
    try {
      const { url } = await this.#link();
      const title = this.#session?.state.status === 'ready' ? this.#session.state.resource.title : '';
      if (url) await navigator.share({ title, url });
    } catch (error) {
      // Closing the device's own sheet is no failure.
      if (!(error instanceof DOMException && error.name === 'AbortError')) this.#fail(error);
    }
  };

  readonly #toggleQr = async () => {
    if (this.#qr) {
      this.#qr = null;
    } else {
      try {
        const { url } = await this.#link();
        const { qrCode } = await import('../qr-code.js');
        if (url && this.open) this.#qr = await qrCode(url, this.#text.qrLabel);
      } catch (error) {
        this.#fail(error);
      }
    }
    this.#host.requestUpdate();
  };

  readonly #more = () => void this.showDialog().catch((error: unknown) => this.#fail(error));

  /** Comes at once, whatever closes the menu; `toggle` comes when somebody may have opened it again. */
  readonly #toggling = (event: ToggleEvent) => {
    if (event.newState === 'open') return;
    // The browser gives the focus back only when Escape closed it, and not in every engine.
    const inside = this.#popover?.contains(this.#host.shadowRoot?.activeElement ?? null);
    if (inside) this.#host.renderRoot.querySelector('button')?.focus();
    this.#closed();
  };

  readonly #key_ = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, Home: 0, End: 0 };
    const step = steps[event.key];
    if (step === undefined || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    const buttons = [...(this.#popover?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === this.#host.shadowRoot?.activeElement);
    const next = event.key === 'Home' ? 0 : event.key === 'End' ? -1 : (at + step) % buttons.length;
    buttons.at(next)?.focus();
  };

  render(): TemplateResult {
    const language = this.#formats.language;
    return html`<div
        popover="auto"
        tabindex="-1"
        part="menu"
        class="root menu"
        role="dialog"
        aria-label=${this.#label}
        lang=${language}
        dir=${direction(language)}
        @beforetoggle=${this.#toggling}
        @keydown=${this.#key_}
      >
        ${this.#shown ? this.#renderInside() : nothing}
      </div>
      ${this.#dialogWanted && this.#session ? this.#renderDialog(this.#session) : nothing}`;
  }

  get #label(): string {
    const state = this.#session?.state;
    return state?.status === 'ready'
      ? fill(this.#text.shareTitle, { title: this.#formats.isolate(state.resource.title) })
      : this.#text.share;
  }

  #renderInside(): TemplateResult {
    const text = this.#text;
    const state = this.#session?.state;
    const problem = this.#problem && html`<p class="problem" role="alert">${icon('warn')} ${this.#problem}</p>`;
    if (state?.status === 'ready' && state.resource.status !== 'ready' && !quickLink(state.resource, state.shares)) {
      return html`<p class="where" role="status">
          ${state.resource.status === 'failed' ? icon('warn') : icon('clock')}
          ${state.resource.status === 'failed' ? text.failedResource : text.pendingResource}
        </p>
        ${problem} ${state.shares.length > 0 ? html`<div class="ways">${this.#renderMore()}</div>` : nothing}`;
    }
    // First what is pressed first: what comes later must not push it away from under the pointer.
    return html`${this.#renderCopy()} ${problem} ${this.#renderLink()} ${this.#qr ?? nothing}
      <div class="ways">
        ${
          'share' in navigator
            ? html`<button class="quiet" type="button" @click=${this.#send}>${icon('send')} ${text.sendWith}</button>`
            : nothing
        }
        <button class="quiet" type="button" aria-expanded=${this.#qr !== null} @click=${this.#toggleQr}>
          ${icon('qr')} ${text.qrCode}
        </button>
        ${this.#renderMore()}
      </div>`;
  }

  #renderMore(): TemplateResult {
    return html`<button class="quiet" type="button" aria-haspopup="dialog" @click=${this.#more}>
      ${icon('more')} ${this.#text.moreOptions}
    </button>`;
  }

  #renderCopy(): TemplateResult {
    const text = this.#text;
    const status = this.#copier.status('menu');
    return html`<button class="primary" type="button" aria-busy=${status === 'busy'} @click=${this.#copy}>
        ${icon(status === 'copied' ? 'check' : 'link')} ${status === 'copied' ? text.copied : text.copyLink}
      </button>
      <p class=${status === 'selected' ? 'small' : 'aside'} role="status">
        ${status === 'selected' ? fill(text.copySelected, { keys: copyKeys() }) : nothing}
        ${status === 'copied' ? text.copied : nothing}
      </p>`;
  }

  #renderLink(): TemplateResult {
    const state = this.#session?.state;
    if (!state || state.status === 'failed') return html``;
    if (state.status === 'loading') return html`<span class="waiting" aria-label=${this.#text.loading}></span>`;
    const link = quickLink(state.resource, state.shares);
    const allowance = link ?? quickLinkAllowance(state.resource, this.#host.defaults, Date.now());
    return html`${
      link
        ? html`<div class="where">
            ${icon('link')}
            <input class="address" readonly aria-label=${this.#text.linkAddress} .value=${link.url ?? ''} />
          </div>`
        : nothing
    }
      <p class="muted small">${linkSentence(allowance, this.#text, this.#formats)}</p>`;
  }

  #renderDialog(session: OwnerSession): TemplateResult {
    const { server, resource, grantUrl, getGrant, defaults, strings } = this.#host;
    return html`<share-dialog
      exportparts="dialog, header, tabs, tab, panel"
      .server=${server}
      .resource=${resource}
      .grantUrl=${grantUrl}
      .getGrant=${getGrant}
      .defaults=${defaults}
      .strings=${strings}
      .session=${session}
      lang=${preferredLanguage(this.#host)}
      density=${this.#host.getAttribute('density') ?? nothing}
    ></share-dialog>`;
  }
}

const loadDialog = () => import('../share-dialog/define.js');

async function place(button: Element, popover: HTMLElement): Promise<void> {
  const { x, y } = await computePosition(button, popover, {
    strategy: 'fixed',
    placement: 'bottom-start',
    middleware: [offset(6), flip({ padding: 8 }), shift({ padding: 8, crossAxis: true })],
  });
  popover.style.setProperty('left', `${x}px`);
  popover.style.setProperty('top', `${y}px`);
}
