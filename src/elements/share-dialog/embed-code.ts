import { html, nothing, type TemplateResult } from 'lit';
import type { EmbedVersion } from '../../client/owner-client.js';
import type { Share } from '../../contract/share.js';
import { fill } from '../../theme/fill.js';
import { copyKeys } from '../controllers/copy.js';
import { ShareCopyEvent } from '../events.js';
import { embedStrings } from '../../theme/strings/owner-embed.js';
import { icon } from '../icons.js';
import { panelIcon } from '../panel-icons.js';
import type { DialogContext } from './dialog-context.js';
import { choices, typed } from './fields.js';
import { policyLines, sizes, snippet, snippetsFor, type SnippetName } from './snippets.js';

/** The code that a page needs to show one embed, in four forms, with what its policy must allow. */
export class EmbedCode {
  readonly #context: DialogContext;
  #name: SnippetName = 'script';
  #size: readonly [width: number, height: number];
  #version: EmbedVersion | null = null;

  constructor(context: DialogContext) {
    this.#context = context;
    this.#size = sizes[context.resource.view];
    void this.#load();
  }

  get #text() {
    return this.#context.texts(embedStrings);
  }

  async #load(): Promise<void> {
    this.#version = await this.#context.session.client.embedVersion().catch(() => null);
    this.#context.update();
  }

  #resize(index: 0 | 1, text: string): void {
    const length = Number(text);
    if (!(length >= 80 && length <= 4000)) return;
    this.#size = index === 0 ? [length, this.#size[1]] : [this.#size[0], length];
    this.#context.update();
  }

  async #copy(what: SnippetName | 'csp', text: string, share: Share): Promise<void> {
    const { copier, root } = this.#context;
    const words = this.#text;
    const field = () => root.querySelector<HTMLTextAreaElement>(`#code-${what === 'csp' ? 'csp' : 'snippet'}`);
    const copied = await copier.copy(`code ${what}`, text, field);
    this.#context.announce(copied ? words.copied : fill(words.copySelected, { keys: copyKeys() }));
    if (copied) this.#context.dispatch(new ShareCopyEvent(share, what));
  }

  render(share: Share, token: string): TemplateResult {
    const { session, resource } = this.#context;
    const text = this.#text;
    const names = snippetsFor(share.type);
    const name = names.includes(this.#name) ? this.#name : 'script';
    const [width, height] = this.#size;
    const { server } = session.client;
    const code = snippet(name, {
      server,
      token,
      type: share.type,
      view: resource.view,
      title: resource.title,
      width,
      height,
      version: this.#version,
    });
    const notes = {
      script: text.scriptNote,
      iframe: text.iframeNote,
      element: text.elementNote,
      react: text.reactNote,
    };
    const labels = { script: text.script, iframe: text.iframe, element: text.element, react: text.react };
    return html`<section class="code" aria-labelledby="code-title">
      <div class="row">
        <h3 id="code-title">${text.code}</h3>
        ${
          names.length > 1
            ? choices(
                'snippet',
                names.map((value) => ({ value, label: labels[value] })),
                name,
                (value) => {
                  this.#name = value;
                  this.#context.update();
                },
              )
            : nothing
        }
      </div>
      <p class="note small ${name === 'iframe' ? 'warn' : ''}">
        ${icon(name === 'iframe' ? 'warn' : 'check')}
        <span>${share.type === 'ORB_EMBED' ? text.orbNoIframe : notes[name]}</span>
      </p>
      ${share.type === 'ORB_EMBED' || name === 'element' || name === 'react' ? nothing : this.#renderSize()}
      ${this.#renderBlock(name, code, text.copyCode, share)}
      <details class="more">
        <summary>${panelIcon('down')} ${text.csp}</summary>
        <p class="muted small">${text.cspNote}</p>
        ${this.#renderBlock('csp', policyLines(name, server), text.copyCsp, share)}
      </details>
    </section>`;
  }

  #renderSize(): TemplateResult {
    const text = this.#text;
    const side = (index: 0 | 1, label: string) =>
      html`<label class="side">
        <span class="muted small">${label}</span>
        <input
          type="number"
          min="80"
          max="4000"
          step="10"
          .value=${String(this.#size[index])}
          @input=${typed((value) => this.#resize(index, value))}
        />
      </label>`;
    return html`<div class="row">${side(0, text.width)} ${side(1, text.height)}</div>`;
  }

  #renderBlock(what: SnippetName | 'csp', code: string, label: string, share: Share): TemplateResult {
    const { copier } = this.#context;
    const text = this.#text;
    const status = copier.status(`code ${what}`);
    return html`<div class="block">
      <textarea
        class="mono"
        id="code-${what === 'csp' ? 'csp' : 'snippet'}"
        readonly
        dir="ltr"
        spellcheck="false"
        rows=${code.split('\n').length}
        aria-label=${what === 'csp' ? text.csp : text.code}
        .value=${code}
      ></textarea>
      <button class=${what === 'csp' ? '' : 'primary'} type="button" @click=${() => this.#copy(what, code, share)}>
        ${icon(status === 'copied' ? 'check' : 'copy')} ${status === 'copied' ? text.copied : label}
      </button>
      ${status === 'selected' ? html`<p class="small">${fill(text.copySelected, { keys: copyKeys() })}</p>` : nothing}
    </div>`;
  }
}
