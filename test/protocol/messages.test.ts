import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  clampHeight,
  isHostCommand,
  isPortEvent,
  isSmall,
  limiter,
  maxMessageLength,
} from '../../src/protocol/messages.js';

const commands: readonly unknown[] = [
  { type: 'play' },
  { type: 'pause' },
  { type: 'seek', seconds: 12.5 },
  { type: 'mute' },
  { type: 'unmute' },
  { type: 'volume', volume: 0 },
  { type: 'volume', volume: 1 },
  { type: 'loop', loop: true },
  { type: 'page', page: 3 },
  { type: 'zoom', scale: 1.5 },
  { type: 'zoom', scale: 'fit-width' },
  { type: 'start-conversation' },
  { type: 'end-conversation' },
  { type: 'theme', scheme: 'auto' },
  { type: 'focus', backwards: false },
  { type: 'ticket', ticket: 'tk_1', expiresAt: 'a field that is not ours is passed over' },
  { type: 'close' },
];

const notCommands: readonly unknown[] = [
  undefined,
  null,
  'play',
  42,
  [],
  {},
  { type: 'PLAY' },
  { type: 'explode' },
  { type: '__proto__' },
  { type: 'constructor' },
  { type: 'toString' },
  { type: ['play'] },
  { type: 'seek' },
  { type: 'seek', seconds: '12' },
  { type: 'seek', seconds: -1 },
  { type: 'seek', seconds: Number.NaN },
  { type: 'seek', seconds: Number.POSITIVE_INFINITY },
  { type: 'volume', volume: 1.01 },
  { type: 'volume', volume: '1' },
  { type: 'loop', loop: 'true' },
  { type: 'page', page: null },
  { type: 'zoom', scale: 0 },
  { type: 'zoom', scale: 'fit' },
  { type: 'theme', scheme: 'blue' },
  { type: 'focus' },
  { type: 'ticket' },
  { type: 'ticket', ticket: 7 },
  { type: 'ticket', ticket: 'x'.repeat(maxMessageLength) },
  Object.create({ type: 'play' }),
  Object.assign(Object.create({ seconds: 3 }), { type: 'seek' }),
];

test('every command is taken in its right form', () => {
  for (const command of commands) assert.equal(isHostCommand(command), true, JSON.stringify(command));
});

test('anything else is no command', () => {
  for (const command of notCommands) assert.equal(isHostCommand(command), false, JSON.stringify(command));
});

test('an event of the frame is taken in its right form alone', () => {
  const events: readonly (readonly [unknown, boolean])[] = [
    [{ type: 'opened', view: 'video', title: 'Evening walk' }, true],
    [{ type: 'opened', view: 'video' }, false],
    [{ type: 'connected', nonce: 0.25 }, true],
    [{ type: 'connected', nonce: '0.25' }, false],
    [{ type: 'resize', height: 300 }, true],
    [{ type: 'resize', height: '300px' }, false],
    [{ type: 'timeupdate', seconds: 1, duration: Number.NaN }, false],
    [{ type: 'message-received', role: 'persona', content: 'Hello' }, true],
    [{ type: 'focus-leave', backwards: true }, true],
    [{ type: 'ticket', token: 'sh_1' }, true],
    [{ type: 'ticket', ticket: 'a command, and no event' }, false],
  ];
  for (const [event, wanted] of events) assert.equal(isPortEvent(event), wanted, JSON.stringify(event));
});

test('what cannot be told as JSON is not small, and throws nothing', () => {
  const ring: Record<string, unknown> = { type: 'play' };
  ring['ring'] = ring;
  assert.equal(isSmall(ring), false);
  assert.equal(isHostCommand({ type: 'play', many: 10n }), false);
  assert.equal(isHostCommand(ring), false);
});

test('no value whatever makes the checks throw, and what they take has a type of ours', () => {
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withNullPrototype: true, withMap: true }), (value) => {
      for (const check of [isHostCommand, isPortEvent]) if (check(value)) assert.equal(typeof value.type, 'string');
    }),
    { numRuns: 3000 },
  );
});

test('a height is whole and from 0 to 10,000 pixels', () => {
  assert.deepEqual([-5, 0, 1.2, 9999.5, 1e9].map(clampHeight), [0, 0, 2, 10_000, 10_000]);
});

test('thirty messages go at once, then thirty a second, and a flood waits until it is over', () => {
  let now = 1000;
  const may = limiter(undefined, () => now);
  const burst = Array.from({ length: 40 }, () => may());
  assert.equal(burst.filter(Boolean).length, 30);
  const second = limiter(undefined, () => now);
  let heard = 0;
  for (let elapsed = 0; elapsed < 10_000; elapsed += 40, now += 40) if (second()) heard += 1;
  assert.equal(heard, 250, 'one every forty milliseconds is slow enough');
});
