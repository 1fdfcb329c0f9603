import { html, nothing, type TemplateResult } from 'lit';
import type { Share, ShareType } from '../../contract/share.js';
import { ShareChangeEvent, ShareCreateEvent } from '../events.js';
import { embedStrings } from '../../theme/strings/owner-embed.js';
import { icon } from '../icons.js';
import { idempotencyKey } from '../idempotency-key.js';
import { chipStyles } from './chip.styles.js';
import type { DialogContext } from './dialog-context.js';
import { DoctorView } from './doctor-view.js';
import { EmbedCode } from './embed-code.js';
import { embedStyles } from './embed-panel.styles.js';
import { EmbedPreview, sketch } from './embed-preview.js';
import { group, typed } from './fields.js';
import { linkName } from './link-row.js';
import type { Panel } from './panel.js';
import { newPolicyFields, type PolicyFields } from './policy-fields.js';
import { SitesFields } from './sites-fields.js';

type EmbedType = Exclude<ShareType, 'LINK'>;

/** The tab for links that live in other sites' pages: where they may, how they look, and the code to paste. */
export class EmbedPanel implements Panel {
  readonly #context: DialogContext;
  readonly #code: EmbedCode;
  readonly #preview: EmbedPreview;
  readonly #doctor: DoctorView;
  /** The embed that is shown; null while a new one is made. */
  #chosen: string | null;
  #type: EmbedType = 'PLAYER_EMBED';
  #policy: PolicyFields;
  #sites: SitesFields;
  #busy = false;
  #saved = false;
  #problem = '';
  #key = idempotencyKey();

  constructor(context: DialogContext) {
    this.#context = context;
    this.#code = new EmbedCode(context);
    this.#preview = new EmbedPreview(context);
    this.#doctor = new DoctorView(context);
    context.adopt(chipStyles);
    context.adopt(embedStyles);
    const [first] = this.#embeds;
    this.#chosen = first?.id ?? null;
    this.#sites = new SitesFields(context, 'embed', first ?? null);
    this.#policy = this.#blank();
  }

  get #text() {
    return this.#context.texts(embedStrings);
  }

  reveal(shareId: string): void {
    this.#choose(shareId);
  }

  closed(): void {
    this.#preview.closed();
    this.#doctor.reset();
    this.#problem = '';
    this.#saved = false;
  }

  /** A page that carries an embed is there for longer than a link in a message: it has no end unless one is chosen. */
  #blank(): PolicyFields {
    return newPolicyFields(this.#context, 'embed', { expiresIn: null, usageLimit: null });
  }

  get #embeds(): readonly Share[] {
    const { shares } = this.#context;
    return shares.filter(
      ({ id, type, state }) => type !== 'LINK' && state !== 'revoked' && !this.#context.isClosing(id),
    );
  }

  get #share(): Share | null {
    return this.#embeds.find(({ id }) => id === this.#chosen) ?? null;
  }

  #choose(id: string | null): void {
    this.#chosen = id;
    this.#sites = new SitesFields(this.#context, 'embed', this.#share);
    this.#doctor.reset();
    this.#problem = '';
    this.#saved = false;
    this.#context.update();
  }

  readonly #create = (event: SubmitEvent) => {
    event.preventDefault();
    if (!this.#sites.check() || !this.#policy.check()) return;
    void this.#doing(async () => {
      const { session } = this.#context;
      const share = await session.create(
        {
          type: this.#type,
          channel: 'link',
          ...this.#policy.policy(),
          ...this.#sites.change(),
        },
        this.#key,
      );
      this.#key = idempotencyKey();
      this.#policy = this.#blank();
      this.#choose(share.id);
      this.#context.dispatch(new ShareCreateEvent(share));
    });
  };

  #save(share: Share): void {
    if (!this.#sites.check()) return;
    void this.#doing(async () => {
      const changed = await this.#context.session.change(share.id, this.#sites.change());
      this.#choose(changed.id);
      this.#saved = true;
      this.#context.announce(this.#text.saved);
      this.#context.dispatch(new ShareChangeEvent(changed, 'policy'));
    });
  }

  async #doing(action: () => Promise<void>): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#problem = '';
    this.#context.update();
    try {
      await action();
    } catch (error) {
      const said = this.#sites.refuse(error) || this.#policy.refuse(error);
      const problem = this.#context.fail(error);
      if (!said) this.#problem = problem;
    }
    this.#busy = false;
    this.#context.update();
  }

  render(): TemplateResult {
    const share = this.#share;
    const problem = this.#problem
      ? html`<p class="note problem" role="alert">${icon('warn')} ${this.#problem}</p>`
      : nothing;
    return html`${this.#renderChooser()} ${share ? this.#renderShare(share, problem) : this.#renderNew(problem)}`;
  }

  #renderChooser(): TemplateResult | typeof nothing {
    const embeds = this.#embeds;
    const text = this.#text;
    if (embeds.length === 0) return nothing;
    return html`<div class="beside chooser">
      <select
        aria-label=${text.whichEmbed}
        @change=${typed((value) => this.#choose(value || null))}
      >
        ${embeds.map(
          (share) => html`<option value=${share.id} .selected=${share.id === this.#share?.id}>
            ${share.type === 'ORB_EMBED' ? text.embedOrb : text.embedPlayer}: ${share.label ?? share.allowedOrigins[0] ?? linkName(share, this.#context)}
          </option>`,
        )}
        <option value="" .selected=${this.#share === null}>${text.newEmbed}…</option>
      </select>
      ${
        this.#share
          ? html`<button type="button" @click=${() => this.#choose(null)}>${icon('embed')} ${text.newEmbed}</button>`
          : nothing
      }
    </div>`;
  }

  #renderShare(share: Share, problem: TemplateResult | typeof nothing): TemplateResult {
    const text = this.#text;
    const dirty = Object.keys(this.#sites.change()).length > 0;
    return html`<p class=${share.state === 'active' ? '' : 'note warn'}>
        ${share.state === 'active' ? nothing : icon('warn')} ${this.#context.says(share)}
      </p>
      ${this.#preview.render(share)}
      ${
        share.token === null
          ? html`<p class="note warn">${icon('warn')} ${text.linkUnreadable}</p>`
          : this.#code.render(share, share.token)
      }
      <form
        class="settings"
        novalidate
        @submit=${(event: SubmitEvent) => {
          event.preventDefault();
          this.#save(share);
        }}
      >
        ${this.#sites.render()} ${problem}
        ${
          dirty
            ? html`<div class="row">
              <button class="primary" type="submit" aria-busy=${this.#busy}>${text.saveSites}</button>
              <button class="quiet" type="button" @click=${() => this.#choose(share.id)}>${text.cancel}</button>
            </div>`
            : this.#saved
              ? html`<p class="good small">${icon('check')} ${text.saved}</p>`
              : nothing
        }
      </form>
      ${this.#doctor.render(share)}`;
  }

  #renderNew(problem: TemplateResult | typeof nothing): TemplateResult {
    const text = this.#text;
    const kind = (type: EmbedType, label: string, hint: string) =>
      html`<label class="kind">
        <input
          type="radio"
          name="embed-type"
          .checked=${type === this.#type}
          @change=${() => {
            this.#type = type;
            this.#context.update();
          }}
        />
        <span>${sketch(type, this.#context.resource.view)}<strong>${label}</strong> <span class="muted small">${hint}</span></span>
      </label>`;
    return html`<form novalidate @submit=${this.#create}>
      ${group({
        id: 'embed-kind',
        label: text.embedKind,
        control: html`<div class="kinds">
          ${kind('PLAYER_EMBED', text.player, text.playerHint)} ${kind('ORB_EMBED', text.orb, text.orbHint)}
        </div>`,
      })}
      ${this.#sites.render()}
      ${this.#policy.render(['expiresAt', 'usageLimit', 'live', 'label', 'message'])} ${problem}
      <div class="row">
        <button class="primary" type="submit" aria-busy=${this.#busy}>${icon('embed')} ${text.createEmbed}</button>
      </div>
    </form>`;
  }
}
