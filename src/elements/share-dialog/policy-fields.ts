import { html, nothing, type TemplateResult } from 'lit';
import { GuestpassError } from '../../contract/errors.js';
import { liveLimits } from '../../contract/live-limits.js';
import type { PolicyOption } from '../../contract/resource.js';
import type { CreateShare, Share } from '../../contract/share.js';
import { fill } from '../../theme/fill.js';
import { formStrings } from '../../theme/strings/owner-form.js';
import type { Allowance } from '../link-sentence.js';
import type { LinkDefaults } from '../owner-element.js';
import { offers, offersLive, quickLinkAllowance } from '../quick-link.js';
import type { DialogContext } from './dialog-context.js';
import { enforced } from './enforcement.js';
import { expiryField } from './expiry-field.js';
import { field, switchControl } from './fields.js';
import { formStyles } from './form.styles.js';
import { liveFields, usageLimitField } from './number-fields.js';
import { PasswordField } from './password-field.js';
import {
  budgets,
  draftBudget,
  draftEnd,
  draftProblems,
  newDraft,
  policyOf,
  type DraftField,
  type PolicyDraft,
} from './policy-draft.js';
import type { PolicyForm } from './policy-form.js';
import { textFields } from './text-fields.js';

/** What a form can ask for: the options of the policy, and the name that only owners see. */
export type FormOption = PolicyOption | 'label';

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
export class PolicyFields implements PolicyForm {
  readonly context: DialogContext;
  readonly share: Share | null;
  readonly #name: string;
  readonly #password: PasswordField;
  #draft: PolicyDraft;
  #unfolded: boolean;
  readonly #problems = new Map<DraftField, string>();

  constructor(context: DialogContext, { name, draft, share }: PolicyFieldsOptions) {
    this.context = context;
    this.share = share;
    this.#name = name;
    this.#draft = draft;
    this.#unfolded = Boolean(draft.label || draft.message);
    this.#password = new PasswordField(this);
    context.adopt(formStyles);
  }

  get text() {
    return this.context.texts(formStrings);
  }

  get draft(): PolicyDraft {
    return this.#draft;
  }

  readonly id = (name: string): string => `${this.#name}-${name}`;

  readonly problem = (name: DraftField): string | undefined => this.#problems.get(name);

  readonly set = (change: Partial<PolicyDraft>, name: DraftField): void => {
    this.#draft = { ...this.#draft, ...change };
    this.#problems.delete(name);
    this.context.update();
  };

  readonly focus = (name: string): void => {
    void this.context.drawn().then(() => {
      const spot = this.context.root.querySelector<HTMLElement>(`#${this.id(name)}`);
      (spot?.matches('input, textarea') ? spot : spot?.querySelector<HTMLElement>('input:checked, input'))?.focus();
    });
  };

  /** The fields of a new share. */
  policy(): Partial<CreateShare> {
    return policyOf(this.#draft, this.context.resource, Date.now());
  }

  /** What a link of this draft would allow. */
  allowance(): Allowance {
    const { locked, usageLimit, download } = this.#draft;
    const now = Date.now();
    const end = draftEnd(this.#draft, this.share, now);
    return {
      ...quickLinkAllowance(this.context.resource, this.context.defaults, now),
      hasPassword: locked,
      usageLimit: Number(usageLimit) > 0 ? Number(usageLimit) : null,
      expiresAt: end === null ? null : new Date(end).toISOString(),
      download,
      live: draftBudget(this.#draft),
    };
  }

  /** Whether the draft can be sent; if not, says what is wrong beside each field and goes to the first. */
  check(): boolean {
    const { formats } = this.context;
    this.#problems.clear();
    for (const [name, problem] of draftProblems(this.#draft, this.share, Date.now())) {
      const most = budgets.find((budget) => budget === name);
      const max = most ? formats.number(liveLimits[most]) : '';
      this.#problems.set(name, fill(this.text[problem], { max }));
    }
    this.#showProblem();
    return this.#problems.size === 0;
  }

  /** Puts what the server said of single fields beside them. False when it said nothing of ours. */
  refuse(error: unknown): boolean {
    this.#problems.clear();
    for (const { path, message } of error instanceof GuestpassError ? error.issues : []) {
      const name = fieldOf(path);
      if (name) this.#problems.set(name, message);
    }
    this.#showProblem();
    return this.#problems.size > 0;
  }

  #showProblem(): void {
    if (this.#problems.has('label') || this.#problems.has('message')) this.#unfolded = true;
    const [first] = this.#problems.keys();
    if (first) this.focus(first);
    this.context.update();
  }

  /** Draws those of the options that the source can keep. `kept` are those that something else keeps. */
  render(options: readonly FormOption[], kept: readonly FormOption[] = []): TemplateResult {
    const { resource } = this.context;
    const wants = (option: FormOption) =>
      options.includes(option) &&
      (kept.includes(option) ||
        option === 'label' ||
        (option === 'live' ? offersLive(resource) : offers(resource, option)));
    const texts = { label: wants('label'), message: wants('message'), open: this.#unfolded };
    return html`${wants('expiresAt') ? expiryField(this) : nothing}
    ${wants('usageLimit') ? usageLimitField(this) : nothing} ${wants('live') ? liveFields(this) : nothing}
    ${wants('password') ? this.#password.render() : nothing} ${wants('download') ? this.#renderDownload() : nothing}
    ${textFields(this, texts)}`;
  }

  #renderDownload(): TemplateResult {
    const { text } = this;
    const id = this.id('download');
    return field({
      id,
      label: html`${text.download} ${enforced('download', this.context.resource, text)}`,
      hint: this.#draft.download ? text.downloadHint : undefined,
      control: switchControl({ id, on: this.#draft.download, changed: (on) => this.set({ download: on }, 'download') }),
    });
  }
}

const fields: Readonly<Record<string, DraftField>> = {
  expiresAt: 'expiry',
  expiresIn: 'expiry',
  usageLimit: 'usageLimit',
  password: 'password',
  label: 'label',
  message: 'message',
  ...Object.fromEntries(budgets.map((name) => [`live.${name}`, name])),
};

function fieldOf(path: string): DraftField | null {
  return fields[path] ?? null;
}
