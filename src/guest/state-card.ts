import { pictureOf } from '../theme/guest-texts.js';
import { fill } from '../theme/fill.js';
import type { ScriptStrings } from '../theme/strings/guest.js';
import { countDown } from './countdown.js';
import type { Card, CardState } from './next-step.js';
import { byId } from './page-data.js';

export interface StateCardOptions {
  readonly strings: ScriptStrings;
  /** A length of time in words. */
  readonly length: (seconds: number) => string;
  announce(text: string): void;
  /** The card's button was pressed. */
  onAct(): void;
  onPassword(typed: string): void;
}

/** The card that the server rendered, changed in place. */
export interface StateCard {
  readonly element: HTMLElement;
  /** What it shows, or showed last. */
  readonly state: CardState;
  /** `takesFocus`: somebody was in the view that it stands in the place of. */
  show(card: Card, takesFocus: boolean): void;
  hide(): void;
}

export function stateCard({ strings, length, announce, onAct, onPassword }: StateCardOptions): StateCard {
  const element = byId('state');
  const title = byId('state-title');
  const text = byId('state-text');
  const picture = document.getElementById('state-picture');
  const form = byId('password-form');
  const complaint = byId('complaint');
  const input = byId('password');
  const button = byId('act');
  let counting = new AbortController();
  let state = readState(element, strings);

  button.addEventListener('click', onAct);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (input instanceof HTMLInputElement && input.value !== '') onPassword(input.value);
  });
  revealPassword(input, strings);

  /** Says a text to those who listen once, and to those who look each second anew. */
  const tell = (place: HTMLElement, key: keyof ScriptStrings, wait: number | undefined) => {
    const said = (left: number) => fill(strings[key], { time: length(left) });
    if (wait === undefined) return place.replaceChildren(strings[key]);
    const once = Object.assign(document.createElement('span'), { className: 'sr', textContent: said(wait) });
    const ticking = document.createElement('span');
    ticking.ariaHidden = 'true';
    place.replaceChildren(once, ticking);
    const say = (left: number) => {
      ticking.textContent = said(left);
      if (left === 0 && place === complaint) place.replaceChildren();
    };
    countDown(wait, say, counting.signal);
  };

  /** Somebody is at something that can be seen: a browser may leave the focus for a while on what has been hidden. */
  const holdsFocus = () => element.contains(document.activeElement) && document.activeElement?.checkVisibility();

  return {
    element,
    get state() {
      return state;
    },
    show(card, takesFocus) {
      const isNew = card.state !== state || element.hidden;
      const hadFocus = element.contains(document.activeElement);
      const { wait } = card;
      ({ state } = card);
      counting.abort();
      counting = new AbortController();
      element.hidden = false;
      element.dataset['state'] = state;
      picture?.setAttribute('href', `#i-${pictureOf(state)}`);
      title.textContent = strings[`${state}Title`];
      tell(text, card.text ?? `${state}Text`, card.complaint ? undefined : wait);
      form.hidden = state !== 'password';
      complaint.replaceChildren();
      if (card.complaint) tell(complaint, card.complaint, wait);
      input.ariaInvalid = card.complaint ? 'true' : null;
      button.hidden = !card.button;
      if (card.button) button.textContent = strings[card.button];
      if (state === 'password' && (isNew || card.complaint)) focusField(input);
      // Nobody must be left nowhere: neither who was inside the view nor whose button has gone.
      else if (takesFocus || (hadFocus && !holdsFocus())) title.focus();
      if (isNew && state !== 'loading') announce(`${title.textContent}. ${text.firstChild?.textContent}`);
    },
    hide() {
      counting.abort();
      const hadFocus = element.contains(document.activeElement);
      element.hidden = true;
      if (hadFocus) byId('stage').focus();
    },
  };
}

/** What the server wrote. */
function readState(element: HTMLElement, strings: ScriptStrings): CardState {
  const written = element.dataset['state'] ?? '';
  const isKnown = (state: string): state is CardState => `${state}Title` in strings;
  return isKnown(written) ? written : 'loading';
}

/** A frame that nobody has turned to must not take the focus away from the page around it. */
function focusField(input: HTMLElement): void {
  if (self !== parent && !document.hasFocus()) return;
  input.focus();
  if (input instanceof HTMLInputElement) input.select();
}

function revealPassword(input: HTMLElement, strings: ScriptStrings): void {
  const reveal = byId('reveal');
  reveal.addEventListener('click', () => {
    const isShown = input.getAttribute('type') === 'text';
    input.setAttribute('type', isShown ? 'password' : 'text');
    reveal.setAttribute('aria-label', isShown ? strings.passwordShow : strings.passwordHide);
    reveal.dataset['on'] = String(!isShown);
  });
}
