import type { ViewOf } from '../../contract/view.js';
import { fill } from '../../theme/fill.js';
import type { PersonaStrings } from '../../theme/strings/persona.js';
import { button, element } from '../surface.js';

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
}

type View = ViewOf<'persona'>;

/** The persona at rest: her idle video, else her poster, else her initials. `poster` and `idle` are addresses, or empty. */
export function portrait({ name }: View, poster: string, idle: string): HTMLElement {
  const frame = element('div', { class: 'portrait', 'aria-hidden': 'true' });
  const initials = (): void => {
    const words = name.trim().split(/\s+/).slice(0, 2);
    const letters = words.map((word) => [...word][0] ?? '').join('');
    frame.replaceChildren(element('span', { class: 'initials' }, letters.toUpperCase()));
  };
  const still = (): void => {
    if (!poster) return initials();
    const image = element('img', { src: poster, alt: '' });
    image.onerror = initials;
    frame.replaceChildren(image);
  };
  if (idle) {
    const video = element('video', { src: idle, poster, loop: true, autoplay: true, playsinline: true, tabindex: -1 });
    video.muted = true;
    video.onerror = still;
    frame.append(video);
  } else still();
  return frame;
}

/** Who she is, and what can be done before or after a conversation. */
export function card(view: View, face: Face, minutes: string, strings: PersonaStrings, acts: CardActs): HTMLElement {
  const say = (text: string, kind = 'note') => element('p', { class: kind, tabindex: -1 }, fill(text, { minutes }));
  const offer = (text: string, act: () => void, kind = 'main') => {
    const made = button(text, act);
    made.className = kind;
    return made;
  };
  const rest = (): readonly HTMLElement[] => {
    switch (face.kind) {
      case 'waiting':
        return [say(face.text, 'note wait'), offer(strings.cancel, acts.cancel, 'quiet')];
      case 'problem': {
        const again = face.retry ? [offer(strings.again, acts.begin)] : [];
        const typing = face.typing ? [offer(strings.typing, acts.beginTyping, face.retry ? 'quiet' : 'main')] : [];
        const tab = element(
          'a',
          { class: 'quiet button', href: '', target: '_blank', rel: 'noopener' },
          strings.newTab,
        );
        return [say(face.text), ...again, ...typing, ...(face.newTab ? [tab] : [])];
      }
      case 'ended':
        return [say(face.text), offer(strings.anew, acts.begin)];
      default:
        return view.live
          ? [offer(strings.start, acts.begin), say(minutes ? strings.upTo : strings.asks)]
          : [say(strings.unavailable)];
    }
  };
  const about = view.description ? [element('p', { class: 'about' }, view.description)] : [];
  const actions = element('div', { class: 'acts' }, ...rest());
  return element('div', { class: 'card' }, element('h2', {}, view.name), ...about, actions);
}
