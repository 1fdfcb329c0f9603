import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Share } from '../../contract/share.js';
import { fill } from '../../theme/fill.js';
import { linksStrings } from '../../theme/strings/owner-links.js';
import { ShareChangeEvent } from '../events.js';
import { icon } from '../icons.js';
import { panelIcon } from '../panel-icons.js';
import type { DialogContext } from './dialog-context.js';
import { formStyles } from './form.styles.js';
import { linkDetails, type LinkActions, type TaskName } from './link-details.js';
import { found, inFilter, type LinkFilter } from './link-filter.js';
import { linkFacts, linkName } from './link-row.js';
import { ActivityTask, EditTask, RevokeTask, RotateTask, type LinkTask } from './link-tasks.js';
import { linkTools } from './link-tools.js';
import { linksStyles } from './links-panel.styles.js';
import type { Panel } from './panel.js';
import { PassCard } from './pass-card.js';
import { previewAsGuest } from './preview.js';
import { Revoking } from './revoking.js';

/** The tab for every link of the resource: find it, see what became of it, change it, stop it. */
export class LinksPanel implements Panel {
  readonly #context: DialogContext;
  readonly #card: PassCard;
  readonly #revoking: Revoking;
  #filter: LinkFilter = 'all';
  #search = '';
  #open: string | null = null;
  #task: { readonly name: TaskName; readonly does: LinkTask } | null = null;
  #selected: ReadonlySet<string> = new Set();
  #problem = '';

  constructor(context: DialogContext) {
    this.#context = context;
    this.#card = new PassCard(context);
    this.#revoking = new Revoking(context, {
      settle: () => this.#settle(),
      ask: (share) => this.#begin('revoke', share),
      attempt: (action) => this.#attempt(action),
      focus: (...selectors) => this.#focus(...selectors),
    });
    context.adopt(formStyles);
    context.adopt(linksStyles);
  }

  reveal(shareId: string, task?: string): void {
    this.#filter = 'all';
    this.#search = '';
    this.#toggle(shareId, true);
    const share = this.#context.shares.find(({ id }) => id === shareId);
    if (share && task === 'edit') this.#begin('edit', share);
    void this.#focus(`#link-${shareId} .toggle`);
  }

  closed(): void {
    this.#settle();
    this.#revoking.closed();
    this.#problem = '';
  }

  #settle(): void {
    this.#open = null;
    this.#task = null;
    this.#selected = new Set();
  }

  get #text() {
    return this.#context.texts(linksStrings);
  }

  async #focus(...selectors: readonly string[]): Promise<void> {
    await this.#context.drawn();
    const { root } = this.#context;
    const spot = selectors.map((selector) => root.querySelector<HTMLElement>(selector)).find((found) => found !== null);
    spot?.focus();
    spot?.scrollIntoView({ block: 'nearest' });
  }

  #toggle(id: string, open = this.#open !== id): void {
    this.#open = open ? id : null;
    this.#task = null;
    this.#problem = '';
    this.#context.update();
  }

  #begin(name: TaskName, share: Share): void {
    const done = () => {
      this.#task = null;
      void this.#focus(`#link-${share.id} .toggle`);
    };
    const make: Readonly<Record<TaskName, () => LinkTask>> = {
      edit: () => new EditTask(this.#context, share, done),
      activity: () => new ActivityTask(this.#context, share),
      rotate: () => new RotateTask(this.#context, share, done),
      revoke: () => new RevokeTask(this.#context, 1, () => this.#revoking.revokeNow([share]), done),
    };
    this.#task = this.#task?.name === name ? null : { name, does: make[name]() };
    this.#context.update();
    if (this.#task && name !== 'activity')
      void this.#focus(`#link-${share.id} .task :is(input:checked, button, input)`);
  }

  #actions(share: Share): LinkActions {
    return {
      task: this.#task,
      begin: (name) => this.#begin(name, share),
      pause: () => this.#pause(share),
      preview: () => this.#attempt(() => previewAsGuest(this.#context.session, share.id)),
      makePrimary: () => this.#makePrimary(share),
      revoke: () => this.#revoking.revoke([share]),
    };
  }

  async #attempt(action: () => Promise<void>): Promise<void> {
    this.#problem = '';
    try {
      await action();
    } catch (error) {
      this.#problem = this.#context.fail(error);
    }
    this.#context.update();
  }

  /** Shown at once: it can be taken back with the same button. */
  #pause(share: Share): Promise<void> {
    const { session } = this.#context;
    const text = this.#text;
    const enabled = !share.enabled;
    return this.#attempt(async () => {
      session.put({ ...share, enabled, state: enabled ? 'active' : 'paused' });
      try {
        const changed = await session.change(share.id, { enabled });
        this.#context.announce(enabled ? text.nowResumed : text.nowPaused);
        this.#context.dispatch(new ShareChangeEvent(changed, enabled ? 'resume' : 'pause'));
      } catch (error) {
        session.put(share);
        throw error;
      }
    });
  }

  #makePrimary(share: Share): Promise<void> {
    return this.#attempt(async () => {
      const changed = await this.#context.session.change(share.id, { isPrimary: true });
      this.#context.announce(this.#text.nowPrimary);
      this.#context.dispatch(new ShareChangeEvent(changed, 'primary'));
    });
  }

  #select(ids: readonly string[]): void {
    this.#selected = new Set(ids);
    this.#context.update();
  }

  #find(search: string): void {
    this.#search = search;
    this.#context.update();
  }

  render(): TemplateResult {
    const { shares } = this.#context;
    const text = this.#text;
    if (shares.length === 0) return this.#renderEmpty();
    const { closing } = this.#revoking;
    const matching = shares.filter((share) => found(share, this.#search));
    const shown = matching.filter((share) => inFilter(share, this.#filter, closing));
    const tools = {
      search: this.#search,
      filter: this.#filter,
      matching,
      closing,
      find: (search: string) => this.#find(search),
      choose: (filter: LinkFilter) => {
        this.#filter = filter;
        this.#context.update();
      },
    };
    return html`${linkTools(tools, this.#context)} ${this.#revoking.renderUndo()}
    ${this.#revoking.renderSure() ?? this.#renderSelection(shown, closing)}
    ${this.#problem && html`<p class="note problem" role="alert">${icon('warn')} ${this.#problem}</p>`}
    ${
      shown.length > 0
        ? html`<ul class="links">
          ${repeat(
            shown,
            ({ id }) => id,
            (share) => this.#renderRow(share, closing.has(share.id)),
          )}
        </ul>`
        : html`<p class="muted">
          ${text.noMatch}
          ${
            this.#search
              ? html`<button class="quiet" type="button" @click=${() => this.#find('')}>${text.clearSearch}</button>`
              : nothing
          }
        </p>`
    }`;
  }

  #renderEmpty(): TemplateResult {
    const text = this.#text;
    return html`<div class="empty">
      <span class="emblem">${icon('link')}</span>
      <h3>${text.noLinks}</h3>
      <p class="muted">${text.noLinksHint}</p>
      <button class="primary" type="button" @click=${() => this.#context.go('link')}>${icon('link')} ${text.createLink}</button>
    </div>`;
  }

  #renderSelection(shown: readonly Share[], closing: ReadonlySet<string>): TemplateResult | typeof nothing {
    const { formats } = this.#context;
    const text = this.#text;
    const able = shown.filter((share) => share.state !== 'revoked' && !closing.has(share.id));
    const chosen = able.filter(({ id }) => this.#selected.has(id));
    if (able.length < 2) return nothing;
    const all = chosen.length === able.length;
    return html`<div class="selection">
      <label class="check">
        <input
          type="checkbox"
          .checked=${all}
          .indeterminate=${chosen.length > 0 && !all}
          @change=${() => this.#select(all ? [] : able.map(({ id }) => id))}
        />
        <span class="muted">${chosen.length > 0 ? formats.plural(text.selected, chosen.length) : text.selectAll}</span>
      </label>
      ${
        chosen.length > 0
          ? html`<button class="danger" type="button" @click=${() => this.#revoking.revoke(chosen)}>
            ${panelIcon('trash')} ${text.revokeSelected}
          </button>`
          : nothing
      }
    </div>`;
  }

  #renderRow(share: Share, closing: boolean): TemplateResult {
    const text = this.#text;
    const { id } = share;
    const name = linkName(share, this.#context);
    const over = closing || share.state === 'revoked';
    const open = this.#open === id;
    const selected = this.#selected.has(id);
    return html`<li id="link-${id}" class="link ${over ? 'over' : ''}">
      <div class="summary">
        <label class="check">
          <input
            type="checkbox"
            aria-label=${fill(text.select, { name })}
            .checked=${selected}
            ?disabled=${over}
            @change=${() => this.#select(selected ? [...this.#selected].filter((one) => one !== id) : [...this.#selected, id])}
          />
        </label>
        <div class="facts">${linkFacts(share, this.#context, closing)}</div>
        <div class="quick">
          ${over || share.url === null ? nothing : this.#renderCopy(share, name)}
          <button
            class="quiet toggle"
            type="button"
            aria-expanded=${open}
            aria-label="${text.details}: ${name}"
            ?disabled=${closing}
            @click=${() => this.#toggle(id)}
          >
            ${panelIcon('down')}
          </button>
        </div>
      </div>
      ${this.#card.renderStatus(id)} ${open ? linkDetails(share, this.#context, this.#actions(share)) : nothing}
    </li>`;
  }

  #renderCopy(share: Share, name: string): TemplateResult {
    const text = this.#text;
    const copied = this.#context.copier.status(share.id) === 'copied';
    return html`<button
      class="quiet"
      type="button"
      aria-label="${text.copyLink}: ${name}"
      @click=${() => this.#card.copy(share.id, share)}
    >
      ${icon(copied ? 'check' : 'copy')} <span>${copied ? text.copied : text.copy}</span>
    </button>`;
  }
}
