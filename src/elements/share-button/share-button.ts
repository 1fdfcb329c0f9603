import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { direction, pickLanguage } from '../../theme/language.js';
import { preferredLanguage } from '../../theme/preferred-language.js';
import { buttonTexts } from '../../theme/strings/share-label.js';
import { ShareErrorEvent } from '../error-event.js';
import { OwnerElement } from '../owner-element.js';
import type { ShareDialogTab } from '../share-dialog/tabs.js';
import { styles } from './share-button.styles.js';
import type { ShareMenu } from './share-menu.js';

/**
 * @summary A button that shares one thing of your app: a menu with the link, and a dialog with all the rest.
 *
 * It loads its menu and its dialog when somebody is about to use it, and asks the server nothing before it is opened.
 *
 * @tag share-button
 *
 * @attr {comfortable | compact} density - `compact` draws everything a little tighter.
 *
 * @slot - The button's label. The word “Share” in the reader's language unless given.
 *
 * @fires {ShareCreateEvent} share-create - A link was made.
 * @fires {ShareCopyEvent} share-copy - An address or a snippet was put on the clipboard.
 * @fires {ShareChangeEvent} share-change - A link was changed, paused, resumed, made primary or given a new address.
 * @fires {ShareRevokeEvent} share-revoke - A link was revoked for good.
 * @fires {ShareErrorEvent} share-error - Something failed. The element shows it too.
 * @fires {ShareShowEvent} share-show - The dialog opened.
 * @fires {ShareHideEvent} share-hide - The dialog closed.
 *
 * @csspart button - The button itself.
 * @csspart icon - Its icon, and those in the menu.
 * @csspart menu - The menu that the button opens.
 * @csspart qr - The QR code in the menu.
 *
 * @cssprop [--share-accent=light-dark(#0b6b57, #5fd4b4)] - Main buttons, links, what is chosen.
 * @cssprop [--share-on-accent=light-dark(#ffffff, #04231b)] - Text on the accent.
 * @cssprop [--share-focus=var(--share-accent)] - The ring around what has the focus.
 * @cssprop [--share-radius=10px] - Corners.
 * @cssprop [--share-font=system-ui] - The typeface; `inherit` takes the page's.
 * @cssprop [--share-font-size=max(14px, 0.9375rem)] - Size of the text.
 * @cssprop [--share-space=4px] - The unit of all distances.
 */
export class ShareButtonElement extends OwnerElement {
  static override shadowRootOptions: ShadowRootInit = { ...OwnerElement.shadowRootOptions, delegatesFocus: true };
  static override styles = styles;
  static override properties: PropertyDeclarations = {
    ...OwnerElement.properties,
    disabled: { type: Boolean },
    busy: { state: true },
    error: { state: true },
  };

  /** Makes the button inert. */
  disabled = false;

  private busy = false;
  private error = '';

  #loading: Promise<ShareMenu> | null = null;
  #menu: ShareMenu | null = null;
  #wasOpen = false;

  /** Opens the menu. */
  async show(): Promise<void> {
    await (await this.#load())?.show();
  }

  /** Closes the menu and the dialog. */
  hide(): void {
    this.#menu?.hide();
    this.#menu?.dialog?.hide();
  }

  /** Opens the dialog, at the tab for links unless another is named. */
  async showDialog(tab?: ShareDialogTab): Promise<void> {
    await (await this.#load())?.showDialog(tab);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#menu?.disconnected();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const keys = ['server', 'resource', 'grantUrl', 'getGrant'] as const;
    if (keys.some((key) => changed.has(key))) this.#menu?.reset();
  }

  /** The menu's code, and after it the dialog's. An error is shown only to somebody who asked for them. */
  async #load(): Promise<ShareMenu | null> {
    this.busy = true;
    this.error = '';
    try {
      return await this.#preload();
    } catch (cause) {
      [, this.error] = buttonTexts(preferredLanguage(this));
      this.dispatchEvent(new ShareErrorEvent('unavailable', this.error, cause));
      return null;
    } finally {
      this.busy = false;
    }
  }

  #preload(): Promise<ShareMenu> {
    this.#loading ??= import('./share-menu.js').then(
      ({ ShareMenu }) => (this.#menu = new ShareMenu(this)),
      (error: unknown) => {
        this.#loading = null;
        throw error;
      },
    );
    return this.#loading;
  }

  readonly #intend = () =>
    void this.#preload().then(
      (menu) => menu.preload(),
      () => undefined,
    );

  readonly #press = () => {
    this.#wasOpen = this.#menu?.open === true;
  };

  // By the time of the click, the press has closed the menu already: it would open again.
  readonly #click = () => {
    if (this.#wasOpen || this.#menu?.open) this.#menu?.hide();
    else void this.show();
    this.#wasOpen = false;
  };

  readonly #key = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' || this.#menu?.open) return;
    event.preventDefault();
    void this.show();
  };

  protected override render() {
    const language = preferredLanguage(this);
    return html`<span dir=${direction(pickLanguage([language]))}>
      <button
        part="button"
        class="trigger"
        type="button"
        aria-haspopup="dialog"
        aria-expanded=${this.#menu?.open ?? false}
        aria-busy=${this.busy || nothing}
        ?disabled=${this.disabled}
        @pointerenter=${this.#intend}
        @focus=${this.#intend}
        @pointerdown=${this.#press}
        @keydown=${this.#key}
        @click=${this.#click}
      >
        <svg part="icon" class="icon" viewBox="0 0 20 20" aria-hidden="true">
          <path d="M10 12.5V2.8M6.6 5.8 10 2.5l3.4 3.3M5 9.2H4.2v8.3h11.6V9.2H15" />
        </svg>
        <slot>${this.strings.share ?? buttonTexts(language)[0]}</slot>
      </button>
      ${this.error && html`<div class="error" role="alert">${this.error}</div>`} ${this.#menu?.render()}
    </span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'share-button': ShareButtonElement;
  }
}
