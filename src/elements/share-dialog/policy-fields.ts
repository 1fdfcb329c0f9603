import { html, nothing, type TemplateResult } from 'lit';
import { GuestpassError } from '../../contract/errors.js';
import type { PolicyOption } from '../../contract/resource.js';
import type { CreateShare, Share } from '../../contract/share.js';
import { fill } from '../../theme/language.js';
import { formStrings } from '../../theme/strings/owner-form.js';
import { icon } from '../icons.js';
import type { Allowance } from '../link-sentence.js';
import type { LinkDefaults } from '../owner-element.js';
import { offers, quickLinkAllowance } from '../quick-link.js';
import { enforced } from './enforcement.js';
import { timeZones } from './end-of-day.js';
import { choices, describedBy, field, group, switchControl, typed, type Choice } from './fields.js';
import type { DialogContext } from './dialog-context.js';
import { formStyles } from './form.styles.js';
import {
  draftEnd,
  draftProblems,
  newDraft,
  policyOf,
  type DraftField,
  type Expiry,
  type PolicyDraft,
} from './policy-draft.js';

const hour = 3600;
const maxMessage = 2000;

/** The form for a new link that begins with these defaults. */
export function newPolicyFields(context: DialogContext, name: string, defaults: LinkDefaults): PolicyFields {
  const draft = newDraft(context.resource, defaults, context.formats.zone);
  return new PolicyFields(context, { name, draft, share: null });
}

export interface PolicyFieldsOptions {
  /** Begins the ids of the controls. */
  readonly name: string;
  readonly draft: PolicyDraft;
  /** The share that is being changed; null for a new one. */
  readonly share: Share | null;
}

/** The form for what a link allows. New links, invitations, embeds and changes all use it. */
export class PolicyFields {
  readonly #context: DialogContext;
  readonly #name: string;
  readonly share: Share | null;
  #draft: PolicyDraft;
  #shown = false;
  #unmasked = false;
  readonly #problems = new Map<string, string>();

  constructor(context: DialogContext, { name, draft, share }: PolicyFieldsOptions) {
    this.#context = context;
    this.#name = name;
    this.#draft = draft;
    this.share = share;
    this.#shown = Boolean(draft.label || draft.message);
    context.adopt(formStyles);
  }

  get #text() {
    return this.#context.texts(formStrings);
  }

  get draft(): PolicyDraft {
    return this.#draft;
  }

  /** The fields of a new share. */
  policy(): Partial<CreateShare> {
    return policyOf(this.#draft, this.#context.resource, Date.now());
  }

  /** What a link of this draft would allow. */
  allowance(): Allowance {
    const { locked, usageLimit, download } = this.#draft;
    const now = Date.now();
    const end = draftEnd(this.#draft, this.share, now);
    return {
      ...quickLinkAllowance(this.#context.resource, this.#context.defaults, now),
      hasPassword: locked,
      usageLimit: Number(usageLimit) > 0 ? Number(usageLimit) : null,
      expiresAt: end === null ? null : new Date(end).toISOString(),
      download,
    };
  }

  /** Whether the draft can be sent; if not, says what is wrong beside each field and goes to the first. */
  check(): boolean {
    this.#problems.clear();
    for (const [name, problem] of draftProblems(this.#draft, this.share, Date.now())) {
      this.#problems.set(name, this.#text[problem]);
    }
    void this.#focusProblem();
    return this.#problems.size === 0;
  }

  /** Puts what the server said of single fields beside them. False when it said nothing of ours. */
  refuse(error: unknown): boolean {
    this.#problems.clear();
    for (const { path, message } of error instanceof GuestpassError ? error.issues : []) {
      const name = fieldOf(path);
      if (name) this.#problems.set(name, message);
    }
    void this.#focusProblem();
    return this.#problems.size > 0;
  }

  render(options: readonly (PolicyOption | 'texts')[]): TemplateResult {
    const { resource } = this.#context;
    const wants = (option: PolicyOption) => options.includes(option) && offers(resource, option);
    return html`${wants('expiresAt') ? this.#renderExpiry() : nothing}
    ${wants('usageLimit') ? this.#renderUsageLimit() : nothing} ${wants('password') ? this.#renderPassword() : nothing}
    ${wants('download') ? this.#renderDownload() : nothing} ${options.includes('texts') ? this.#renderTexts() : nothing}`;
  }

  #set(change: Partial<PolicyDraft>, name: DraftField): void {
    this.#draft = { ...this.#draft, ...change };
    this.#problems.delete(name);
    this.#context.update();
  }

  async #focusProblem(): Promise<void> {
    this.#context.update();
    if (this.#problems.has('label') || this.#problems.has('message')) this.#shown = true;
    await this.#context.drawn();
    const [first] = this.#problems.keys();
    const spot = first && this.#context.root.querySelector<HTMLElement>(`#${this.#name}-${first}`);
    if (spot)
      (spot.matches('input, textarea') ? spot : spot.querySelector<HTMLElement>('input:checked, input'))?.focus();
  }

  #label(text: string, option: PolicyOption): TemplateResult {
    return html`${text} ${enforced(option, this.#context.resource, this.#text)}`;
  }

  #renderExpiry(): TemplateResult {
    const { formats } = this.#context;
    const text = this.#text;
    const { expiry, day, zone } = this.#draft;
    const id = `${this.#name}-expiry`;
    const all: Choice<Expiry>[] = [
      { value: hour, label: text.hour },
      { value: 24 * hour, label: text.oneDay },
      { value: 7 * 24 * hour, label: text.sevenDays },
      { value: 30 * 24 * hour, label: text.thirtyDays },
      { value: 'day', label: text.endOfDay },
      { value: 'never', label: text.never },
    ];
    if (this.share?.expiresAt) all.unshift({ value: 'keep', label: text.unchanged });
    if (typeof expiry === 'number' && !all.some(({ value }) => value === expiry)) {
      all.unshift({ value: expiry, label: formats.relative(Date.now() + expiry * 1000) });
    }
    const end = draftEnd(this.#draft, this.share, Date.now());
    const hint =
      end === null
        ? expiry === 'never' && text.endsNever
        : fill(text.endsAt, { date: formats.moment(end), relative: formats.relative(end) });
    const days = html`<div class="beside">
      <input
        type="date"
        min=${new Date().toISOString().slice(0, 10)}
        aria-label=${text.day}
        aria-describedby=${describedBy(id)}
        .value=${day}
        @input=${typed((value) => this.#set({ day: value }, 'expiry'))}
      />
      <select aria-label=${text.zone} @change=${typed((value) => this.#set({ zone: value }, 'expiry'))}>
        ${timeZones(formats.zone).map(
          (one) => html`<option value=${one} .selected=${one === zone}>
            ${one === formats.zone ? fill(text.yourZone, { zone: zoneName(one) }) : zoneName(one)}
          </option>`,
        )}
      </select>
    </div>`;
    return group({
      id,
      label: this.#label(text.expires, 'expiresAt'),
      hint: hint || undefined,
      problem: this.#problems.get('expiry'),
      control: html`${choices(id, all, expiry, (value) => this.#expire(value))}
      ${expiry === 'day' ? days : nothing}`,
    });
  }

  #expire(expiry: Expiry): void {
    // A week from now to begin with: the sentence above says nothing of a day that is not there.
    const day = this.#draft.day || new Date(Date.now() + 7 * 24 * hour * 1000).toISOString().slice(0, 10);
    this.#set(expiry === 'day' ? { expiry, day } : { expiry }, 'expiry');
  }

  #renderUsageLimit(): TemplateResult {
    const text = this.#text;
    const id = `${this.#name}-usageLimit`;
    const problem = this.#problems.get('usageLimit');
    return field({
      id,
      label: this.#label(text.usageLimit, 'usageLimit'),
      hint: text.usageLimitHint,
      problem,
      control: html`<input
        class="short"
        id=${id}
        inputmode="numeric"
        autocomplete="off"
        placeholder=${text.usageLimitPlaceholder}
        aria-describedby=${describedBy(id)}
        aria-invalid=${problem ? 'true' : nothing}
        .value=${this.#draft.usageLimit}
        @input=${typed((value) => this.#set({ usageLimit: value.trim() }, 'usageLimit'))}
      />`,
    });
  }

  #renderPassword(): TemplateResult {
    const text = this.#text;
    const { locked, password } = this.#draft;
    const id = `${this.#name}-locked`;
    const inner = `${this.#name}-password`;
    const problem = this.#problems.get('password');
    const entry = html`<div class="beside">
      <input
        id=${inner}
        type=${this.#unmasked ? 'text' : 'password'}
        autocomplete="new-password"
        spellcheck="false"
        maxlength="128"
        aria-label=${text.password}
        aria-describedby=${describedBy(id)}
        aria-invalid=${problem ? 'true' : nothing}
        .value=${password}
        @input=${typed((value) => this.#set({ password: value }, 'password'))}
      />
      <button type="button" aria-pressed=${this.#unmasked} aria-label=${text.showPassword} @click=${this.#unmask}>
        ${icon('eye')}
      </button>
      <button type="button" @click=${this.#suggest}>${text.makePassword}</button>
    </div>`;
    return field({
      id,
      label: this.#label(text.password, 'password'),
      hint: locked ? (this.share?.hasPassword && !password ? text.passwordKept : text.passwordHint) : undefined,
      problem,
      control: html`${switchControl({ id, on: locked, changed: (on) => this.#lock(on) })} ${locked ? entry : nothing}`,
    });
  }

  #lock(on: boolean): void {
    this.#set({ locked: on, password: '' }, 'password');
    if (on) void this.#focus('password');
  }

  async #focus(name: string): Promise<void> {
    await this.#context.drawn();
    this.#context.root.querySelector<HTMLElement>(`#${this.#name}-${name}`)?.focus();
  }

  readonly #unmask = () => {
    this.#unmasked = !this.#unmasked;
    this.#context.update();
  };

  readonly #suggest = () => {
    this.#unmasked = true;
    this.#set({ password: suggestion() }, 'password');
  };

  #renderDownload(): TemplateResult {
    const text = this.#text;
    const id = `${this.#name}-download`;
    return field({
      id,
      label: this.#label(text.download, 'download'),
      hint: this.#draft.download ? text.downloadHint : undefined,
      control: switchControl({ id, on: this.#draft.download, changed: (on) => this.#set({ download: on }, 'label') }),
    });
  }

  #renderTexts(): TemplateResult {
    const { formats } = this.#context;
    const text = this.#text;
    const { label, message } = this.#draft;
    const labelId = `${this.#name}-label`;
    const messageId = `${this.#name}-message`;
    const left = maxMessage - message.length;
    return html`<details class="more" ?open=${this.#shown}>
      <summary>${icon('down')} ${text.moreSettings}</summary>
      ${field({
        id: labelId,
        label: text.label,
        hint: text.labelHint,
        problem: this.#problems.get('label'),
        control: html`<input
          id=${labelId}
          maxlength="200"
          autocomplete="off"
          aria-describedby=${describedBy(labelId)}
          .value=${label}
          @input=${typed((value) => this.#set({ label: value }, 'label'))}
        />`,
      })}
      ${field({
        id: messageId,
        label: text.message,
        hint: left < 200 ? formats.plural(text.charactersLeft, left) : text.messageHint,
        problem: this.#problems.get('message'),
        control: html`<textarea
          id=${messageId}
          rows="3"
          maxlength=${maxMessage}
          aria-describedby=${describedBy(messageId)}
          .value=${message}
          @input=${typed((value) => this.#set({ message: value }, 'message'))}
        ></textarea>`,
      })}
    </details>`;
  }
}

function fieldOf(path: string): DraftField | null {
  if (path === 'expiresAt' || path === 'expiresIn') return 'expiry';
  return path === 'usageLimit' || path === 'password' || path === 'label' || path === 'message' ? path : null;
}

const zoneName = (zone: string) => zone.replaceAll('_', ' ');

/** Four groups of four, without letters that look alike: 78 bits, and it can be told over the telephone. */
function suggestion(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const bytes = crypto.getRandomValues(new Uint8Array(64));
  // Bytes that would make the first letters likelier are passed over.
  const picked = [...bytes].filter((byte) => byte < 248).slice(0, 16);
  return picked.map((byte, index) => `${index && index % 4 === 0 ? '-' : ''}${letters[byte % 31]}`).join('');
}
