import type { ErrorCode } from '../contract/errors.js';
import type { GuestStrings } from '../theme/strings/guest.js';
import type { ViewProblem } from '../views/view.js';

/**
 * What a guest's page does next, whatever happens to it: pure decisions, without a DOM, a network or a clock. The shell
 * asks, and acts.
 */

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

/** `claim` opens the link as a visit; `renew` goes on with the visit there is, and without one only asks how things stand. */
export type Attempt = 'claim' | 'renew';

export interface Card {
  readonly state: CardState;
  /** In place of the state's own text. */
  readonly text?: keyof GuestStrings;
  /** The label of a button that opens the link. */
  readonly button?: keyof GuestStrings;
  /** What was wrong with the password. */
  readonly complaint?: keyof GuestStrings;
  /** Seconds that fill the place `{time}` of the text or the complaint, and run down. */
  readonly wait?: number;
  /** Milliseconds after which the page makes its last attempt again by itself. */
  readonly tryIn?: number;
}

export type Step =
  | { readonly to: 'open'; readonly attempt: Attempt }
  | { readonly to: 'show'; readonly card: Card }
  | { readonly to: 'stay' };

/** How things stand when something happens. */
export interface Standing {
  /** A view is on the stage. */
  readonly shown: boolean;
  /** It was put away by the browser and is hidden until the server has said that it may be seen. */
  readonly isAsleep: boolean;
  /** What the card shows, or showed last. */
  readonly card: CardState;
  readonly hasLease: boolean;
  /** A visit was begun, and nothing was heard of it: it may have been counted. */
  readonly isPending: boolean;
  /** A view was shown in a visit that is over now. */
  readonly hadView: boolean;
  readonly asksPassword: boolean;
  /** A password was typed that was not refused yet. */
  readonly hasTyped: boolean;
  /** The password was changed after the view had opened. */
  readonly isChanged: boolean;
  /** Uses that were left when the page was made; null without a limit, and where opening takes none. */
  readonly usesLeft: number | null;
  /** It can be opened once in all. */
  readonly isOnce: boolean;
  /** Its owner looks at it. */
  readonly isPreview: boolean;
  readonly isOnline: boolean;
  /** How often the page has tried again by itself. */
  readonly tries: number;
}

export interface Refusal {
  readonly code: ErrorCode;
  /** Seconds; null when the server did not say. */
  readonly retryAfter: number | null;
  /** The attempt was made with a password that somebody typed and that has never opened the link. */
  readonly isTyped: boolean;
}

const stay: Step = { to: 'stay' };
const open = (attempt: Attempt): Step => ({ to: 'open', attempt });
const show = (state: CardState, more: Omit<Card, 'state'> = {}): Step => ({ to: 'show', card: { state, ...more } });

const waits = [3000, 5000, 10_000, 15_000];
const tryIn = ({ tries }: Standing): number => waits[Math.min(tries, waits.length - 1)] ?? 15_000;
const nobodyAnswers = (standing: Standing): Step =>
  standing.isOnline
    ? show('error', { text: 'busyText', button: 'again', tryIn: tryIn(standing) })
    : show('offline', { tryIn: tryIn(standing) });

/** At the start. `page` is the state that the server wrote into the page. */
export function stepAtStart(page: string, standing: Standing): Step {
  if (page === 'revoked' || page === 'expired' || page === 'paused') return stay;
  if (standing.hasLease) return open('renew');
  if (standing.isPreview || standing.isPending) return open('claim');
  if (page === 'used_up') return stay;
  if (page === 'not_ready') return open('renew');
  return page === 'error' ? nobodyAnswers(standing) : stepWithoutLease(standing);
}

/** When there is no visit to go on with: a use may be taken only where somebody is, and knows. */
export function stepWithoutLease(standing: Standing): Step {
  const { isPreview, hadView, asksPassword, hasTyped, isChanged, usesLeft, isOnce } = standing;
  if (isPreview) return open('claim');
  if (asksPassword && (!hasTyped || (hadView && usesLeft !== null)))
    return show('password', isChanged ? { text: 'passwordChanged' } : {});
  if (hadView && usesLeft !== null) return show('ended', { button: 'again' });
  if (usesLeft !== null && usesLeft <= 1 && !asksPassword)
    return show('gate', { text: isOnce ? 'gateText' : 'gateLastText', button: 'gateAction' });
  return open('claim');
}

/** When the server would not open the link. */
export function stepAfterRefusal(refusal: Refusal, standing: Standing): Step {
  const { code, isTyped } = refusal;
  const wait = refusal.retryAfter ?? 5;
  switch (code) {
    case 'lease_ended':
    case 'password_required':
      return stepWithoutLease(standing);
    case 'password_wrong':
      return show('password', isTyped ? { complaint: 'passwordWrong' } : { text: 'passwordChanged' });
    case 'expired':
    case 'used_up':
    case 'revoked':
    case 'paused':
    case 'not_found':
      return show(code);
    case 'upstream_not_found':
      return show('not_found');
    case 'origin_not_allowed':
    case 'ticket_invalid':
      return show('origin');
    default:
  }
  // What passes does not take away a view that somebody looks at; the next renewal tells more.
  if (standing.shown && !standing.isAsleep) return stay;
  switch (code) {
    case 'not_ready':
      return show('not_ready', { tryIn: tryIn(standing) });
    case 'too_many_requests':
      return isTyped
        ? show('password', { complaint: 'passwordThrottled', wait })
        : show('too_many', { wait, tryIn: wait * 1000 });
    case 'unavailable':
    case 'storage_full':
    case 'upstream_busy':
    case 'upstream_limit':
    case 'upstream_timeout':
      return nobodyAnswers(standing);
    default:
      return show('error', { button: 'again' });
  }
}

const over: readonly CardState[] = ['expired', 'revoked', 'paused', 'gone'];

/** When the server tells what has become of the link. */
export function stepAfterNews(news: string, standing: Standing): Step {
  const { shown, card, hasLease } = standing;
  const end = over.find((state) => state === news);
  if (end) return shown || card !== end ? show(end) : stay;
  if (shown) return stay;
  if (news === 'used_up' && !hasLease) return card === 'gate' || card === 'password' ? show('used_up') : stay;
  if (card !== 'paused' && card !== 'expired' && card !== 'used_up') return stay;
  return hasLease ? open('renew') : stepWithoutLease(standing);
}

/** When a view gives up. */
export function stepAfterProblem(problem: ViewProblem, standing: Standing): Step {
  if (problem !== 'offline' && problem !== 'ended') return show(problem, { button: 'again' });
  return standing.tries === 0 ? open('renew') : nobodyAnswers(standing);
}
