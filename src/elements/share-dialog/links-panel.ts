import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Share } from '../../contract/share.js';
import { fill } from '../../theme/language.js';
import { linksStrings } from '../../theme/strings/owner-links.js';
import { ShareChangeEvent } from '../events.js';
import { icon } from '../icons.js';
import { offers } from '../quick-link.js';
import type { DialogContext } from './dialog-context.js';
import { choices, typed } from './fields.js';
import { found, inFilter, type LinkFilter } from './link-filter.js';
import { formStyles } from './form.styles.js';
import { linkDetails, type LinkActions, type TaskName } from './link-details.js';
import { linkFacts, linkName } from './link-row.js';
import { ActivityTask, EditTask, RevokeTask, RotateTask, type LinkTask } from './link-tasks.js';
import { linksStyles } from './links-panel.styles.js';
import type { Panel } from './panel.js';
import { PassCard } from './pass-card.js';
import { previewAsGuest } from './preview.js';

/** The tab for every link of the resource: find it, see what became of it, change it, stop it. */
export class LinksPanel implements Panel {
  readonly #context: DialogContext;
  readonly #card: PassCard;
  #filter: LinkFilter = 'all';
  #search = '';
  #open: string | null = null;
  #task: { readonly name: TaskName; readonly does: LinkTask } | null = null;
  #selected: ReadonlySet<string> = new Set();
  #sure: LinkTask | null = null;
  #problem = '';

  constructor(context: DialogContext) {
    this.#context = context;
    this.#card = new PassCard(context);
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
    this.#open = null;
    this.#task = null;
    this.#sure = null;
    this.#problem = '';
    this.#selected = new Set();
  }

  get #text() {
    return this.#context.texts(linksStrings);
  }

  get #closing(): ReadonlySet<string> {
    return new Set(this.#context.revocations.batch.map(({ id }) => id));
  }

  get #canUndo(): boolean {
    return offers(this.#context.resource, 'enabled');
  }

  async #focus(selector: string): Promise<void> {
    await this.#context.drawn();
    const spot = this.#context.root.querySelector<HTMLElement>(selector);
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
      revoke: () => new RevokeTask(this.#context, 1, () => this.#revokeNow([share]), done),
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
      preview: () => this.#try(() => previewAsGuest(this.#context.session, share.id)),
      makePrimary: () => this.#makePrimary(share),
      revoke: () => this.#revoke([share]),
    };
  }

  async #try(action: () => Promise<void>): Promise<void> {
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
    return this.#try(async () => {
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
    return this.#try(async () => {
      const changed = await this.#context.session.change(share.id, { isPrimary: true });
      this.#context.announce(this.#text.nowPrimary);
      this.#context.dispatch(new ShareChangeEvent(changed, 'primary'));
    });
  }

  /** Closes them at once, with a way back for a while; where the source cannot pause, it asks first. */
  #revoke(shares: readonly Share[]): void {
    const { revocations, formats } = this.#context;
    const text = this.#text;
    const [first] = shares;
    if (!first) return;
    if (!this.#canUndo) {
      if (shares.length === 1) this.#begin('revoke', first);
      else this.#askForAll(shares);
      return;
    }
    this.#open = null;
    this.#task = null;
    this.#selected = new Set();
    void this.#try(() => revocations.begin(shares)).then(() => {
      if (revocations.batch.length === 0) return;
      this.#context.announce(formats.plural(text.revokedCount, revocations.batch.length));
      void this.#focus('.undo button');
    });
  }

  #askForAll(shares: readonly Share[]): void {
    const done = () => {
      this.#sure = null;
      this.#context.update();
    };
    const revoke = async () => {
      await this.#revokeNow(shares);
      done();
    };
    this.#sure = new RevokeTask(this.#context, shares.length, revoke, done);
    this.#context.update();
  }

  async #revokeNow(shares: readonly Share[]): Promise<void> {
    await Promise.all(shares.map((share) => this.#context.revocations.revokeNow(share)));
    this.#task = null;
    this.#selected = new Set();
    this.#context.announce(this.#text.nowRevoked);
  }

  readonly #undo = () => {
    const { revocations, formats } = this.#context;
    const text = this.#text;
    const count = revocations.batch.length;
    const [first] = revocations.batch;
    void this.#try(() => revocations.undo()).then(() => {
      this.#context.announce(formats.plural(text.restored, count));
      if (first) void this.#focus(`#link-${first.id} .toggle`);
    });
  };

  #select(id: string, on: boolean): void {
    const selected = new Set(this.#selected);
    if (on) selected.add(id);
    else selected.delete(id);
    this.#selected = selected;
    this.#context.update();
  }

  render(): TemplateResult {
    const { shares } = this.#context;
    const text = this.#text;
    if (shares.length === 0) return this.#renderEmpty();
    const closing = this.#closing;
    const matching = shares.filter((share) => found(share, this.#search));
    const shown = matching.filter((share) => inFilter(share, this.#filter, closing));
    return html`${this.#renderTools(matching, closing)} ${this.#renderUndo()} ${this.#renderSelection(shown, closing)}
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

  #find(search: string): void {
    this.#search = search;
    this.#context.update();
  }

  #renderTools(matching: readonly Share[], closing: ReadonlySet<string>): TemplateResult {
    const { formats } = this.#context;
    const text = this.#text;
    const count = (filter: LinkFilter) =>
      formats.number(matching.filter((one) => inFilter(one, filter, closing)).length);
    const names = { all: text.all, active: text.active, ended: text.ended };
    const filters = ['all', 'active', 'ended'] as const;
    return html`<div class="tools">
      <label class="search">
        ${icon('search')}
        <input
          type="search"
          autocomplete="off"
          spellcheck="false"
          aria-label=${text.search}
          placeholder=${text.search}
          .value=${this.#search}
          @input=${typed((value) => this.#find(value))}
        />
      </label>
      ${choices(
        'filter',
        filters.map((value) => ({ value, label: `${names[value]} ${count(value)}` })),
        this.#filter,
        (value) => {
          this.#filter = value;
          this.#context.update();
        },
      )}
    </div>`;
  }

  #renderUndo(): TemplateResult | typeof nothing {
    const { revocations, formats } = this.#context;
    const text = this.#text;
    const count = revocations.batch.length;
    if (count === 0) return nothing;
    return html`<div
      class="undo"
      @pointerenter=${() => revocations.hold()}
      @pointerleave=${() => revocations.release()}
      @focusin=${() => revocations.hold()}
      @focusout=${() => revocations.release()}
    >
      ${icon('trash')} <span>${formats.plural(text.revokedCount, count)}</span>
      <button type="button" @click=${this.#undo}>${text.undo}</button>
    </div>`;
  }

  #renderSelection(shown: readonly Share[], closing: ReadonlySet<string>): TemplateResult | typeof nothing {
    const { formats } = this.#context;
    const text = this.#text;
    if (this.#sure) return this.#sure.render();
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
          @change=${() => {
            this.#selected = new Set(all ? [] : able.map(({ id }) => id));
            this.#context.update();
          }}
        />
        <span class="muted">${chosen.length > 0 ? formats.plural(text.selected, chosen.length) : text.selectAll}</span>
      </label>
      ${
        chosen.length > 0
          ? html`<button class="danger" type="button" @click=${() => this.#revoke(chosen)}>
            ${icon('trash')} ${text.revokeSelected}
          </button>`
          : nothing
      }
    </div>`;
  }

  #renderRow(share: Share, closing: boolean): TemplateResult {
    const { copier } = this.#context;
    const text = this.#text;
    const name = linkName(share, this.#context);
    const over = closing || share.state === 'revoked';
    const open = this.#open === share.id;
    const status = copier.status(share.id);
    return html`<li id="link-${share.id}" class="link ${over ? 'over' : ''}">
      <div class="summary">
        <label class="check">
          <input
            type="checkbox"
            aria-label=${fill(text.select, { name })}
            .checked=${this.#selected.has(share.id)}
            ?disabled=${over}
            @change=${() => this.#select(share.id, !this.#selected.has(share.id))}
          />
        </label>
        <div class="facts">${linkFacts(share, this.#context, closing)}</div>
        <div class="quick">
          ${
            over || share.url === null
              ? nothing
              : html`<button
                class="quiet"
                type="button"
                aria-label="${text.copyLink}: ${name}"
                @click=${() => this.#card.copy(share.id, share)}
              >
                ${icon(status === 'copied' ? 'check' : 'copy')}
                <span>${status === 'copied' ? text.copied : text.copy}</span>
              </button>`
          }
          <button
            class="quiet toggle"
            type="button"
            aria-expanded=${open}
            aria-label="${text.details}: ${name}"
            ?disabled=${closing}
            @click=${() => this.#toggle(share.id)}
          >
            ${icon('down')}
          </button>
        </div>
      </div>
      ${this.#card.renderStatus(share.id)} ${open ? linkDetails(share, this.#context, this.#actions(share)) : nothing}
    </li>`;
  }
}
