import { html, nothing, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Share } from '../../contract/share.js';
import { fill } from '../../theme/fill.js';
import { copyKeys } from '../controllers/copy.js';
import { ShareCopyEvent } from '../events.js';
import { icon } from '../icons.js';
import { linkSentence, type Allowance } from '../link-sentence.js';
import { offers } from '../quick-link.js';
import type { DialogContext } from './dialog-context.js';
import { previewAsGuest } from './preview.js';

/** A link as a pass: what it allows above the perforation, its address below. */
export class PassCard {
  readonly #context: DialogContext;
  #qr: { readonly of: string; readonly drawing: SVGTemplateResult } | null = null;
  #problem = '';

  constructor(context: DialogContext) {
    this.#context = context;
  }

  /** A link that is not made yet: what it will allow, and the button that makes it. */
  renderDraft(allowance: Allowance, action: TemplateResult): TemplateResult {
    return html`<div class="pass">
      <p class="says">${linkSentence(allowance, this.#context.text, this.#context.formats)}</p>
      <div class="stub">${action}</div>
    </div>`;
  }

  render(share: Share, heading: string): TemplateResult {
    const { text, formats, copier } = this.#context;
    const status = copier.status(share.id);
    return html`<div class="pass">
      <div class="says">
        <h3>${heading}</h3>
        <p>${this.#context.says(share)}</p>
        ${
          share.graceUntil && Date.parse(share.graceUntil) > Date.now()
            ? html`<p class="muted small">${fill(text.graceUntil, { date: formats.moment(share.graceUntil) })}</p>`
            : nothing
        }
      </div>
      <div class="stub">
        ${
          share.url === null
            ? html`<p class="muted">${text.linkUnreadable}</p>`
            : html`<input class="address" readonly id="pass-address" aria-label=${text.linkAddress} .value=${share.url} />
              <button
                class="primary"
                type="button"
                data-first
                aria-busy=${status === 'busy'}
                @click=${() => this.copy(share.id, share)}
              >
                ${icon(status === 'copied' ? 'check' : 'copy')} ${status === 'copied' ? text.copied : text.copyLink}
              </button>`
        }
      </div>
      ${this.renderStatus(share.id)}
      <div class="actions">
        ${share.url === null ? nothing : this.#renderWays(share.url)}
        ${
          share.link === 'own'
            ? html`<button class="quiet" type="button" title=${text.previewHint} @click=${() => this.#preview(share)}>
              ${icon('eye')} ${text.preview}
            </button>`
            : nothing
        }
        ${
          offers(this.#context.resource, 'severalLinks')
            ? html`<button class="quiet" type="button" @click=${() => this.#context.go('links', share.id, 'edit')}>
              ${icon('edit')} ${text.editLink}
            </button>`
            : nothing
        }
      </div>
      ${this.#qr?.of === share.url ? this.#qr?.drawing : nothing}
    </div>`;
  }

  /** What became of the last copying, and of the other buttons. */
  renderStatus(key: string): TemplateResult {
    const { text, copier } = this.#context;
    const status = copier.status(key);
    return html`${
      status === 'selected'
        ? html`<p class="small note warn" role="status">${icon('warn')} ${fill(text.copySelected, { keys: copyKeys() })}</p>`
        : nothing
    }
    ${this.#problem && html`<p class="note problem" role="alert">${icon('warn')} ${this.#problem}</p>`}`;
  }

  /** Copies in the click that asks for it, a link that is there or one that is still being made. */
  async copy(key: string, link: Share | Promise<Share>): Promise<void> {
    const { copier, text } = this.#context;
    this.#problem = '';
    const share = Promise.resolve(link);
    const address = share.then(async ({ url }) => {
      await this.#context.drawn();
      return url ?? '';
    });
    try {
      const field = () => this.#context.root.querySelector<HTMLInputElement>('#pass-address');
      const copied = await copier.copy(key, address, field);
      this.#context.announce(copied ? text.copied : fill(text.copySelected, { keys: copyKeys() }));
      this.#context.dispatch(new ShareCopyEvent(await share, 'link'));
    } catch (error) {
      this.#tell(error);
    }
  }

  #tell(error: unknown): void {
    this.#problem = this.#context.fail(error);
    this.#context.update();
  }

  #renderWays(url: string): TemplateResult {
    const { text } = this.#context;
    const shown = this.#qr?.of === url;
    return html`<button class="quiet" type="button" aria-expanded=${shown} @click=${() => this.#toggleQr(url)}>
        ${icon('qr')} ${text.qrCode}
      </button>
      ${
        'share' in navigator
          ? html`<button class="quiet" type="button" @click=${() => this.#send(url)}>${icon('send')} ${text.sendWith}</button>`
          : nothing
      }`;
  }

  async #toggleQr(url: string): Promise<void> {
    try {
      const shown = this.#qr?.of === url;
      const { qrCode } = await import('../qr-code.js');
      this.#qr = shown ? null : { of: url, drawing: await qrCode(url, this.#context.text.qrLabel) };
      this.#context.update();
    } catch (error) {
      this.#tell(error);
    }
  }

  async #send(url: string): Promise<void> {
    try {
      await navigator.share({ title: this.#context.resource.title, url });
    } catch (error) {
      // Closing the device's own sheet is no failure.
      if (!(error instanceof DOMException && error.name === 'AbortError')) this.#tell(error);
    }
  }

  async #preview(share: Share): Promise<void> {
    try {
      await previewAsGuest(this.#context.session, share.id);
    } catch (error) {
      this.#tell(error);
    }
  }
}
