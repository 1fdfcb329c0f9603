import { html, nothing, type TemplateResult } from 'lit';
import { panelIcon } from '../panel-icons.js';
import { describedBy, field, typed } from './fields.js';
import type { PolicyForm } from './policy-form.js';

const maxMessage = 2000;

export interface TextFieldsOptions {
  readonly label: boolean;
  readonly message: boolean;
  /** Whether the two are unfolded to begin with. */
  readonly open: boolean;
}

/** The link's name, and what its guests read beside it; folded away together. */
export function textFields(form: PolicyForm, { label, message, open }: TextFieldsOptions): TemplateResult {
  if (!label || !message) return html`${label ? labelField(form) : nothing} ${message ? messageField(form) : nothing}`;
  return html`<details class="more" ?open=${open}>
    <summary>${panelIcon('down')} ${form.text.moreSettings}</summary>
    ${labelField(form)} ${messageField(form)}
  </details>`;
}

function labelField(form: PolicyForm): TemplateResult {
  const id = form.id('label');
  return field({
    id,
    label: form.text.label,
    hint: form.text.labelHint,
    problem: form.problem('label'),
    control: html`<input
      id=${id}
      maxlength="200"
      autocomplete="off"
      aria-describedby=${describedBy(id)}
      .value=${form.draft.label}
      @input=${typed((value) => form.set({ label: value }, 'label'))}
    />`,
  });
}

function messageField(form: PolicyForm): TemplateResult {
  const { context, text, draft } = form;
  const id = form.id('message');
  const left = maxMessage - draft.message.length;
  return field({
    id,
    label: text.message,
    hint: left < 200 ? context.formats.plural(text.charactersLeft, left) : text.messageHint,
    problem: form.problem('message'),
    control: html`<textarea
      id=${id}
      rows="3"
      maxlength=${maxMessage}
      aria-describedby=${describedBy(id)}
      .value=${draft.message}
      @input=${typed((value) => form.set({ message: value }, 'message'))}
    ></textarea>`,
  });
}
