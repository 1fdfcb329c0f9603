import { fill } from '../theme/fill.js';
import { lengthText } from '../theme/length-text.js';
import { pictureOf } from '../theme/state-pictures.js';
import type { GuestStrings } from '../theme/strings/guest.js';
import { fetchCardTexts } from './card-texts.js';
import { countDown } from './countdown.js';
import type { Card } from './next-step.js';
import { byId, type PageData } from './page-data.js';

export interface CardFaceOptions {
  readonly data: PageData;
  announce(text: string): void;
  /** The card's button was pressed. */
  onAct(): void;
  onPassword(typed: string): void;
}

export interface Entrance {
  /** The card was hidden until now. */
  readonly isBack: boolean;
  /** Somebody was in the view that it stands in the place of. */
  readonly takesFocus: boolean;
}

/** What a card says and asks: changes what the server rendered. */
export interface CardFace {
  show(card: Card, entrance: Entrance): void;
  /** Nothing counts down any more. */
  rest(): void;
}

/** Rejects when the texts cannot be fetched. */
export async function cardFace({ data, announce, onAct, onPassword }: CardFaceOptions): Promise<CardFace> {
  const { language, locale } = data;
  const strings = await fetchCardTexts(language);
  const element = byId('state');
  const title = byId('state-title');
  const text = byId('state-text');
  const form = byId('password-form');
  const complaint = byId('complaint');
  const input = byId('password');
  const button = byId('act');
  let counting = new AbortController();

  button.addEventListener('click', onAct);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (input instanceof HTMLInputElement && input.value !== '') onPassword(input.value);
  });
  revealPassword(input, strings);

  /** Says a text to those who listen once, and to those who look each second anew. */
  const tell = (place: HTMLElement, key: keyof GuestStrings, wait: number | undefined) => {
    const said = (left: number) => fill(strings[key], { time: lengthText(left, locale) });
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
    show(card, { isBack, takesFocus }) {
      const { state, wait } = card;
      const isNew = isBack || state !== element.dataset['state'];
      const hadFocus = element.contains(document.activeElement);
      counting.abort();
      counting = new AbortController();
      element.dataset['state'] = state;
      document.getElementById('state-picture')?.setAttribute('d', pictureOf(state));
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
    rest: () => counting.abort(),
  };
}

/** A frame that nobody has turned to must not take the focus away from the page around it. */
function focusField(input: HTMLElement): void {
  if (self !== parent && !document.hasFocus()) return;
  input.focus();
  if (input instanceof HTMLInputElement) input.select();
}

function revealPassword(input: HTMLElement, strings: GuestStrings): void {
  const reveal = byId('reveal');
  reveal.addEventListener('click', () => {
    const isShown = input.getAttribute('type') === 'text';
    input.setAttribute('type', isShown ? 'password' : 'text');
    reveal.setAttribute('aria-label', isShown ? strings.passwordShow : strings.passwordHide);
    reveal.dataset['on'] = String(!isShown);
  });
}
