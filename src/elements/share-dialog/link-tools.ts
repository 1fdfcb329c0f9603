import { html, type TemplateResult } from 'lit';
import type { Share } from '../../contract/share.js';
import { linksStrings } from '../../theme/strings/owner-links.js';
import { panelIcon } from '../panel-icons.js';
import type { DialogContext } from './dialog-context.js';
import { choices, typed } from './fields.js';
import { inFilter, type LinkFilter } from './link-filter.js';

export interface LinkTools {
  readonly search: string;
  readonly filter: LinkFilter;
  /** The links that the search finds. */
  readonly matching: readonly Share[];
  readonly closing: ReadonlySet<string>;
  find(search: string): void;
  choose(filter: LinkFilter): void;
}

const filters = ['all', 'active', 'ended'] as const;

/** The field to search in the list, and the choice of what it shows, each with its number. */
export function linkTools(tools: LinkTools, context: DialogContext): TemplateResult {
  const { search, filter, matching, closing } = tools;
  const { formats } = context;
  const text = context.texts(linksStrings);
  const count = (one: LinkFilter) => formats.number(matching.filter((share) => inFilter(share, one, closing)).length);
  const names = { all: text.all, active: text.active, ended: text.ended };
  return html`<div class="tools">
    <label class="search">
      ${panelIcon('search')}
      <input
        type="search"
        autocomplete="off"
        spellcheck="false"
        aria-label=${text.search}
        placeholder=${text.search}
        .value=${search}
        @input=${typed((value) => tools.find(value))}
      />
    </label>
    ${choices(
      'filter',
      filters.map((value) => ({ value, label: `${names[value]} ${count(value)}` })),
      filter,
      (value) => tools.choose(value),
    )}
  </div>`;
}
