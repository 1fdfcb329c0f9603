import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../icons.js';
import { enforced } from './enforcement.js';
import { describedBy, field, switchControl, typed } from './fields.js';
import type { PolicyForm } from './policy-form.js';

/** Whether a password is asked for, and which. */
export class PasswordField {
  readonly #form: PolicyForm;
  #unmasked = false;

  constructor(form: PolicyForm) {
    this.#form = form;
  }

  readonly #lock = (on: boolean) => {
    this.#form.set({ locked: on, password: '' }, 'password');
    if (on) this.#form.focus('password');
  };

  readonly #unmask = () => {
    this.#unmasked = !this.#unmasked;
    this.#form.context.update();
  };

  readonly #suggest = () => {
    this.#unmasked = true;
    this.#form.set({ password: suggestion() }, 'password');
  };

  render(): TemplateResult {
    const { context, text, draft, share } = this.#form;
    const { locked, password } = draft;
    const id = this.#form.id('locked');
    const problem = this.#form.problem('password');
    return field({
      id,
      label: html`${text.password} ${enforced('password', context.resource, text)}`,
      hint: locked ? (share?.hasPassword && !password ? text.passwordKept : text.passwordHint) : undefined,
      problem,
      control: html`${switchControl({ id, on: locked, changed: this.#lock })}
      ${locked ? this.#renderEntry(id, problem) : nothing}`,
    });
  }

  #renderEntry(id: string, problem: string | undefined): TemplateResult {
    const { text, draft, set } = this.#form;
    return html`<div class="beside">
      <input
        id=${this.#form.id('password')}
        type=${this.#unmasked ? 'text' : 'password'}
        autocomplete="new-password"
        spellcheck="false"
        maxlength="128"
        aria-label=${text.password}
        aria-describedby=${describedBy(id)}
        aria-invalid=${problem ? 'true' : nothing}
        .value=${draft.password}
        @input=${typed((value) => set({ password: value }, 'password'))}
      />
      <button type="button" aria-pressed=${this.#unmasked} aria-label=${text.showPassword} @click=${this.#unmask}>
        ${icon('eye')}
      </button>
      <button type="button" @click=${this.#suggest}>${text.makePassword}</button>
    </div>`;
  }
}

/** Four groups of four, without letters that look alike: 78 bits, and it can be told over the telephone. */
function suggestion(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const bytes = crypto.getRandomValues(new Uint8Array(64));
  // Bytes that would make the first letters likelier are passed over.
  const picked = [...bytes].filter((byte) => byte < 248).slice(0, 16);
  return picked.map((byte, index) => `${index && index % 4 === 0 ? '-' : ''}${letters[byte % 31]}`).join('');
}
