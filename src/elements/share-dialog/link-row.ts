import { html, nothing, type TemplateResult } from 'lit';
import type { Share } from '../../contract/share.js';
import { fill } from '../../theme/fill.js';
import { linksStrings } from '../../theme/strings/owner-links.js';
import { icon } from '../icons.js';
import { panelIcon } from '../panel-icons.js';
import type { DialogContext } from './dialog-context.js';

/** What the list calls a link that has no name of its own. */
export function linkName(share: Share, { text, formats }: DialogContext): string {
  return (
    share.label ??
    share.recipientName ??
    share.recipientEmail ??
    fill(text.linkOf, { date: formats.moment(share.createdAt) })
  );
}

/** State, uses and origin of one link, as its row in the list shows them. */
export function linkFacts(share: Share, context: DialogContext, closing: boolean): TemplateResult {
  const { formats } = context;
  const text = context.texts(linksStrings);
  const state = closing ? 'revoked' : share.state;
  const uses =
    share.usageLimit === null
      ? formats.plural(text.openedTimes, share.usageCount)
      : formats.plural(text.openedOf, share.usageCount, { limit: formats.number(share.usageLimit) });
  const last = share.lastOpenedAt
    ? fill(text.clause, { text: fill(text.lastOpened, { relative: formats.relative(share.lastOpenedAt) }) })
    : '';
  return html`<div class="title">
      <strong>${linkName(share, context)}</strong>
      <span class="state ${state}">${text[state]}</span>
      ${share.isPrimary ? html`<span class="tag">${panelIcon('star')} ${text.primary}</span>` : nothing}
      ${
        share.type === 'LINK'
          ? nothing
          : html`<span class="tag">${icon('embed')} ${share.type === 'ORB_EMBED' ? text.embedOrb : text.embedPlayer}</span>`
      }
      ${
        share.delivery
          ? html`<span class="tag ${share.delivery}">${icon('send')} ${text[share.delivery]}</span>`
          : nothing
      }
    </div>
    ${closing ? nothing : html`<p class="small">${context.says(share)}</p>`}
    <p class="muted small">
      ${uses}${last} · ${fill(text.madeBy, { relative: formats.relative(share.createdAt), name: formats.isolate(share.createdBy) })}
    </p>`;
}
