import { html, nothing, type TemplateResult } from 'lit';
import { GuestpassError } from '../../contract/errors.js';
import type { Share } from '../../contract/share.js';
import { fill } from '../../theme/fill.js';
import { languages, type Language } from '../../theme/language.js';
import { peopleStrings } from '../../theme/strings/owner-people.js';
import { ShareCreateEvent } from '../events.js';
import { icon } from '../icons.js';
import { idempotencyKey } from '../idempotency-key.js';
import { chipStyles } from './chip.styles.js';
import type { DialogContext } from './dialog-context.js';
import { describedBy, field, group, typed } from './fields.js';
import type { Panel } from './panel.js';
import { PassCard } from './pass-card.js';
import { peopleStyles } from './people-panel.styles.js';
import { newPolicyFields, type PolicyFields } from './policy-fields.js';
import { parseRecipients, type Recipient } from './recipients.js';

/** A person in the field, with the key that keeps a repeated try from making a second link. */
interface Invited extends Recipient {
  readonly key: string;
  readonly problem: string;
}

/** How many links are made at once. */
const atOnce = 3;

/** The tab for people who are to get a link each, so that one of them can be revoked alone. */
export class PeoplePanel implements Panel {
  readonly #context: DialogContext;
  readonly #card: PassCard;
  #policy: PolicyFields;
  #invited: readonly Invited[] = [];
  #typed = '';
  #problem = '';
  #outcome = '';
  #busy = false;
  #language: Language;

  constructor(context: DialogContext) {
    this.#context = context;
    this.#card = new PassCard(context);
    this.#language = context.formats.language;
    this.#policy = this.#blank();
    context.adopt(chipStyles);
    context.adopt(peopleStyles);
  }

  closed(): void {
    this.#outcome = '';
    this.#problem = '';
  }

  #blank(): PolicyFields {
    return newPolicyFields(this.#context, 'people', this.#context.defaults);
  }

  get #text() {
    return this.#context.texts(peopleStrings);
  }

  get #sends(): boolean {
    return this.#context.resource.email;
  }

  /** Takes what stands in the field. What is no address stays there. */
  #take(text: string): boolean {
    const words = this.#text;
    this.#problem = '';
    const rest: string[] = [];
    for (const result of parseRecipients(text)) {
      if (!result.ok) {
        rest.push(result.text);
        this.#problem = fill(words.badEmail, { text: result.text });
      } else if (this.#invited.some(({ email }) => email.toLowerCase() === result.recipient.email.toLowerCase())) {
        this.#problem = fill(words.twiceEmail, { text: result.recipient.email });
      } else {
        this.#invited = [...this.#invited, { ...result.recipient, key: idempotencyKey(), problem: '' }];
      }
    }
    this.#typed = rest.join(', ');
    this.#context.update();
    return this.#problem === '';
  }

  readonly #key = (event: KeyboardEvent) => {
    const complete = /@[^@\s]+\.[^@\s]{2,}$/.test(this.#typed.trim());
    if (event.isComposing) return;
    if (event.key === 'Enter' && this.#typed.trim() !== '') {
      event.preventDefault();
      this.#take(this.#typed);
    } else if ([',', ';', ' '].includes(event.key) && complete) {
      event.preventDefault();
      this.#take(this.#typed);
    } else if (event.key === 'Backspace' && this.#typed === '') {
      this.#invited = this.#invited.slice(0, -1);
      this.#context.update();
    }
  };

  readonly #paste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!/[,;\n]|@.*\s.*@/.test(text)) return;
    event.preventDefault();
    this.#take(`${this.#typed} ${text}`);
  };

  #remove(email: string): void {
    this.#invited = this.#invited.filter((other) => other.email !== email);
    this.#context.update();
    this.#focus();
  }

  #focus(): void {
    void this.#context.drawn().then(() => this.#context.root.querySelector<HTMLElement>('#people-email')?.focus());
  }

  readonly #submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (this.#busy) return;
    if (this.#typed.trim() && !this.#take(this.#typed)) return this.#focus();
    if (this.#invited.length === 0) {
      this.#problem = this.#text.needRecipients;
      this.#context.update();
      return this.#focus();
    }
    if (this.#policy.check()) void this.#send();
  };

  /** A few at a time. Who fails stays in the field, to be sent again with the same key; the others go out. */
  async #send(): Promise<void> {
    const { formats } = this.#context;
    const text = this.#text;
    this.#busy = true;
    this.#outcome = '';
    this.#problem = '';
    this.#context.update();
    const waiting = [...this.#invited];
    let made = 0;
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const { email } = next;
        const problem = await this.#invite(next);
        if (problem === '') made++;
        this.#invited = this.#invited.flatMap((one) =>
          one.email !== email ? [one] : problem === '' ? [] : [{ ...one, problem }],
        );
        this.#context.update();
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    this.#busy = false;
    if (made > 0) this.#outcome = formats.plural(this.#sends ? text.sentCount : text.madeCount, made);
    const failed = this.#invited.length;
    if (failed > 0) this.#problem = `${formats.plural(text.failedCount, failed)} ${this.#invited[0]?.problem ?? ''}`;
    else this.#policy = this.#blank();
    this.#context.announce(this.#outcome);
    this.#context.update();
  }

  /** The words for what went wrong; empty when nothing did. */
  async #invite({ email, name, key }: Invited): Promise<string> {
    const { session } = this.#context;
    try {
      const share = await session.create(
        {
          type: 'LINK',
          channel: this.#sends ? 'email' : 'link',
          recipientEmail: email,
          ...(name === null ? {} : { recipientName: name }),
          ...(this.#sends ? { language: this.#language } : {}),
          ...this.#policy.policy(),
        },
        key,
      );
      this.#context.dispatch(new ShareCreateEvent(share));
      return '';
    } catch (error) {
      this.#policy.refuse(error);
      const problem = this.#context.fail(error);
      const issue = error instanceof GuestpassError ? error.issues.find(({ path }) => path === 'recipientEmail') : null;
      return issue?.message ?? problem;
    }
  }

  /** The link of an e-mail that did not arrive stays as it is: somebody may have it. The address goes back into the field. */
  #again({ recipientEmail, recipientName }: Share): void {
    if (recipientEmail) this.#take(recipientName ? `${recipientName} <${recipientEmail}>` : recipientEmail);
    this.#focus();
  }

  render(): TemplateResult {
    const { formats } = this.#context;
    const text = this.#text;
    const count = this.#invited.length + (this.#typed.trim() ? 1 : 0);
    return html`<form novalidate @submit=${this.#submit}>
        ${this.#sends ? nothing : html`<p class="note">${icon('send')} ${text.noEmail}</p>`} ${this.#renderRecipients()}
        ${this.#policy.render(['expiresAt', 'usageLimit', 'live', 'password', 'download'])}
        ${this.#sends ? this.#renderLanguage() : nothing} ${this.#policy.render(['label', 'message'], this.#sends ? ['message'] : [])}
        <div class="row">
          <button class="primary" type="submit" aria-busy=${this.#busy}>
            ${icon(this.#sends ? 'send' : 'link')}
            ${formats.plural(this.#sends ? text.send : text.createLinks, count)}
          </button>
          ${this.#outcome && html`<span class="good">${icon('check')} ${this.#outcome}</span>`}
        </div>
      </form>
      ${this.#renderSent()}`;
  }

  #renderRecipients(): TemplateResult {
    const text = this.#text;
    return group({
      id: 'people',
      label: text.recipients,
      hint: text.recipientsHint,
      problem: this.#problem,
      control: html`<div class="recipients">
        ${this.#invited.map(
          ({ email, name, problem }) => html`<span class="chip ${problem && 'wrong'}" title=${email}>
            ${name ?? email}
            <button
              class="quiet"
              type="button"
              aria-label=${fill(text.remove, { name: name ?? email })}
              ?disabled=${this.#busy}
              @click=${() => this.#remove(email)}
            >
              ${icon('close')}
            </button>
          </span>`,
        )}
        <input
          id="people-email"
          type="text"
          inputmode="email"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          aria-label=${text.recipients}
          aria-describedby=${describedBy('people')}
          aria-invalid=${this.#problem ? 'true' : nothing}
          placeholder=${this.#invited.length === 0 ? text.recipientsPlaceholder : nothing}
          .value=${this.#typed}
          @input=${typed((value) => {
            this.#typed = value;
            this.#problem = '';
            this.#context.update();
          })}
          @keydown=${this.#key}
          @paste=${this.#paste}
        />
      </div>`,
    });
  }

  #renderLanguage(): TemplateResult {
    const { formats } = this.#context;
    const text = this.#text;
    const names = new Intl.DisplayNames(formats.locale, { type: 'language' });
    return field({
      id: 'people-language',
      label: text.emailLanguage,
      control: html`<select
        id="people-language"
        @change=${typed((value) => {
          this.#language = languages.find((language) => language === value) ?? this.#language;
        })}
      >
        ${languages.map(
          (one) => html`<option value=${one} .selected=${one === this.#language}>${names.of(one)}</option>`,
        )}
      </select>`,
    });
  }

  #renderSent(): TemplateResult {
    const { shares } = this.#context;
    const text = this.#text;
    const sent = shares.filter(
      ({ id, recipientEmail, state }) => recipientEmail !== null && state !== 'revoked' && !this.#context.isClosing(id),
    );
    return html`<section class="sent" aria-labelledby="sent-title">
      <h3 id="sent-title">${text.sentTo}</h3>
      ${
        sent.length === 0
          ? html`<p class="muted">${text.nobodyYet}</p>`
          : html`<ul>
            ${sent.map((share) => this.#renderPerson(share))}
          </ul>`
      }
    </section>`;
  }

  #renderPerson(share: Share): TemplateResult {
    const { formats, copier } = this.#context;
    const text = this.#text;
    const name = share.recipientName ?? share.recipientEmail ?? '';
    const opened = share.lastOpenedAt
      ? fill(text.opened, { relative: formats.relative(share.lastOpenedAt) })
      : text.notOpened;
    const status = copier.status(share.id);
    return html`<li>
      <div class="who">
        <strong>${name}</strong> ${share.recipientName ? html`<span class="muted small">${share.recipientEmail}</span>` : nothing}
        <p class="small">
          ${share.delivery ? html`<span class="delivery ${share.delivery}">${text[share.delivery]}</span> · ` : nothing}
          <span class=${share.lastOpenedAt ? 'seen' : 'muted'}>${opened}</span>
        </p>
        ${share.state === 'active' ? nothing : html`<p class="muted small">${this.#context.says(share)}</p>`}
        ${this.#card.renderStatus(share.id)}
      </div>
      <div class="row">
        ${
          share.delivery === 'failed'
            ? html`<button class="quiet" type="button" @click=${() => this.#again(share)}>
              ${icon('send')} ${text.sendAgain}
            </button>`
            : nothing
        }
        ${
          share.url === null
            ? nothing
            : html`<button
              class="quiet"
              type="button"
              aria-label="${text.copyLink}: ${name}"
              @click=${() => this.#card.copy(share.id, share)}
            >
              ${icon(status === 'copied' ? 'check' : 'copy')} ${status === 'copied' ? text.copied : text.copy}
            </button>`
        }
        <button
          class="quiet"
          type="button"
          aria-label="${text.details}: ${name}"
          @click=${() => this.#context.go('links', share.id)}
        >
          ${text.details}
        </button>
      </div>
    </li>`;
  }
}
