import { html, nothing, type TemplateResult } from 'lit';
import { fill } from '../../theme/fill.js';
import { enforced } from './enforcement.js';
import { timeZones } from './end-of-day.js';
import { choices, describedBy, group, typed, type Choice } from './fields.js';
import { draftEnd, type Expiry } from './policy-draft.js';
import type { PolicyForm } from './policy-form.js';

const hour = 3600;
const day = 24 * hour;

/** When the link ends: a span from now, the end of a day in any zone, or never. */
export function expiryField(form: PolicyForm): TemplateResult {
  const { context, text, draft, share } = form;
  const { formats, resource } = context;
  const { expiry } = draft;
  const id = form.id('expiry');
  const all: Choice<Expiry>[] = [
    { value: hour, label: text.hour },
    { value: day, label: text.oneDay },
    { value: 7 * day, label: text.sevenDays },
    { value: 30 * day, label: text.thirtyDays },
    { value: 'day', label: text.endOfDay },
    { value: 'never', label: text.never },
  ];
  if (share?.expiresAt) all.unshift({ value: 'keep', label: text.unchanged });
  if (typeof expiry === 'number' && !all.some(({ value }) => value === expiry)) {
    all.unshift({ value: expiry, label: formats.relative(Date.now() + expiry * 1000) });
  }
  const end = draftEnd(draft, share, Date.now());
  const hint =
    end === null
      ? expiry === 'never' && text.endsNever
      : fill(text.endsAt, { date: formats.moment(end), relative: formats.relative(end) });
  return group({
    id,
    label: html`${text.expires} ${enforced('expiresAt', resource, text)}`,
    hint: hint || undefined,
    problem: form.problem('expiry'),
    control: html`${choices(id, all, expiry, (value) => expire(form, value))}
    ${expiry === 'day' ? dayAndZone(form, id) : nothing}`,
  });
}

function expire({ draft, set }: PolicyForm, expiry: Expiry): void {
  // A week from now to begin with: the sentence above says nothing of a day that is not there.
  const first = draft.day || new Date(Date.now() + 7 * day * 1000).toISOString().slice(0, 10);
  set(expiry === 'day' ? { expiry, day: first } : { expiry }, 'expiry');
}

function dayAndZone({ context, text, draft, set }: PolicyForm, id: string): TemplateResult {
  const { zone } = context.formats;
  return html`<div class="beside">
    <input
      type="date"
      min=${new Date().toISOString().slice(0, 10)}
      aria-label=${text.day}
      aria-describedby=${describedBy(id)}
      .value=${draft.day}
      @input=${typed((value) => set({ day: value }, 'expiry'))}
    />
    <select aria-label=${text.zone} @change=${typed((value) => set({ zone: value }, 'expiry'))}>
      ${timeZones(zone).map(
        (one) => html`<option value=${one} .selected=${one === draft.zone}>
          ${one === zone ? fill(text.yourZone, { zone: zoneName(one) }) : zoneName(one)}
        </option>`,
      )}
    </select>
  </div>`;
}

const zoneName = (zone: string) => zone.replaceAll('_', ' ');
