import { html, nothing, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Share } from '../../contract/share.js';
import { linksStrings } from '../../theme/strings/owner-links.js';
import { icon } from '../icons.js';
import { panelIcon } from '../panel-icons.js';
import { offers } from '../quick-link.js';
import type { DialogContext } from './dialog-context.js';
import { canExtend, type LinkTask } from './link-tasks.js';

export type TaskName = 'edit' | 'activity' | 'rotate' | 'revoke';

/** What the list can do with one link. */
export interface LinkActions {
  readonly task: { readonly name: TaskName; readonly does: LinkTask } | null;
  begin(name: TaskName): void;
  pause(): unknown;
  preview(): unknown;
  makePrimary(): unknown;
  revoke(): void;
}

/** The opened row of one link: its address, its message, and all that can be done with it. */
export function linkDetails(share: Share, context: DialogContext, actions: LinkActions): TemplateResult {
  const text = context.texts(linksStrings);
  const over = share.state === 'revoked';
  return html`<div class="details">
    ${over ? nothing : address(share, context)}
    ${share.message ? html`<blockquote class="muted">${share.message}</blockquote>` : nothing}
    <div class="actions">
      ${
        over
          ? action({
              drawing: panelIcon('chart'),
              label: text.activity,
              click: () => actions.begin('activity'),
              open: isOpen('activity', actions),
            })
          : buttons(share, context, actions)
      }
    </div>
    ${actions.task?.does.render() ?? nothing}
  </div>`;
}

function address(share: Share, { text }: DialogContext): TemplateResult {
  return share.url === null
    ? html`<p class="note warn">${icon('warn')} ${text.linkUnreadable}</p>`
    : html`<input class="address" readonly id="pass-address" aria-label=${text.linkAddress} .value=${share.url} />`;
}

function buttons(share: Share, context: DialogContext, actions: LinkActions): TemplateResult {
  const { resource } = context;
  const text = context.texts(linksStrings);
  const ended = canExtend(share, resource);
  const task = (name: TaskName, drawing: SVGTemplateResult, label: string) =>
    action({ drawing, label, click: () => actions.begin(name), open: isOpen(name, actions) });
  return html`${task('edit', icon(ended ? 'clock' : 'edit'), ended ? text.extend : text.editLink)}
    ${
      offers(resource, 'enabled')
        ? action({
            drawing: panelIcon(share.enabled ? 'pause' : 'play'),
            label: share.enabled ? text.pause : text.resume,
            click: actions.pause,
          })
        : nothing
    }
    ${
      share.type !== 'LINK'
        ? action({ drawing: icon('embed'), label: text.showCode, click: () => context.go('embed', share.id) })
        : share.link === 'own'
          ? action({ drawing: icon('eye'), label: text.preview, click: actions.preview })
          : nothing
    }
    ${task('activity', panelIcon('chart'), text.activity)}
    ${share.link === 'own' && offers(resource, 'rotate') ? task('rotate', icon('rotate'), text.rotate) : nothing}
    ${
      share.isPrimary || share.link === 'upstream'
        ? nothing
        : action({ drawing: panelIcon('star'), label: text.makePrimary, click: actions.makePrimary })
    }
    ${action({ drawing: panelIcon('trash'), label: text.revoke, click: actions.revoke, danger: true })}`;
}

const isOpen = (name: TaskName, { task }: LinkActions) => task?.name === name;

interface Action {
  readonly drawing: SVGTemplateResult;
  readonly label: string;
  readonly click: () => unknown;
  /** For what unfolds below: whether it does now. */
  readonly open?: boolean;
  readonly danger?: boolean;
}

function action({ drawing, label, click, open, danger = false }: Action): TemplateResult {
  return html`<button class="quiet ${danger ? 'danger' : ''}" type="button" aria-expanded=${open ?? nothing} @click=${click}>
    ${drawing} ${label}
  </button>`;
}
