import { html, nothing, type TemplateResult } from 'lit';
import type { PolicyOption, Resource } from '../../contract/resource.js';
import { fill } from '../../theme/fill.js';
import type { FormTexts } from './policy-form.js';

const vendors: Readonly<Record<Resource['source'], string>> = {
  folder: 'Guestpass',
  craftkit: 'CraftKit',
  anam: 'Anam',
  microvisualizer: 'MicroVisualizer',
  app: 'Guestpass',
};

/** Says beside an option's name who makes it true. */
export function enforced(option: PolicyOption, resource: Resource, text: FormTexts): TemplateResult {
  const where = resource.enforcement[option];
  const words = {
    here: text.enforcedHere,
    upstream: fill(text.enforcedUpstream, { source: vendors[resource.source] }),
    cosmetic: text.enforcedNowhere,
    unavailable: '',
  }[where];
  const hint = where === 'cosmetic' ? text.enforcedNowhereHint : where === 'here' ? text.enforcedHereHint : '';
  return html`<span class="enforced ${where}" title=${hint || nothing}>${words}</span>`;
}
