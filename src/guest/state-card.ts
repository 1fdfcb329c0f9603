import type { GuestStrings } from '../theme/strings/guest.js';

/** The states that the card can show; `open` is none of them: then the view stands in its place. */
export type CardState =
  | 'loading'
  | 'gate'
  | 'password'
  | 'expired'
  | 'used_up'
  | 'revoked'
  | 'paused'
  | 'gone'
  | 'not_found'
  | 'not_ready'
  | 'offline'
  | 'too_many'
  | 'error'
  | 'broken'
  | 'encrypted'
  | 'empty'
  | 'unsupported'
  | 'ended'
  | 'origin'
  | 'sandbox';

interface Shown {
  /** In place of the state's own text. */
  readonly text?: string;
  /** A button with this label does `act`. */
  readonly action?: { readonly label: string; act(): void };
}

/** The card that the server rendered, changed in place. */
export interface StateCard {
  readonly element: HTMLElement;
  show(state: CardState, shown?: Shown): void;
  hide(): void;
  /** Calls back with the password that a person typed. */
  onPassword(submit: (password: string) => void): void;
  passwordProblem(text: string): void;
}

const icons: Partial<Record<CardState, string>> = {
  loading: 'spin',
  gate: 'open',
  password: 'lock',
  encrypted: 'lock',
  expired: 'clock',
  not_ready: 'clock',
  too_many: 'clock',
  ended: 'clock',
  paused: 'pause',
  offline: 'cloud',
};

export function stateCard(strings: GuestStrings, announce: (text: string) => void): StateCard {
  const element = byId('state');
  const title = byId('state-title');
  const text = byId('state-text');
  const icon = document.getElementById('state-icon');
  const form = byId('password-form');
  const input = byId('password');
  const problem = byId('password-error');
  const reveal = byId('password-show');
  const action = byId('state-action');
  let act: () => void = () => undefined;
  action.addEventListener('click', () => act());
  reveal.addEventListener('click', () => {
    const shown = input.getAttribute('type') === 'text';
    input.setAttribute('type', shown ? 'password' : 'text');
    reveal.setAttribute('aria-pressed', String(!shown));
    reveal.setAttribute('aria-label', shown ? strings.passwordShow : strings.passwordHide);
  });

  return {
    element,
    show(state, shown = {}) {
      const plain = state === 'gate' ? '' : strings[`${state}Text`];
      const was = element.dataset['state'];
      element.hidden = false;
      element.dataset['state'] = state;
      icon?.setAttribute('href', `#i-${icons[state] ?? 'gone'}`);
      title.textContent = strings[`${state}Title`];
      text.textContent = shown.text ?? plain;
      form.hidden = state !== 'password';
      action.hidden = !shown.action;
      action.textContent = shown.action?.label ?? '';
      act = () => shown.action?.act();
      if (was !== state && state !== 'loading') announce(`${title.textContent}. ${text.textContent}`);
      if (state === 'password' && was !== 'password') input.focus();
    },
    hide() {
      element.hidden = true;
      element.dataset['state'] = 'open';
    },
    onPassword(submit) {
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        if (!(input instanceof HTMLInputElement) || input.value === '') return;
        problem.textContent = '';
        input.removeAttribute('aria-invalid');
        submit(input.value);
      });
    },
    passwordProblem(message) {
      problem.textContent = message;
      input.setAttribute('aria-invalid', 'true');
      input.focus();
      if (input instanceof HTMLInputElement) input.select();
    },
  };
}

/** The server renders each of these; one that is missing is a page of another version. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element instanceof HTMLElement) return element;
  throw new Error(`The page has no #${id}.`);
}
