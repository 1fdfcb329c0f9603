import { html, nothing, type TemplateResult } from 'lit';
import type { Share } from '../../contract/share.js';
import { linksStrings } from '../../theme/strings/owner-links.js';
import { Revocations } from '../controllers/revocations.js';
import { ShareRevokeEvent } from '../events.js';
import { panelIcon } from '../panel-icons.js';
import { offers } from '../quick-link.js';
import type { DialogContext } from './dialog-context.js';
import { RevokeTask, type LinkTask } from './link-tasks.js';

export interface RevokingList {
  /** Closes what is open in the list, and forgets what is selected. */
  settle(): void;
  /** Asks below the row of one link. */
  ask(share: Share): void;
  /** Runs it, and shows what goes wrong. */
  attempt(action: () => Promise<void>): Promise<void>;
  /** Goes to the first of these that is there. */
  focus(...selectors: readonly string[]): Promise<void>;
}

/** Revoking from the list: at once, with a way back for a while; where the source cannot pause, after asking. */
export class Revoking {
  readonly #context: DialogContext;
  readonly #list: RevokingList;
  readonly #revocations: Revocations;
  #sure: LinkTask | null = null;

  constructor(context: DialogContext, list: RevokingList) {
    this.#context = context;
    this.#list = list;
    this.#revocations = context.revocations ??= new Revocations(context.session, {
      changed: () => this.#changed(),
      revoked: (share) => context.dispatch(new ShareRevokeEvent(share)),
      failed: (error) => {
        context.problem = context.fail(error);
        context.update();
      },
    });
  }

  get #text() {
    return this.#context.texts(linksStrings);
  }

  /** The links that are closed and can still be brought back. */
  get closing(): ReadonlySet<string> {
    return new Set(this.#revocations.batch.map(({ id }) => id));
  }

  closed(): void {
    this.#sure = null;
  }

  revoke(shares: readonly Share[]): void {
    const { formats, resource } = this.#context;
    const [first] = shares;
    if (!first) return;
    if (!offers(resource, 'enabled')) {
      if (shares.length === 1) this.#list.ask(first);
      else this.#askForAll(shares);
      return;
    }
    this.#list.settle();
    void this.#list
      .attempt(() => this.#revocations.begin(shares))
      .then(() => {
        const { length } = this.#revocations.batch;
        if (length === 0) return;
        this.#context.announce(formats.plural(this.#text.revokedCount, length));
        void this.#list.focus('.undo button');
      });
  }

  async revokeNow(shares: readonly Share[]): Promise<void> {
    await Promise.all(shares.map((share) => this.#revocations.revokeNow(share)));
    this.#list.settle();
    this.#context.announce(this.#text.nowRevoked);
  }

  #askForAll(shares: readonly Share[]): void {
    const done = () => {
      this.#sure = null;
      this.#context.update();
    };
    const revoke = async () => {
      await this.revokeNow(shares);
      done();
    };
    this.#sure = new RevokeTask(this.#context, shares.length, revoke, done);
    this.#context.update();
  }

  /** When its time is up the way back goes, and with it the focus: on to the first link that is left. */
  #changed(): void {
    const inside = this.#context.root.querySelector('.undo :focus') !== null;
    this.#context.update();
    if (inside && this.#revocations.batch.length === 0) {
      void this.#list.focus('.toggle:not(:disabled)', '.search input');
    }
  }

  readonly #undo = () => {
    const { formats } = this.#context;
    const { batch } = this.#revocations;
    const [first] = batch;
    void this.#list
      .attempt(() => this.#revocations.undo())
      .then(() => {
        this.#context.announce(formats.plural(this.#text.restored, batch.length));
        if (first) void this.#list.focus(`#link-${first.id} .toggle`);
      });
  };

  readonly #key = (event: KeyboardEvent) => {
    if (!event.repeat) this.#revocations.stir();
    // Still the press that revoked: held down, it would take that back.
    else if (event.key !== 'Tab') event.preventDefault();
  };

  renderUndo(): TemplateResult | typeof nothing {
    const { formats } = this.#context;
    const count = this.#revocations.batch.length;
    if (count === 0) return nothing;
    return html`<div
      class="undo"
      @pointerenter=${() => this.#revocations.hold()}
      @pointerleave=${() => this.#revocations.release()}
      @keydown=${this.#key}
    >
      ${panelIcon('trash')} <span>${formats.plural(this.#text.revokedCount, count)}</span>
      <button type="button" @click=${this.#undo}>${this.#text.undo}</button>
    </div>`;
  }

  /** The question for several links at once, in place of their selection. */
  renderSure(): TemplateResult | null {
    return this.#sure?.render() ?? null;
  }
}
