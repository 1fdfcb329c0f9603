import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type Refusal,
  type Standing,
  type Step,
  stepAfterNews,
  stepAfterProblem,
  stepAfterRefusal,
  stepAtStart,
  stepWithoutLease,
} from '../../src/guest/next-step.js';

/** A first visit to an open link without a limit. */
const fresh: Standing = {
  shown: false,
  isAsleep: false,
  card: 'loading',
  hasLease: false,
  isPending: false,
  hadView: false,
  asksPassword: false,
  hasTyped: false,
  isChanged: false,
  usesLeft: null,
  isOnce: false,
  isPreview: false,
  isOnline: true,
  tries: 0,
};
const refused = (code: Refusal['code'], more: Partial<Refusal> = {}): Refusal => ({
  code,
  retryAfter: null,
  isTyped: false,
  ...more,
});
/** `claim`, `renew`, `stay`, or the state that is shown. */
const told = (step: Step): string =>
  step.to === 'open' ? step.attempt : step.to === 'show' ? step.card.state : 'stay';

describe('a guest page at its start', () => {
  const table: readonly (readonly [string, string, Partial<Standing>, string])[] = [
    ['opens an open link', 'loading', {}, 'claim'],
    ['asks for a click before it takes the last use', 'gate', { usesLeft: 1 }, 'gate'],
    ['asks for the password', 'password', { asksPassword: true }, 'password'],
    ['goes on with the visit of a reload', 'used_up', { hasLease: true, usesLeft: 0 }, 'renew'],
    ['asks again for a visit whose answer was lost', 'used_up', { isPending: true, usesLeft: 0 }, 'claim'],
    ['leaves a used-up link alone', 'used_up', { usesLeft: 0 }, 'stay'],
    ['leaves a withdrawn link alone, with a visit too', 'revoked', { hasLease: true }, 'stay'],
    ['leaves a paused link to the news', 'paused', { hasLease: true }, 'stay'],
    ['only asks whether something is ready, though a use is left', 'not_ready', { usesLeft: 1 }, 'renew'],
    [
      'opens for its owner without the password or a click',
      'password',
      { asksPassword: true, isPreview: true },
      'claim',
    ],
    ['waits for a server that did not answer', 'error', {}, 'error'],
    ['says that it is offline', 'error', { isOnline: false }, 'offline'],
  ];
  for (const [title, page, standing, expected] of table)
    it(title, () => assert.equal(told(stepAtStart(page, { ...fresh, ...standing })), expected));
});

describe('a guest page whose visit is over', () => {
  const table: readonly (readonly [string, Partial<Standing>, string])[] = [
    ['opens again where uses are not counted down', { hadView: true }, 'claim'],
    ['asks before it takes another of few uses', { hadView: true, usesLeft: 5 }, 'ended'],
    [
      'asks for the password again where uses are few',
      { hadView: true, usesLeft: 5, asksPassword: true, hasTyped: true },
      'password',
    ],
    ['opens again by the password it knows', { hadView: true, asksPassword: true, hasTyped: true }, 'claim'],
    ['does not take a use that was added while it showed that there was none', { usesLeft: 0 }, 'gate'],
  ];
  for (const [title, standing, expected] of table)
    it(title, () => assert.equal(told(stepWithoutLease({ ...fresh, ...standing })), expected));

  it('says that the password was changed', () => {
    const step = stepWithoutLease({ ...fresh, hadView: true, asksPassword: true, isChanged: true });
    assert.deepEqual(step, { to: 'show', card: { state: 'password', text: 'passwordChanged' } });
  });
});

describe('a refusal', () => {
  for (const code of ['expired', 'used_up', 'revoked', 'paused', 'not_found'] as const)
    it(`of the kind ${code} ends a view that is there`, () =>
      assert.equal(told(stepAfterRefusal(refused(code), { ...fresh, shown: true })), code));

  for (const code of ['unavailable', 'too_many_requests', 'not_ready', 'upstream_busy', 'internal_error'] as const)
    it(`of the kind ${code} leaves a view that is there alone`, () =>
      assert.equal(told(stepAfterRefusal(refused(code), { ...fresh, shown: true })), 'stay'));

  it('that passes shows no view again that had been put away', () =>
    assert.equal(told(stepAfterRefusal(refused('unavailable'), { ...fresh, shown: true, isAsleep: true })), 'error'));

  it('of a typed password is told at the field, and of one that used to be right as a change', () => {
    const typed = stepAfterRefusal(refused('password_wrong', { isTyped: true }), fresh);
    assert.deepEqual(typed, { to: 'show', card: { state: 'password', complaint: 'passwordWrong' } });
    const known = stepAfterRefusal(refused('password_wrong'), fresh);
    assert.deepEqual(known, { to: 'show', card: { state: 'password', text: 'passwordChanged' } });
  });

  it('of too many passwords tells the wait and does not try by itself', () => {
    const step = stepAfterRefusal(refused('too_many_requests', { isTyped: true, retryAfter: 12 }), fresh);
    assert.deepEqual(step, { to: 'show', card: { state: 'password', complaint: 'passwordThrottled', wait: 12 } });
  });

  it('of too many requests waits as long as the server says', () => {
    const step = stepAfterRefusal(refused('too_many_requests', { retryAfter: 7 }), fresh);
    assert.deepEqual(step, { to: 'show', card: { state: 'too_many', wait: 7, tryIn: 7000 } });
  });

  it('that passes is tried again, ever less often', () => {
    const waits = [0, 1, 2, 3, 9].map((tries) => {
      const step = stepAfterRefusal(refused('not_ready'), { ...fresh, tries });
      return step.to === 'show' ? step.card.tryIn : null;
    });
    assert.deepEqual(waits, [3000, 5000, 10_000, 15_000, 15_000]);
  });
});

describe('news of the link', () => {
  const table: readonly (readonly [string, string, Partial<Standing>, string])[] = [
    ['ends a view when it is withdrawn', 'revoked', { shown: true, hasLease: true }, 'revoked'],
    ['ends a view when it expires', 'expired', { shown: true, hasLease: true }, 'expired'],
    ['ends a view when it is paused', 'paused', { shown: true, hasLease: true }, 'paused'],
    ['ends a view when it is replaced', 'gone', { shown: true, hasLease: true }, 'gone'],
    ['ends its owner’s view too', 'paused', { shown: true, hasLease: true, isPreview: true }, 'paused'],
    ['leaves a view alone when others take the last use', 'used_up', { shown: true, hasLease: true }, 'stay'],
    ['says it at the gate when others take the last use', 'used_up', { card: 'gate', usesLeft: 1 }, 'used_up'],
    ['leaves the claim that is under way alone', 'used_up', { card: 'loading' }, 'stay'],
    ['opens again what was paused', 'active', { card: 'paused', hasLease: true }, 'renew'],
    ['goes on in a used-up link with the visit it has', 'used_up', { card: 'paused', hasLease: true }, 'renew'],
    ['asks for a click after a pause before the last use', 'active', { card: 'paused', usesLeft: 1 }, 'gate'],
    ['says nothing twice', 'paused', { card: 'paused' }, 'stay'],
    ['takes nothing at the gate while the link is open', 'active', { card: 'gate', usesLeft: 1 }, 'stay'],
  ];
  for (const [title, news, standing, expected] of table)
    it(title, () => assert.equal(told(stepAfterNews(news, { ...fresh, ...standing })), expected));
});

describe('a view that gives up', () => {
  it('says what is wrong with the file', () => {
    for (const problem of ['broken', 'encrypted', 'empty', 'unsupported'] as const)
      assert.equal(told(stepAfterProblem(problem, fresh)), problem);
  });

  it('is asked for again once, then with waits', () => {
    assert.equal(told(stepAfterProblem('offline', fresh)), 'renew');
    assert.equal(told(stepAfterProblem('offline', { ...fresh, tries: 1 })), 'error');
    assert.equal(told(stepAfterProblem('ended', { ...fresh, tries: 1, isOnline: false })), 'offline');
  });
});
