import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { GuestpassError } from '../../contract/errors.js';
import { controls } from '../../theme/controls.js';
import { Formats } from '../../theme/formats.js';
import { fill } from '../../theme/fill.js';
import { direction, pickLanguage } from '../../theme/language.js';
import { preferredLanguage } from '../../theme/preferred-language.js';
import { loadOwnerStrings, strings, type BaseStrings } from '../../theme/strings/owner.js';
import { baseline, tokens } from '../../theme/tokens.js';
import { Copier } from '../controllers/copier.js';
import type { OwnerSession } from '../controllers/owner-session.js';
import { sessionFor } from '../controllers/session-for.js';
import { ShareHideEvent, ShareShowEvent } from '../events.js';
import { icon } from '../icons.js';
import { OwnerElement } from '../owner-element.js';
import { report } from '../report.js';
import { DialogContext } from './dialog-context.js';
import { loadPanel, type Panel } from './panel.js';
import { styles } from './share-dialog.styles.js';
import { tabRow, tabsFor } from './tab-row.js';
import type { ShareDialogTab } from './tabs.js';

/**
 * @summary All that an owner can do with the links to one thing: make, hand out, embed, watch, change and revoke them.
 *
 * `<share-button>` brings one along. Take it by itself to open it from a control of your own, with `show()`.
 *
 * @tag share-dialog
 *
 * @attr {comfortable | compact} density - `compact` draws everything a little tighter.
 *
 * @slot note - Something of yours to say to owners, below the title.
 *
 * @fires {ShareCreateEvent} share-create - A link was made.
 * @fires {ShareCopyEvent} share-copy - An address or a snippet was put on the clipboard.
 * @fires {ShareChangeEvent} share-change - A link was changed, paused, resumed, made primary or given a new address.
 * @fires {ShareRevokeEvent} share-revoke - A link was revoked for good.
 * @fires {ShareErrorEvent} share-error - Something failed. The element shows it too.
 * @fires {ShareShowEvent} share-show - The dialog opened.
 * @fires {ShareHideEvent} share-hide - The dialog closed.
 *
 * @csspart dialog - The box.
 * @csspart header - The title and the button that closes.
 * @csspart tabs - The row of tabs.
 * @csspart tab - One tab.
 * @csspart panel - What the chosen tab shows.
 * @csspart icon - Each of its icons.
 * @csspart qr - The QR code of a link.
 *
 * @cssprop [--share-surface=light-dark(#ffffff, #171b1a)] - The ground.
 * @cssprop [--share-sunken=light-dark(#f4f6f4, #101413)] - The ground of what lies deeper, such as code.
 * @cssprop [--share-text=light-dark(#15201c, #e9efec)] - Text.
 * @cssprop [--share-muted=light-dark(#55625c, #a5b2ac)] - Text that matters less.
 * @cssprop [--share-line=light-dark(#dde3df, #2d3533)] - Lines between things.
 * @cssprop [--share-edge=light-dark(#7d8a84, #75817c)] - Edges of controls.
 * @cssprop [--share-accent=light-dark(#0b6b57, #5fd4b4)] - Main buttons, links, what is chosen.
 * @cssprop [--share-on-accent=light-dark(#ffffff, #04231b)] - Text on the accent.
 * @cssprop [--share-danger=light-dark(#b3261e, #ff9088)] - What cannot be undone, and what went wrong.
 * @cssprop [--share-warn=light-dark(#855300, #f0bf52)] - What needs a look.
 * @cssprop [--share-ok=light-dark(#1a7440, #74d69b)] - What is well.
 * @cssprop [--share-focus=var(--share-accent)] - The ring around what has the focus.
 * @cssprop [--share-backdrop=rgb(8 16 13 / 0.5)] - What the page behind is covered with.
 * @cssprop [--share-radius=10px] - Corners.
 * @cssprop [--share-shadow] - The shadow below the box.
 * @cssprop [--share-space=4px] - The unit of all distances.
 * @cssprop [--share-font=system-ui] - The typeface; `inherit` takes the page's.
 * @cssprop [--share-font-mono=ui-monospace] - The typeface of addresses and code.
 * @cssprop [--share-font-size=max(14px, 0.9375rem)] - Size of the text.
 * @cssprop [--share-duration=160ms] - How long movements take. Readers who want less movement get none.
 */
export class ShareDialogElement extends OwnerElement {
  static override styles = [tokens, baseline, controls, styles];
  static override properties: PropertyDeclarations = {
    ...OwnerElement.properties,
    session: { attribute: false },
    tab: {},
  };

  /** @internal The button's session, when a button brought this dialog along. */
  session: OwnerSession | null = null;

  /** The tab that is shown: `link`, `people`, `embed` or `links`. */
  tab: ShareDialogTab = 'link';

  readonly #copier = new Copier(this);
  readonly #panels = new Map<ShareDialogTab, Panel>();
  #text: BaseStrings = strings;
  #formats = new Formats('en');
  #context: DialogContext | null = null;
  #closing: AbortController | null = null;
  /** What it shows stays while it fades away. */
  #shown = false;
  /** Where a press began: a text selected from inside to outside must not close the dialog. */
  #pressedOutside = false;

  /** Whether it is open. */
  get open(): boolean {
    return this.#closing !== null;
  }

  /** Opens the dialog over the page. Resolves when it shows what there is, or why it cannot. */
  async show(tab: ShareDialogTab = this.tab): Promise<void> {
    // Failures are told when the tab is drawn.
    loadPanel(tab).catch(() => undefined);
    const language = preferredLanguage(this);
    this.#text = { ...(await loadOwnerStrings(language)), ...this.strings };
    this.#formats = new Formats(pickLanguage([language]));
    if (this.open || !this.isConnected) return;
    const closing = new AbortController();
    const { signal } = closing;
    this.#closing = closing;
    this.#shown = true;
    this.tab = tab;
    const context = this.#begin();
    await this.#drawn();
    this.#dialog?.showModal();
    this.dispatchEvent(new ShareShowEvent());
    if (!context) return;
    signal.addEventListener(
      'abort',
      context.session.subscribe(() => this.#follow()),
    );
    signal.addEventListener('abort', context.session.watch());
    window.addEventListener('pagehide', () => context.revocations?.leave(), { signal });
    await this.#load();
  }

  /** What was not ready may be now: then there is more to show than what was loaded. */
  #follow(): void {
    this.requestUpdate();
    if (this.#context?.session.state.status === 'ready') void this.#loadPanel();
  }

  hide(): void {
    if (this.#dialog?.open) this.#dialog.close();
    this.#ended();
  }

  /** @internal Goes to a tab, and there to one link and what is to be done with it. */
  async go(tab: ShareDialogTab, shareId?: string, task?: string): Promise<void> {
    this.tab = tab;
    const panel = await this.#loadPanel();
    if (shareId) panel?.reveal?.(shareId, task);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Taken out of the page, a modal keeps its attribute `open` and comes back as a box that is no modal any more.
    this.hide();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const keys = ['server', 'resource', 'grantUrl', 'getGrant', 'session'] as const;
    if (!this.hasUpdated || !keys.some((key) => changed.has(key))) return;
    this.hide();
    this.#context = null;
    this.#panels.clear();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  #find(selector: string): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(selector);
  }

  async #drawn(): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
  }

  #begin(): DialogContext | null {
    const session = this.#context?.session ?? this.session ?? sessionFor(this);
    if (!session) {
      report(this, new GuestpassError('invalid_request', { detail: this.#text.notConfigured }));
      return null;
    }
    this.#context ??= new DialogContext({
      host: this,
      session,
      copier: this.#copier,
      text: this.#text,
      formats: this.#formats,
    });
    this.#context.text = this.#text;
    this.#context.formats = this.#formats;
    this.#context.said = '';
    this.#context.problem = '';
    return this.#context;
  }

  readonly #load = async () => {
    const context = this.#context;
    if (!context) return;
    context.problem = '';
    await context.session.load();
    const { state } = context.session;
    if (state.status === 'failed') context.problem = context.fail(state.error);
    if (state.status === 'ready') {
      await this.#loadPanel();
    }
    await this.#drawn();
    const first = ['[data-first]', '[role=tab][aria-selected=true]'].map((spot) => this.#find(spot)).find(Boolean);
    first?.focus();
  };

  async #loadPanel(): Promise<Panel | null> {
    const context = this.#context;
    if (context?.session.state.status !== 'ready') return null;
    const tabs = tabsFor(context.session.state);
    if (!tabs.includes(this.tab)) this.tab = tabs[0] ?? 'link';
    const { tab } = this;
    try {
      if (!this.#panels.has(tab)) {
        const PanelOfTab = await loadPanel(tab);
        if (!this.#panels.has(tab)) this.#panels.set(tab, new PanelOfTab(context));
      }
    } catch (error) {
      context.problem = context.fail(new GuestpassError('unavailable', { cause: error }));
    }
    this.requestUpdate();
    return this.#panels.get(tab) ?? null;
  }

  /** Idempotent: the dialog is closed by the browser, by `hide()`, and by being taken out of the page. */
  #ended(): void {
    if (!this.#closing) return;
    this.#closing.abort();
    this.#closing = null;
    void this.#context?.revocations?.finish();
    for (const panel of this.#panels.values()) panel.closed?.();
    this.dispatchEvent(new ShareHideEvent());
    this.requestUpdate();
  }

  /** The event comes later: by then the dialog may have been opened again. */
  readonly #closed = () => {
    if (!this.#dialog?.open) this.#ended();
  };

  readonly #press = (event: PointerEvent) => {
    this.#pressedOutside = isOutside(event);
  };

  readonly #click = (event: MouseEvent) => {
    if (this.#pressedOutside && isOutside(event)) this.hide();
  };

  protected override render() {
    const language = this.#formats.language;
    return html`<dialog
      part="dialog"
      class="root"
      aria-labelledby="title"
      lang=${language}
      dir=${direction(language)}
      @close=${this.#closed}
      @pointerdown=${this.#press}
      @click=${this.#click}
      @keydown=${stop}
      @keyup=${stop}
      @input=${stop}
    >
      ${this.#shown ? this.#renderInside() : nothing}
    </dialog>`;
  }

  #renderInside(): TemplateResult {
    const text = this.#text;
    const context = this.#context;
    const state = context?.session.state;
    const shown = state?.status === 'ready' ? state : null;
    const resource = shown?.resource;
    const failed = state?.status === 'failed';
    const nothingYet = shown !== null && tabsFor(shown).length === 0;
    return html`<header part="header">
        <span class="emblem">${icon(resource?.view ?? 'link')}</span>
        <div>
          <h2 id="title">${resource ? fill(text.shareTitle, { title: this.#formats.isolate(resource.title) }) : text.share}</h2>
          <slot name="note"></slot>
        </div>
        <button class="quiet round" type="button" aria-label=${text.close} @click=${() => this.hide()}>
          ${icon('close')}
        </button>
      </header>
      ${
        shown
          ? tabRow({
              shown,
              chosen: this.tab,
              text,
              formats: this.#formats,
              choose: (tab) => void this.go(tab),
            })
          : nothing
      }
      <div class="scroll">
        ${context?.session.stale ? html`<p class="note warn" role="status">${icon('warn')} ${text.stale}</p>` : nothing}
        ${resource && resource.status !== 'ready' ? this.#renderUnready(resource.status) : nothing}
        ${
          context?.problem || !context
            ? html`<p class="note problem" role="alert">${icon('warn')} ${context?.problem ?? text.notConfigured}</p>`
            : nothing
        }
        ${
          failed
            ? html`<p><button type="button" data-first @click=${this.#load}>${icon('rotate')} ${text.tryAgain}</button></p>`
            : nothing
        }
        ${context && !failed && !nothingYet ? this.#renderPanel() : nothing}
      </div>
      <div class="aside" role="status">${context?.said}</div>`;
  }

  #renderUnready(status: 'pending' | 'failed'): TemplateResult {
    const failed = status === 'failed';
    return html`<p class="note ${failed ? 'warn' : ''}" role="status">
      ${icon(failed ? 'warn' : 'clock')} ${failed ? this.#text.failedResource : this.#text.pendingResource}
    </p>`;
  }

  #renderPanel(): TemplateResult {
    const panel = this.#context?.session.state.status === 'ready' ? this.#panels.get(this.tab) : undefined;
    return html`<div
      part="panel"
      class="panel"
      id="panel"
      role="tabpanel"
      aria-labelledby="tab-${this.tab}"
      aria-busy=${!panel}
    >
      ${
        panel?.render() ??
        html`<span class="waiting"></span><span class="waiting"></span><span class="waiting"></span>
        <span class="aside">${this.#text.loading}</span>`
      }
    </div>`;
  }
}

/** What is typed in the dialog is no shortcut of the page behind it. */
const stop = (event: Event) => event.stopPropagation();

function isOutside({ target, currentTarget, clientX, clientY }: MouseEvent): boolean {
  if (target !== currentTarget || !(currentTarget instanceof HTMLElement)) return false;
  const box = currentTarget.getBoundingClientRect();
  return clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom;
}

declare global {
  interface HTMLElementTagNameMap {
    'share-dialog': ShareDialogElement;
  }
}
