import { html, nothing, type TemplateResult } from 'lit';
import type { Resource } from '../../contract/resource.js';
import type { Activity, Share } from '../../contract/share.js';
import { fill } from '../../theme/fill.js';
import { linksStrings } from '../../theme/strings/owner-links.js';
import { onlyLinkStrings } from '../../theme/strings/owner-only-link.js';
import { ShareChangeEvent } from '../events.js';
import { icon } from '../icons.js';
import { activityView } from './activity-view.js';
import type { DialogContext } from './dialog-context.js';
import { choices, group } from './fields.js';
import { changeOf, draftOf } from './policy-draft.js';
import { PolicyFields, type FormOption } from './policy-fields.js';
import { SitesFields } from './sites-fields.js';

/** What is being done with one link, below its row. */
export interface LinkTask {
  render(): TemplateResult;
}

/** Whether an ended link can come back at the same address. */
export function canExtend(share: Share, { changeable }: Resource): boolean {
  if (share.state !== 'expired' && share.state !== 'used_up') return false;
  return share.link === 'own' || (share.state === 'expired' ? changeable.expiresAt : changeable.usageLimit);
}

const dayLength = 86_400_000;

/** What the tasks have in common: one thing at a time, and the words for its failure. */
class Doing {
  readonly context: DialogContext;
  busy = false;
  problem = '';

  constructor(context: DialogContext) {
    this.context = context;
  }

  async run(action: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = '';
    this.context.update();
    try {
      await action();
    } catch (error) {
      this.problem = this.context.fail(error);
    }
    this.busy = false;
    this.context.update();
  }

  get alert(): TemplateResult | typeof nothing {
    return this.problem ? html`<p class="note problem" role="alert">${icon('warn')} ${this.problem}</p>` : nothing;
  }
}

/** Changes a link in place; an ended one comes back to life at the same address. */
export class EditTask implements LinkTask {
  readonly #doing: Doing;
  readonly #share: Share;
  readonly #fields: PolicyFields;
  readonly #sites: SitesFields | null;
  readonly #done: () => void;

  constructor(context: DialogContext, share: Share, done: () => void) {
    this.#doing = new Doing(context);
    this.#share = share;
    this.#done = done;
    const draft = draftOf(share, context.formats.zone);
    this.#fields = new PolicyFields(context, {
      name: 'edit',
      // Somebody who extends a link wants it to end later than it did, not unchanged.
      draft: share.state === 'expired' && canExtend(share, context.resource) ? { ...draft, expiry: 7 * 86_400 } : draft,
      share,
    });
    this.#sites = share.type === 'LINK' ? null : new SitesFields(context, 'edit', share);
  }

  /** What this source can still change once a link is out. */
  get #options(): readonly FormOption[] {
    const { expiresAt, usageLimit } = this.#doing.context.resource.changeable;
    const own = this.#share.link === 'own';
    // A vendor that shows our message got it with the link, and lets nobody change it.
    const can: Partial<Record<FormOption, boolean>> = { expiresAt, usageLimit, message: false };
    const options = ['expiresAt', 'usageLimit', 'live', 'password', 'download', 'label', 'message'] as const;
    return options.filter((one) => own || can[one] !== false);
  }

  readonly #save = (event: SubmitEvent) => {
    event.preventDefault();
    if (!this.#fields.check() || this.#sites?.check() === false) return;
    const { context } = this.#doing;
    void this.#doing.run(async () => {
      const change = { ...changeOf(this.#fields.draft, this.#share, Date.now()), ...this.#sites?.change() };
      try {
        if (Object.keys(change).length > 0) {
          const share = await context.session.change(this.#share.id, change);
          context.dispatch(new ShareChangeEvent(share, 'policy'));
        }
      } catch (error) {
        if (!this.#fields.refuse(error) && !this.#sites?.refuse(error)) throw error;
        return;
      }
      context.announce(context.text.saved);
      this.#done();
    });
  };

  render(): TemplateResult {
    const text = this.#doing.context.texts(linksStrings);
    return html`<form class="task" novalidate @submit=${this.#save}>
      ${this.#sites?.render() ?? nothing}
      ${this.#fields.render(this.#options)} ${this.#doing.alert}
      <div class="row">
        <button class="primary" type="submit" aria-busy=${this.#doing.busy}>${text.save}</button>
        <button class="quiet" type="button" @click=${this.#done}>${text.cancel}</button>
      </div>
    </form>`;
  }
}

/** Shows who opened a link. */
export class ActivityTask implements LinkTask {
  readonly #doing: Doing;
  #activity: Activity | null = null;

  constructor(context: DialogContext, share: Share) {
    this.#doing = new Doing(context);
    void this.#doing.run(async () => {
      this.#activity = await context.session.client.activity(share.id);
    });
  }

  render(): TemplateResult {
    return html`<div class="task" aria-busy=${this.#doing.busy}>
      ${this.#doing.alert}
      ${
        this.#activity
          ? activityView(this.#activity, this.#doing.context)
          : this.#doing.busy
            ? html`<span class="waiting"></span><span class="waiting"></span>`
            : nothing
      }
    </div>`;
  }
}

const graces = [0, 3600, 86_400, 604_800] as const;

/** Gives a link a new address, after telling who will notice. */
export class RotateTask implements LinkTask {
  readonly #doing: Doing;
  readonly #share: Share;
  readonly #done: () => void;
  #activity: Activity | null = null;
  #grace: (typeof graces)[number] = 0;

  constructor(context: DialogContext, share: Share, done: () => void) {
    this.#doing = new Doing(context);
    this.#share = share;
    this.#done = done;
    void this.#load();
  }

  async #load(): Promise<void> {
    // Nice to know, and no reason to stop somebody from rotating when it cannot be had.
    this.#activity = await this.#doing.context.session.client.activity(this.#share.id).catch(() => null);
    this.#doing.context.update();
  }

  readonly #rotate = () =>
    this.#doing.run(async () => {
      const { context } = this.#doing;
      const share = await context.session.rotate(this.#share.id, this.#grace);
      context.announce(context.texts(onlyLinkStrings).nowRotated);
      context.dispatch(new ShareChangeEvent(share, 'rotate'));
      this.#done();
    });

  render(): TemplateResult {
    const text = this.#doing.context.texts(linksStrings);
    const names = [text.graceNone, text.graceHour, text.graceDay, text.graceWeek];
    return html`<div class="task">
      <h3>${text.rotateTitle}</h3>
      <p class="muted">${text.rotateHint}</p>
      ${this.#renderLately()}
      ${group({
        id: 'grace',
        label: text.grace,
        control: choices(
          'grace',
          graces.map((value, index) => ({ value, label: names[index] ?? '' })),
          this.#grace,
          (value) => {
            this.#grace = value;
            this.#doing.context.update();
          },
        ),
      })}
      ${this.#doing.alert}
      <div class="row">
        <button class="primary" type="button" aria-busy=${this.#doing.busy} @click=${this.#rotate}>
          ${icon('rotate')} ${text.rotateNow}
        </button>
        <button class="quiet" type="button" @click=${this.#done}>${text.cancel}</button>
      </div>
    </div>`;
  }

  #renderLately(): TemplateResult | typeof nothing {
    const { formats } = this.#doing.context;
    const text = this.#doing.context.texts(linksStrings);
    if (!this.#activity) return nothing;
    const since = Date.now() - dayLength;
    const lately = this.#activity.recent.filter((visit) => visit.visitor !== 'owner' && Date.parse(visit.at) > since);
    const sites = this.#activity.sites.filter((site) => Date.parse(site.lastAt) > since).map((site) => site.origin);
    return html`<p class="note ${lately.length > 0 ? 'warn' : ''}">
      ${icon('clock')}
      <span>
        ${formats.plural(text.usedLately, lately.length)}
        ${sites.length > 0 ? fill(text.usedLatelyOn, { sites: formats.list(sites) }) : nothing}
      </span>
    </p>`;
  }
}

/** Asks before it revokes: for sources that cannot pause, and so cannot undo. */
export class RevokeTask implements LinkTask {
  readonly #doing: Doing;
  readonly #count: number;
  readonly #revoke: () => Promise<void>;
  readonly #done: () => void;

  constructor(context: DialogContext, count: number, revoke: () => Promise<void>, done: () => void) {
    this.#doing = new Doing(context);
    this.#count = count;
    this.#revoke = revoke;
    this.#done = done;
  }

  render(): TemplateResult {
    const { formats } = this.#doing.context;
    const text = this.#doing.context.texts(linksStrings);
    return html`<div class="task" role="alert">
      <p class="note warn">${icon('warn')} ${formats.plural(text.revokeSure, this.#count)}</p>
      ${this.#doing.alert}
      <div class="row">
        <button class="danger primary" type="button" aria-busy=${this.#doing.busy} @click=${() => this.#doing.run(this.#revoke)}>
          ${text.revokeNow}
        </button>
        <button class="quiet" type="button" @click=${this.#done}>${text.cancel}</button>
      </div>
    </div>`;
  }
}
