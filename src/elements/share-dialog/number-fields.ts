import { html, nothing, type TemplateResult } from 'lit';
import { fill } from '../../theme/fill.js';
import { enforced } from './enforcement.js';
import { describedBy, field, group, typed } from './fields.js';
import { budgets, type Budget } from './policy-draft.js';
import type { PolicyForm } from './policy-form.js';

/** How often the link may be opened. */
export function usageLimitField(form: PolicyForm): TemplateResult {
  const { context, text, draft } = form;
  const id = form.id('usageLimit');
  const problem = form.problem('usageLimit');
  return field({
    id,
    label: html`${text.usageLimit} ${enforced('usageLimit', context.resource, text)}`,
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
      .value=${draft.usageLimit}
      @input=${typed((value) => form.set({ usageLimit: digits(value) }, 'usageLimit'))}
    />`,
  });
}

/** What a persona's conversations may cost: how many at once, how long each, how many a day. */
export function liveFields(form: PolicyForm): TemplateResult {
  const { context, text } = form;
  const id = form.id('live');
  return group({
    id,
    label: html`${text.live} ${enforced('live', context.resource, text)}`,
    // The server's days are those of UTC.
    hint: fill(text.liveHint, { time: context.formats.time(0) }),
    problem: budgets.map((name) => form.problem(name)).find(Boolean),
    control: html`<div class="budgets">${budgets.map((name) => budget(form, name, id))}</div>`,
  });
}

function budget(form: PolicyForm, name: Budget, of: string): TemplateResult {
  const { text, draft } = form;
  return html`<label>
    <span class="muted small">${text[name]}</span>
    <input
      id=${form.id(name)}
      inputmode="numeric"
      autocomplete="off"
      placeholder=${text.usageLimitPlaceholder}
      aria-describedby=${describedBy(of)}
      aria-invalid=${form.problem(name) ? 'true' : nothing}
      .value=${draft.live[name]}
      @input=${typed((value) => form.set({ live: { ...draft.live, [name]: digits(value) } }, name))}
    />
  </label>`;
}

/** Digits of other scripts are numbers too. */
const digits = (typed: string) =>
  typed
    .trim()
    .normalize('NFKC')
    .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15));
