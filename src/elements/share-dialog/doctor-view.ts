import { html, nothing, type TemplateResult } from 'lit';
import type { DoctorReport } from '../../client/owner-client.js';
import { parseOriginPattern } from '../../contract/origins.js';
import type { Share } from '../../contract/share.js';
import { fill } from '../../theme/fill.js';
import { embedStrings } from '../../theme/strings/owner-embed.js';
import { sitesStrings } from '../../theme/strings/owner-sites.js';
import { icon } from '../icons.js';
import { panelIcon } from '../panel-icons.js';
import type { DialogContext } from './dialog-context.js';
import { typed } from './fields.js';

/** Tests an embed for a given site and names the layer that blocks it. Not there when the server has no doctor. */
export class DoctorView {
  readonly #context: DialogContext;
  #site: string | null = null;
  #report: (DoctorReport & { readonly site: string }) | null = null;
  #busy = false;
  #absent = false;
  #problem = '';

  constructor(context: DialogContext) {
    this.#context = context;
  }

  get #text() {
    return { ...this.#context.texts(sitesStrings), ...this.#context.texts(embedStrings) };
  }

  /** Another share: what was found says nothing of it. */
  reset(): void {
    this.#site = null;
    this.#report = null;
    this.#problem = '';
  }

  async #run(share: Share, site: string): Promise<void> {
    const { session } = this.#context;
    const text = this.#text;
    const origin = URL.canParse(site) ? new URL(site).origin : site;
    const parsed = parseOriginPattern(origin);
    this.#report = null;
    this.#problem = parsed.ok ? '' : text[`origin_${parsed.problem}`];
    this.#busy = parsed.ok;
    this.#context.update();
    if (!parsed.ok) return;
    try {
      const report = await session.client.doctor(share.id, site);
      this.#absent = report === null;
      this.#report = report && { ...report, site: origin };
      if (report) {
        this.#context.announce(fill(report.shows ? text.doctorShows : text.doctorFails, { site: origin }));
      }
    } catch (error) {
      this.#problem = this.#context.fail(error);
    }
    this.#busy = false;
    this.#context.update();
  }

  render(share: Share): TemplateResult | typeof nothing {
    if (this.#absent) return nothing;
    const text = this.#text;
    const first = share.allowedOrigins.find((site) => !site.includes('*')) ?? '';
    const site = this.#site ?? first;
    return html`<details class="more doctor">
      <summary>${panelIcon('down')} ${text.doctor}</summary>
      <form
        class="beside"
        novalidate
        @submit=${(event: SubmitEvent) => {
          event.preventDefault();
          void this.#run(share, site.trim());
        }}
      >
        <input
          type="text"
          inputmode="url"
          autocomplete="off"
          spellcheck="false"
          aria-label=${text.doctorSite}
          placeholder=${text.sitePlaceholder}
          .value=${site}
          @input=${typed((value) => {
            this.#site = value;
            this.#context.update();
          })}
        />
        <button type="submit" aria-busy=${this.#busy}>${text.doctorRun}</button>
      </form>
      ${this.#problem && html`<p class="problem small" role="alert">${icon('warn')} ${this.#problem}</p>`}
      ${this.#report ? this.#renderReport(this.#report) : nothing}
    </details>`;
  }

  #renderReport(report: DoctorReport & { readonly site: string }): TemplateResult {
    const text = this.#text;
    return html`<p class=${report.shows ? 'good' : 'problem'}>
        ${icon(report.shows ? 'check' : 'warn')}
        <strong>${fill(report.shows ? text.doctorShows : text.doctorFails, { site: report.site })}</strong>
      </p>
      <ul class="findings">
        ${report.findings.map(
          (finding) => html`<li class=${verdicts[`${finding.ok}`].look}>
            ${icon(verdicts[`${finding.ok}`].icon)}
            <span>
              <span class="aside">${text[verdicts[`${finding.ok}`].word]}</span> ${finding.sentence}
              ${finding.fix ? html`<br /><span class="muted">${finding.fix}</span>` : nothing}
            </span>
          </li>`,
        )}
      </ul>`;
  }
}

/** What is only guessed is told apart from what blocks. */
const verdicts = {
  true: { look: 'good', icon: 'check', word: 'passes' },
  false: { look: 'problem', icon: 'close', word: 'blocks' },
  null: { look: 'unsure', icon: 'warn', word: 'unsure' },
} as const;
