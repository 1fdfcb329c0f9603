import { reloadForPart } from './lost-part.js';
import type { CardFace, CardFaceOptions } from './card-face.js';
import type { Card, CardState } from './next-step.js';
import { byId } from './page-data.js';

/**
 * The card that the server rendered. A link that opens needs nothing but its first words, so what shows other states (see
 * card-face.ts), with their texts and looks, is fetched when there is one to show, or when the view stands.
 */
export interface StateCard {
  readonly element: HTMLElement;
  /** What it shows, or showed last. */
  readonly state: CardState;
  /** Fetches what it takes to show another state, which may be that there is no connection any more. */
  prepare(): Promise<void>;
  /** `takesFocus`: somebody was in the view that it stands in the place of. */
  show(card: Card, takesFocus: boolean): void;
  hide(): void;
}

/** Milliseconds after which what could not be fetched is asked for again. */
const patience = 5000;

export function stateCard(options: CardFaceOptions): StateCard {
  const { data, announce } = options;
  const element = byId('state');
  const title = byId('state-title');
  let { state } = data;
  let face: CardFace | undefined;
  let coming: Promise<CardFace> | undefined;
  /** What waits for the face. */
  let wanted: Parameters<CardFace['show']> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const fetchFace = async (): Promise<CardFace> => {
    const [{ cardFace }, style] = await Promise.all([
      import('./card-face.js'),
      // The server links the looks of any other state.
      data.state === 'loading' ? import('./card-style.js') : null,
    ]);
    const made = await cardFace(options);
    style?.styleCards();
    return made;
  };

  const prepare = async (): Promise<void> => {
    coming ??= fetchFace();
    try {
      face = await coming;
    } catch {
      coming = undefined;
      return sayLost();
    }
    if (wanted) face.show(...wanted);
    wanted = undefined;
  };

  const want = (next: typeof wanted): void => {
    clearTimeout(timer);
    wanted = next;
    if (next) void prepare();
  };

  /** In words that came with the page; it goes on trying, as they say. */
  const sayLost = (): void => {
    const { errorTitle, busyText } = data.strings;
    clearTimeout(timer);
    if (!wanted) return;
    if (title.textContent !== errorTitle) announce(`${errorTitle}. ${busyText}`);
    title.textContent = errorTitle;
    byId('state-text').textContent = busyText;
    timer = setTimeout(async () => {
      await prepare();
      if (wanted) await reloadForPart();
    }, patience);
  };

  if (state !== 'loading') void prepare();

  return {
    element,
    get state() {
      return state;
    },
    prepare,
    show(card, takesFocus) {
      const entrance = { isBack: Boolean(element.hidden), takesFocus };
      ({ state } = card);
      element.hidden = false;
      if (face) return face.show(card, entrance);
      if (takesFocus) title.focus();
      want(state === 'loading' && data.state === 'loading' ? undefined : [card, entrance]);
    },
    hide() {
      want(undefined);
      face?.rest();
      const hadFocus = element.contains(document.activeElement);
      element.hidden = true;
      if (hadFocus) byId('stage').focus();
    },
  };
}
