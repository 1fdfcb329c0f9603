import { html, nothing, type TemplateResult } from 'lit';
import { GuestpassError } from '../../contract/errors.js';
import { parseOriginPattern } from '../../contract/origins.js';
import type { ChangeShare, Share } from '../../contract/share.js';
import { fill } from '../../theme/fill.js';
import { formStrings } from '../../theme/strings/owner-form.js';
import { sitesStrings } from '../../theme/strings/owner-sites.js';
import { icon } from '../icons.js';
import { offers } from '../quick-link.js';
import type { DialogContext } from './dialog-context.js';
import { enforced } from './enforcement.js';
import { describedBy, field, group, switchControl, typed } from './fields.js';

export interface SitesDraft {
  readonly sites: readonly string[];
  readonly allowAll: boolean;
  readonly removeWatermark: boolean;
}

/** Where an embed may appear: sites as chips, checked while they are typed, and the switch that lets everybody in. */
export class SitesFields {
  readonly #context: DialogContext;
  readonly #name: string;
  readonly #share: Share | null;
  #draft: SitesDraft;
  #typed = '';
  #problem = '';
  #said = '';

  constructor(context: DialogContext, name: string, share: Share | null) {
    this.#context = context;
    this.#name = name;
    this.#share = share;
    this.#draft = {
      sites: share?.allowedOrigins ?? [],
      allowAll: share?.allowAllOrigins ?? false,
      removeWatermark: share?.removeWatermark ?? false,
    };
  }

  get #text() {
    return this.#context.texts(sitesStrings);
  }

  get draft(): SitesDraft {
    return this.#draft;
  }

  /** Takes what stands in the field too. False when nobody would be allowed, or what stands there is no site. */
  check(): boolean {
    if (this.#typed.trim() && !this.#add()) return this.#focus();
    if (this.#draft.allowAll || this.#draft.sites.length > 0) return true;
    this.#problem = this.#text.needSite;
    return this.#focus();
  }

  refuse(error: unknown): boolean {
    const issues = error instanceof GuestpassError ? error.issues : [];
    const issue = issues.find(({ path }) => path.startsWith('allowedOrigins'));
    if (!issue) return false;
    this.#problem = issue.message;
    this.#focus();
    return true;
  }

  /** What differs from the share as it is; for a new one, all of it. */
  change(): Pick<ChangeShare, 'allowedOrigins' | 'allowAllOrigins' | 'removeWatermark'> {
    const { sites, allowAll, removeWatermark } = this.#draft;
    const share = this.#share;
    return {
      ...(share?.allowedOrigins.join() === sites.join() ? {} : { allowedOrigins: [...sites] }),
      ...(share?.allowAllOrigins === allowAll ? {} : { allowAllOrigins: allowAll }),
      ...(share?.removeWatermark === removeWatermark || !offers(this.#context.resource, 'removeWatermark')
        ? {}
        : { removeWatermark }),
    };
  }

  #focus(): false {
    void this.#context
      .drawn()
      .then(() => this.#context.root.querySelector<HTMLElement>(`#${this.#name}-site`)?.focus());
    return false;
  }

  #set(change: Partial<SitesDraft>): void {
    this.#draft = { ...this.#draft, ...change };
    this.#problem = '';
    this.#context.update();
  }

  #type(text: string): void {
    this.#typed = text;
    this.#said = '';
    this.#problem = mayBecomeRight(text.trim()) ? '' : this.#reason(text);
    this.#context.update();
  }

  #reason(text: string): string {
    const result = parseOriginPattern(text);
    return result.ok ? '' : this.#text[`origin_${result.problem}`];
  }

  #add(): boolean {
    const text = this.#text;
    const written = this.#typed.trim();
    const result = parseOriginPattern(written);
    this.#said = '';
    if (!result.ok) {
      this.#problem = this.#reason(written);
    } else if (this.#draft.sites.includes(result.pattern.canonical)) {
      this.#problem = fill(text.siteTwice, { site: result.pattern.canonical });
    } else {
      this.#typed = '';
      this.#set({ sites: [...this.#draft.sites, result.pattern.canonical] });
      this.#said = fill(text.storedAs, { site: result.pattern.canonical });
      this.#context.announce(this.#said);
      return true;
    }
    this.#context.update();
    return false;
  }

  readonly #key = (event: KeyboardEvent) => {
    const last = this.#draft.sites.at(-1);
    if (event.key === 'Enter' || (event.key === ',' && this.#typed)) {
      event.preventDefault();
      this.#add();
    } else if (event.key === 'Backspace' && this.#typed === '' && last !== undefined) {
      this.#remove(last);
    }
  };

  /** A list of sites that was pasted becomes several chips; what is none of them stays in the field. */
  readonly #paste = (event: ClipboardEvent) => {
    const parts = (event.clipboardData?.getData('text/plain') ?? '').split(/[\s,;]+/).filter(Boolean);
    if (parts.length < 2) return;
    event.preventDefault();
    const rest = parts.filter((part) => {
      this.#typed = part;
      return !this.#add();
    });
    this.#type(rest.join(' '));
  };

  #remove(site: string): void {
    this.#set({ sites: this.#draft.sites.filter((other) => other !== site) });
    this.#said = '';
    this.#focus();
  }

  render(): TemplateResult {
    const { resource } = this.#context;
    const text = { ...this.#context.texts(formStrings), ...this.#text };
    const { sites, allowAll, removeWatermark } = this.#draft;
    const id = `${this.#name}-sites`;
    const chips = html`<div class="chips">
        ${sites.map(
          (site) => html`<span class="chip mono">
            ${site}
            <button class="quiet" type="button" aria-label=${fill(text.remove, { name: site })} @click=${() => this.#remove(site)}>
              ${icon('close')}
            </button>
          </span>`,
        )}
      </div>
      <div class="beside">
        <input
          id="${this.#name}-site"
          type="text"
          inputmode="url"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          placeholder=${text.sitePlaceholder}
          aria-label=${text.sites}
          aria-describedby=${describedBy(id)}
          aria-invalid=${this.#problem ? 'true' : nothing}
          .value=${this.#typed}
          @input=${typed((value) => this.#type(value))}
          @keydown=${this.#key}
          @paste=${this.#paste}
        />
        <button type="button" @click=${() => this.#add()}>${text.add}</button>
      </div>`;
    const all = `${this.#name}-all`;
    return html`${
      allowAll
        ? nothing
        : group({
            id,
            label: html`${text.sites} ${enforced('allowedOrigins', resource, text)}`,
            hint: this.#said || text.sitesHint,
            problem: this.#problem,
            control: chips,
          })
    }
    ${field({
      id: all,
      label: text.allowAll,
      hint: allowAll ? html`<span class="risk">${icon('warn')} ${text.allowAllRisk}</span>` : undefined,
      control: switchControl({ id: all, on: allowAll, changed: (on) => this.#set({ allowAll: on }) }),
    })}
    ${
      offers(resource, 'removeWatermark')
        ? field({
            id: `${this.#name}-watermark`,
            label: html`${text.removeWatermark} ${enforced('removeWatermark', resource, text)}`,
            control: switchControl({
              id: `${this.#name}-watermark`,
              on: removeWatermark,
              changed: (on) => this.#set({ removeWatermark: on }),
            }),
          })
        : nothing
    }`;
  }
}

/** While somebody is still writing, only what more writing cannot put right is worth a word. */
function mayBecomeRight(text: string): boolean {
  const result = parseOriginPattern(text);
  if (result.ok || result.problem === 'empty') return true;
  return /^h(t(t(p(s?(:(\/(\/(\*\.?)?)?)?)?)?)?)?)?$/i.test(text) || /^https?:\/\/[^/:]+:$/i.test(text);
}
