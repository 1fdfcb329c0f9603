import { html, type TemplateResult } from 'lit';
import { isOriginAllowed } from '../../contract/origins.js';
import type { Resource } from '../../contract/resource.js';
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

  render(share: Share): TemplateResult {
    const { resource } = this.#context;
    const may = share.allowAllOrigins || isOriginAllowed(share.allowedOrigins, location.origin);
    if (may && share.token !== null && share.state === 'active') {
      void this.#load(share, share.token);
      if (this.#shown?.id === share.id && this.#shown.token === share.token) return this.#frame(this.#shown.address);
    }
    return html`<figure class="preview">
      ${sketch(share.type, resource.view)}
      <figcaption class="muted small">${may ? '' : this.#text.previewHere}</figcaption>
    </figure>`;
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

/** A page with an embed in it, as a drawing. */
export function sketch(type: ShareType, view: Resource['view']): TemplateResult {
  return html`<span class="sketch ${type === 'ORB_EMBED' ? 'orb' : ''}" aria-hidden="true">
    <i></i>
    <span class="thing">${icon(view)}</span>
    <i></i><i class="short"></i>
  </span>`;
}
