import { html, type TemplateResult } from 'lit';
import type { ViewOf } from '../../contract/view.js';
import { fill } from '../../theme/language.js';
import type { PersonaStrings } from '../../theme/strings/persona.js';

/** What the guest sees while no conversation is on. */
export type Face =
  | { readonly kind: 'idle' }
  | { readonly kind: 'waiting'; readonly text: string }
  | ({ readonly kind: 'problem' } & Explanation)
  | { readonly kind: 'ended'; readonly text: string };

/** Why there is no conversation, and what the guest can do. */
export interface Explanation {
  readonly text: string;
  /** Told to the page around. */
  readonly code: string;
  readonly retry: boolean;
  /** The microphone is what is missing: one can type. */
  readonly typing: boolean;
  /** A page around is in the way: a tab of its own helps. */
  readonly newTab: boolean;
}

export interface CardActs {
  begin(): void;
  beginTyping(): void;
  cancel(): void;
  /** A picture cannot be shown. */
  lost(picture: 'poster' | 'idle'): void;
}

type View = ViewOf<'persona'>;

/** The persona at rest: her idle video, her poster, or her initials. `poster` and `idle` are addresses, or empty. */
export function portrait(view: View, poster: string, idle: string, acts: CardActs): TemplateResult {
  const still = poster
    ? html`<img src=${poster} alt="" @error=${() => acts.lost('poster')} />`
    : html`<span class="initials">${initials(view.name)}</span>`;
  const moving = () =>
    html`<video
      src=${idle}
      poster=${poster}
      .muted=${true}
      loop
      autoplay
      playsinline
      tabindex="-1"
      @error=${() => acts.lost('idle')}
    ></video>`;
  return html`<div class="portrait" aria-hidden="true">${idle ? moving() : still}</div>`;
}

/** Who she is, and what can be done before or after a conversation. */
export function card(view: View, face: Face, minutes: string, strings: PersonaStrings, acts: CardActs): TemplateResult {
  const say = (text: string, kind = 'note') => html`<p class=${kind} tabindex="-1">${fill(text, { minutes })}</p>`;
  const button = (text: string, act: () => void, kind = 'main') =>
    html`<button class=${kind} type="button" @click=${act}>${text}</button>`;
  const rest = (): unknown => {
    switch (face.kind) {
      case 'waiting':
        return [say(face.text, 'note wait'), button(strings.cancel, acts.cancel, 'quiet')];
      case 'problem':
        return [
          say(face.text),
          face.retry ? button(strings.again, acts.begin) : '',
          face.typing ? button(strings.typing, acts.beginTyping, face.retry ? 'quiet' : 'main') : '',
          face.newTab ? html`<a class="quiet button" href="" target="_blank" rel="noopener">${strings.newTab}</a>` : '',
        ];
      case 'ended':
        return [say(face.text), button(strings.anew, acts.begin)];
      default:
        return view.live
          ? [button(strings.start, acts.begin), say(minutes ? strings.upTo : strings.asks)]
          : say(strings.unavailable);
    }
  };
  return html`<div class="card">
    <h2>${view.name}</h2>
    ${view.description ? html`<p class="about">${view.description}</p>` : ''}
    <div class="acts">${rest()}</div>
  </div>`;
}

const initials = (name: string): string =>
  name
    .trim()
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
