import { html, type TemplateResult } from 'lit';
import { isOriginAllowed } from '../../contract/origins.js';
import type { Share, ShareType } from '../../contract/share.js';
import { embedStrings } from '../../theme/strings/owner-embed.js';
import { icon } from '../icons.js';
import type { DialogContext } from './dialog-context.js';
import { allowFor } from './snippets.js';

/**
 * How an embed will look: the frame itself where this very page may embed it, else a sketch that says why. The frame is
 * opened as a preview, so it counts nothing.
 */
export class EmbedPreview {
  readonly #context: DialogContext;
  #shown: { readonly id: string; readonly token: string; readonly address: string } | null = null;
  #asked = '';

  constructor(context: DialogContext) {
    this.#context = context;
  }

  get #text() {
    return this.#context.texts(embedStrings);
  }

  closed(): void {
    this.#shown = null;
    this.#asked = '';
  }

  /** `share` is null while there is only a draft. */
  render(type: ShareType, share: Share | null, watermark: boolean): TemplateResult {
    const text = this.#text;
    if (share && share.token !== null && share.state === 'active' && this.#mayShow(share)) {
      void this.#load(share, share.token);
      if (this.#shown?.id === share.id && this.#shown.token === share.token) return this.#frame(this.#shown.address);
    }
    const reason = share === null ? text.previewDraft : this.#mayShow(share) ? '' : text.previewHere;
    return html`<figure class="preview">
      ${sketch(type, this.#context, watermark)}
      <figcaption class="muted small">${reason}</figcaption>
    </figure>`;
  }

  #mayShow(share: Share): boolean {
    return share.allowAllOrigins || isOriginAllowed(share.allowedOrigins, location.origin);
  }

  #frame(address: string): TemplateResult {
    const { resource } = this.#context;
    const text = this.#text;
    return html`<figure class="preview">
      <iframe src=${address} title="${text.livePreview}: ${resource.title}" allow=${allowFor(resource.view)}></iframe>
    </figure>`;
  }

  async #load({ id }: Share, token: string): Promise<void> {
    if (this.#asked === id + token) return;
    this.#asked = id + token;
    const { session } = this.#context;
    // The sketch stays when there is no preview: nothing is lost that would be worth a message.
    const preview = await session.client.preview(id).catch(() => null);
    if (!preview) return;
    this.#shown = { id, token, address: `${session.client.server}/embed/${token}${new URL(preview.url).hash}` };
    this.#context.update();
  }
}

function sketch(type: ShareType, { resource, text }: DialogContext, watermark: boolean): TemplateResult {
  return html`<div class="sketch ${type === 'ORB_EMBED' ? 'orb' : 'player'}" aria-hidden="true">
    <div class="bar"><i></i><i></i><i></i></div>
    <div class="page">
      <i class="line"></i><i class="line"></i>
      <div class="thing">
        ${icon(resource.view)}${watermark && type !== 'ORB_EMBED' ? html`<small>${text.share}</small>` : ''}
      </div>
      <i class="line"></i><i class="line short"></i>
    </div>
  </div>`;
}
