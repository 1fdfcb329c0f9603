import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../icons.js';

/** What every control has around it. `id` is the control's. */
export interface FieldOptions {
  readonly id: string;
  readonly label: string | TemplateResult;
  readonly hint?: string | TemplateResult | undefined;
  readonly problem?: string | undefined;
  readonly control: TemplateResult;
}

/** A row of a form: the label, the control, what it means, and what is wrong with it. */
export function field({ id, label, hint, problem, control }: FieldOptions): TemplateResult {
  return html`<div class="field">
    <label class="name" for=${id}>${label}</label>
    <div class="control">${control} ${notes(id, hint, problem)}</div>
  </div>`;
}

/** A row whose control is a group of choices, or of several controls. */
export function group({ id, label, hint, problem, control }: FieldOptions): TemplateResult {
  return html`<div class="field" role="group" id=${id} aria-labelledby="${id}-name" aria-describedby=${describedBy(id)}>
    <div class="name" id="${id}-name">${label}</div>
    <div class="control">${control} ${notes(id, hint, problem)}</div>
  </div>`;
}

/** For `aria-describedby`: both of them are always there, perhaps empty. */
export const describedBy = (id: string) => `${id}-hint ${id}-problem`;

function notes(id: string, hint: FieldOptions['hint'], problem: string | undefined): TemplateResult {
  return html`<div class="muted small hint" id="${id}-hint">${hint || nothing}</div>
    <div class="small problem" id="${id}-problem" role="alert">${problem ? html`${icon('warn')} ${problem}` : nothing}</div>`;
}

export interface SwitchOptions {
  readonly id: string;
  readonly on: boolean;
  readonly changed: (on: boolean) => void;
  readonly disabled?: boolean;
}

export function switchControl({ id, on, changed, disabled = false }: SwitchOptions): TemplateResult {
  return html`<input
    class="switch"
    type="checkbox"
    role="switch"
    id=${id}
    aria-describedby=${describedBy(id)}
    .checked=${on}
    ?disabled=${disabled}
    @change=${({ target }: Event) => target instanceof HTMLInputElement && changed(target.checked)}
  />`;
}

export interface Choice<T> {
  readonly value: T;
  readonly label: string | TemplateResult;
}

/** One of a few, all in view. */
export function choices<T>(
  name: string,
  all: readonly Choice<T>[],
  chosen: T,
  choose: (value: T) => void,
): TemplateResult {
  return html`<div class="choices">
    ${all.map(
      ({ value, label }) => html`<label class="choice">
        <input type="radio" name=${name} .checked=${value === chosen} @change=${() => choose(value)} />
        <span>${label}</span>
      </label>`,
    )}
  </div>`;
}

/** The text of an input or a text area, as it is typed. */
export const typed = (take: (text: string) => void) => (event: Event) => {
  const { target } = event;
  if (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  ) {
    take(target.value);
  }
};
