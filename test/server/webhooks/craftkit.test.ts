import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { maxDeliveryAge, readCraftkitDelivery } from '../../../src/server/webhooks/craftkit.js';

const now = Date.UTC(2026, 5, 5, 11, 3);
const secret = 'subscription-secret';
const payload = {
  event: 'document.share_revoked',
  renderId: '0193c2c3-1111-7aaa-8bbb-000000000001',
  shareId: '0193c2c3-3333-7aaa-8bbb-000000000003',
  eventType: 'share_revoked',
  actorKind: 'partner',
  metadata: null,
  createdAt: '2026-06-05T11:03:00.000Z',
};

interface Given {
  readonly body?: string | Uint8Array;
  readonly signedWith?: string;
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly secrets?: readonly string[];
}

function read({ body = JSON.stringify(payload), signedWith = secret, headers = {}, secrets = [secret] }: Given = {}) {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const all: Record<string, string | null> = {
    'x-craftkit-event': payload.event,
    'x-craftkit-signature': createHmac('sha256', signedWith).update(bytes).digest('hex'),
    'x-craftkit-timestamp': String(now / 1000),
    'x-craftkit-delivery-id': '0193c2c3-9999-7aaa-8bbb-000000000009',
    ...headers,
  };
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null);
  return readCraftkitDelivery({ headers: new Headers(given), body: bytes, secrets, now });
}

const refusals: readonly [title: string, given: Given, reason: string][] = [
  ['without a signature', { headers: { 'x-craftkit-signature': null } }, 'headers'],
  ['with a signature that is no hex', { headers: { 'x-craftkit-signature': 'z'.repeat(64) } }, 'headers'],
  ['with half a signature', { headers: { 'x-craftkit-signature': 'a'.repeat(32) } }, 'headers'],
  ['without a time', { headers: { 'x-craftkit-timestamp': null } }, 'headers'],
  ['with a time that is no number', { headers: { 'x-craftkit-timestamp': '1e9' } }, 'headers'],
  ['without a delivery id', { headers: { 'x-craftkit-delivery-id': null } }, 'headers'],
  ['with a delivery id that is no id', { headers: { 'x-craftkit-delivery-id': 'a b' } }, 'headers'],
  ['signed with another secret', { signedWith: 'another' }, 'signature'],
  ['signed with an empty secret where none is set', { signedWith: '', secrets: [''] }, 'signature'],
  ['where no secret is set', { secrets: [] }, 'signature'],
  ['too old', { headers: { 'x-craftkit-timestamp': String((now - maxDeliveryAge) / 1000 - 1) } }, 'age'],
  ['from the future', { headers: { 'x-craftkit-timestamp': String((now + maxDeliveryAge) / 1000 + 1) } }, 'age'],
  ['whose body is no JSON', { body: 'x' }, 'body'],
  ['whose body is no text', { body: Uint8Array.of(0x22, 0xff, 0x22) }, 'body'],
  ['whose body has no event', { body: '{}' }, 'body'],
  ['whose header names another event', { headers: { 'x-craftkit-event': 'document.viewed' } }, 'body'],
];

describe('a CraftKit delivery', () => {
  it('is read when its signature and its time are right', () => {
    assert.deepEqual(read(), {
      ok: true,
      delivery: {
        event: 'document.share_revoked',
        deliveryId: '0193c2c3-9999-7aaa-8bbb-000000000009',
        renderId: payload.renderId,
        shareId: payload.shareId,
      },
    });
  });

  it('is read with each of two secrets while one takes the other’s place', () => {
    for (const signedWith of ['old', 'new']) assert.ok(read({ signedWith, secrets: ['new', 'old'] }).ok);
  });

  it('is read up to the oldest time that is taken', () => {
    for (const at of [now - maxDeliveryAge, now + maxDeliveryAge]) {
      assert.ok(read({ headers: { 'x-craftkit-timestamp': String(at / 1000) } }).ok);
    }
  });

  it('may be about something else than a share', () => {
    const verdict = read({ body: '{"event":"render.succeeded"}', headers: { 'x-craftkit-event': null } });
    assert.ok(verdict.ok);
    assert.equal(verdict.delivery.shareId, null);
  });

  it('is refused when any byte of its body is another', () => {
    const body = new TextEncoder().encode(JSON.stringify(payload));
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    for (let index = 0; index < body.length; index += 1) {
      const changed = Uint8Array.from(body);
      changed[index] = (changed[index] ?? 0) ^ 1;
      const verdict = read({ body: changed, headers: { 'x-craftkit-signature': signature } });
      assert.deepEqual(verdict, { ok: false, reason: 'signature' });
    }
  });

  for (const [title, given, reason] of refusals) {
    it(`is refused ${title}`, () => assert.deepEqual(read(given), { ok: false, reason }));
  }
});
