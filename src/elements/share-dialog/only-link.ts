import { html, nothing, type TemplateResult } from 'lit';
import type { Share } from '../../contract/share.js';
import { onlyLinkStrings } from '../../theme/strings/owner-only-link.js';
import { ShareChangeEvent } from '../events.js';
import { icon } from '../icons.js';
import type { DialogContext } from './dialog-context.js';

/** The one link that a source has at a time: another can only take its place, which is asked for twice. */
export class OnlyLink {
  readonly #context: DialogContext;
  #sure = false;
  #busy = false;
  #problem = '';

  constructor(context: DialogContext) {
    this.#context = context;
  }

  get #text() {
    return this.#context.texts(onlyLinkStrings);
  }

  async #replace(share: Share): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#problem = '';
    this.#context.update();
    try {
      const next = await this.#context.session.rotate(share.id, 0);
      this.#sure = false;
      this.#context.announce(this.#text.nowRotated);
      this.#context.dispatch(new ShareChangeEvent(next, 'rotate'));
    } catch (error) {
      this.#problem = this.#context.fail(error);
    }
    this.#busy = false;
    this.#context.update();
  }

  #ask(sure: boolean): void {
    this.#sure = sure;
    this.#problem = '';
    this.#context.update();
  }

  render(share: Share): TemplateResult {
    const text = this.#text;
    if (!this.#sure) {
      return html`<p class="muted">${text.oneLinkOnly}</p>
        <p>
          <button type="button" @click=${() => this.#ask(true)}>${icon('rotate')} ${text.regenerate}</button>
        </p>`;
    }
    return html`<div class="note warn" role="alert">${icon('warn')} ${text.regenerateWarning}</div>
      ${this.#problem ? html`<p class="note problem" role="alert">${icon('warn')} ${this.#problem}</p>` : nothing}
      <div class="row">
        <button class="danger primary" type="button" aria-busy=${this.#busy} @click=${() => this.#replace(share)}>
          ${text.regenerateNow}
        </button>
        <button class="quiet" type="button" @click=${() => this.#ask(false)}>${text.cancel}</button>
      </div>`;
  }
}
