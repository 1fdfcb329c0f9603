import { html, nothing, type TemplateResult } from 'lit';
import type { Share } from '../../contract/share.js';
import { ShareCreateEvent } from '../events.js';
import { icon } from '../icons.js';
import { idempotencyKey } from '../idempotency-key.js';
import { offers, quickLink, quickLinkAllowance, quickLinkInput } from '../quick-link.js';
import type { DialogContext } from './dialog-context.js';
import type { OnlyLink } from './only-link.js';
import type { Panel } from './panel.js';
import { PassCard } from './pass-card.js';
import type { PolicyFields } from './policy-fields.js';

/** The key of the copying that goes with making a link. */
const making = 'making';

/** The tab for one link to hand to anybody: the one that works already, or a new one. */
export class LinkPanel implements Panel {
  readonly #context: DialogContext;
  readonly #card: PassCard;
  /** Comes a moment after the button that makes a link: that one needs nothing but the defaults. */
  #fields: PolicyFields | null = null;
  /** The link that was made here last; it stays in view even when it is not the one that “Copy link” means. */
  #made: string | null = null;
  #renewing = false;
  #only: OnlyLink | null = null;
  #busy = false;
  #key = idempotencyKey();

  constructor(context: DialogContext) {
    this.#context = context;
    this.#card = new PassCard(context);
  }

  closed(): void {
    this.#made = null;
    this.#renewing = false;
    this.#only = null;
  }

  async #loadFields(): Promise<void> {
    if (this.#fields) return;
    try {
      const { newPolicyFields } = await import('./policy-fields.js');
      this.#fields ??= newPolicyFields(this.#context, 'new', this.#context.defaults);
    } catch {
      // Without its settings a link can still be made, with the defaults that are shown.
    }
    this.#context.update();
  }

  async #loadOnly(): Promise<void> {
    try {
      const { OnlyLink } = await import('./only-link.js');
      this.#only ??= new OnlyLink(this.#context);
      this.#context.update();
    } catch {
      // The link is there all the same, and the list has a way to replace it.
    }
  }

  get #current(): Share | null {
    const { resource, shares } = this.#context;
    const made = shares.find(({ id, state }) => id === this.#made && state !== 'revoked');
    return made ?? quickLink(resource, shares);
  }

  /** Makes the link and copies it in one click. */
  readonly #create = async () => {
    if (this.#busy || this.#fields?.check() === false) return;
    this.#busy = true;
    const link = this.#mint();
    await this.#card.copy(making, link).catch(() => undefined);
    this.#busy = false;
    this.#context.update();
  };

  async #mint(): Promise<Share> {
    const { session, resource, shares, defaults } = this.#context;
    const { type, channel, isPrimary, ...policy } = quickLinkInput(resource, shares, defaults);
    try {
      const share = await session.create(
        { type, channel, ...(isPrimary ? { isPrimary } : {}), ...(this.#fields?.policy() ?? policy) },
        this.#key,
      );
      this.#made = share.id;
      this.#renewing = false;
      this.#key = idempotencyKey();
      this.#fields = null;
      this.#context.dispatch(new ShareCreateEvent(share));
      return share;
    } catch (error) {
      this.#fields?.refuse(error);
      throw error;
    }
  }

  #renew(renewing: boolean): void {
    this.#renewing = renewing;
    this.#context.update();
  }

  render(): TemplateResult {
    const current = this.#current;
    return current && !this.#renewing ? this.#renderCurrent(current) : this.#renderNew(current !== null);
  }

  #renderCurrent(share: Share): TemplateResult {
    const { text, resource } = this.#context;
    const heading = share.id === this.#made ? text.linkReady : text.currentLink;
    return html`${this.#card.render(share, heading)} ${this.#card.renderStatus(making)}
    ${resource.status === 'ready' ? this.#renderNext(share) : nothing}`;
  }

  #renderNext(share: Share): TemplateResult {
    const { text, resource } = this.#context;
    if (!offers(resource, 'severalLinks')) {
      if (!this.#only) void this.#loadOnly();
      return html`${this.#only?.render(share)}`;
    }
    return html`<p>
      <button type="button" @click=${() => this.#renew(true)}>${icon('link')} ${text.newLink}</button>
    </p>`;
  }

  #renderNew(hasCurrent: boolean): TemplateResult {
    const { text, resource, defaults } = this.#context;
    if (!this.#fields) void this.#loadFields();
    return html`<form novalidate @submit=${this.#submit}>
      ${this.#card.renderDraft(
        this.#fields?.allowance() ?? quickLinkAllowance(resource, defaults, Date.now()),
        html`<button class="primary" type="submit" data-first aria-busy=${this.#busy}>
          ${icon('link')} ${text.createAndCopy}
        </button>`,
      )}
      ${this.#card.renderStatus(making)}
      ${this.#fields?.render(['expiresAt', 'usageLimit', 'live', 'password', 'download', 'label', 'message']) ?? nothing}
      ${
        hasCurrent
          ? html`<p>
            <button class="quiet" type="button" @click=${() => this.#renew(false)}>
              ${text.backToCurrent}
            </button>
          </p>`
          : nothing
      }
    </form>`;
  }

  readonly #submit = (event: SubmitEvent) => {
    event.preventDefault();
    void this.#create();
  };
}
