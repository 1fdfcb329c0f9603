import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ViewCommand } from '../../src/protocol/messages.js';
import { createPlayerJs, readRequest } from '../../src/protocol/playerjs.js';

const host = 'https://host.example.org';
const src = 'https://share.example.com/embed/sh_1';

function start() {
  const posted: { readonly message: Record<string, unknown>; readonly origin: string }[] = [];
  const commands: ViewCommand[] = [];
  const player = createPlayerJs({
    src,
    post: (text, origin) => posted.push({ message: JSON.parse(text), origin }),
    command: (command) => commands.push(command),
  });
  const ask = (method: string, value?: unknown, listener?: string) =>
    player.receive(JSON.stringify({ context: 'player.js', version: '0.0.11', method, value, listener }), host);
  return { player, posted, commands, ask, last: () => posted.at(-1)?.message };
}

test('ready names the frame’s address, the methods and the events, to the parent’s origin alone', () => {
  const { player, posted } = start();
  player.ready(host);
  const [first] = posted;
  assert.equal(first?.origin, host);
  const { context, event, value } = first.message;
  assert.deepEqual([context, event], ['player.js', 'ready']);
  assert.equal(Reflect.get(Object(value), 'src'), src);
  assert.equal(Reflect.get(Object(value), 'methods').length, 15);
});

test('a page whose origin the browser conceals is told nothing before it has spoken', () => {
  const { player, posted, ask } = start();
  player.ready(null);
  player.observe({ type: 'play' });
  assert.equal(posted.length, 0);
  ask('addEventListener', 'ready', 'r');
  assert.deepEqual(
    posted.map(({ message, origin }) => [message['listener'], origin]),
    [['r', host]],
  );
});

test('each method becomes a command, in our units', () => {
  const { ask, commands } = start();
  for (const method of ['play', 'pause', 'mute', 'unmute']) ask(method);
  ask('setVolume', 40);
  ask('setCurrentTime', 12.5);
  ask('setLoop', true);
  assert.deepEqual(commands, [
    { type: 'play' },
    { type: 'pause' },
    { type: 'mute' },
    { type: 'unmute' },
    { type: 'volume', volume: 0.4 },
    { type: 'seek', seconds: 12.5 },
    { type: 'loop', loop: true },
  ]);
});

test('a value that makes no sense becomes no command', () => {
  const { ask, commands } = start();
  for (const value of [-1, 101, '50', null, undefined, {}]) ask('setVolume', value);
  for (const value of [-1, '3', null]) ask('setCurrentTime', value);
  assert.deepEqual(commands, []);
});

test('each getter answers what the view told last, with the listener that asked', () => {
  const { player, ask, last } = start();
  player.observe({ type: 'play' });
  player.observe({ type: 'volumechange', volume: 0.25, muted: true });
  player.observe({ type: 'timeupdate', seconds: 3, duration: 60 });
  const answers: readonly (readonly [string, unknown])[] = [
    ['getPaused', false],
    ['getMuted', true],
    ['getVolume', 25],
    ['getCurrentTime', 3],
    ['getDuration', 60],
    ['getLoop', false],
  ];
  for (const [method, value] of answers) {
    ask(method, undefined, 'who');
    assert.deepEqual(last(), { context: 'player.js', version: '0.0.11', event: method, value, listener: 'who' });
  }
});

test('the length is answered when it is known, and not with nothing', () => {
  const { player, posted, ask } = start();
  ask('getDuration', undefined, 'early');
  assert.deepEqual(posted, []);
  player.observe({ type: 'timeupdate', seconds: 0, duration: 42 });
  assert.deepEqual(
    posted.map(({ message }) => message['value']),
    [42],
  );
});

test('an event goes to those who asked for it, and no longer to who left', () => {
  const { player, posted, ask } = start();
  ask('addEventListener', 'pause', 'one');
  ask('addEventListener', 'pause', 'two');
  player.observe({ type: 'pause' });
  assert.deepEqual(
    posted.map(({ message }) => message['listener']),
    ['one', 'two'],
  );
  ask('removeEventListener', 'pause', 'one');
  player.observe({ type: 'pause' });
  assert.deepEqual(
    posted.slice(2).map(({ message }) => message['listener']),
    ['two'],
  );
  ask('removeEventListener', 'pause');
  player.observe({ type: 'pause' });
  assert.equal(posted.length, 3);
});

test('who asks late how much is loaded is told, because a loaded recording never tells again', () => {
  const { player, ask, last } = start();
  player.observe({ type: 'timeupdate', seconds: 0, duration: 50 });
  player.observe({ type: 'progress', percent: 100 });
  ask('addEventListener', 'progress', 'late');
  assert.deepEqual(last()?.['value'], { percent: 1, seconds: 50, duration: 50 });
});

test('a method that is none is an error for who listens to errors, and reaches no prototype', () => {
  const { posted, commands, ask } = start();
  ask('addEventListener', 'error', 'e');
  for (const method of ['explode', 'constructor', '__proto__', 'toString']) ask(method);
  assert.equal(posted.length, 4);
  assert.deepEqual(posted[0]?.message['value'], { code: 2, msg: 'Method not supported' });
  assert.deepEqual(commands, []);
});

test('a page cannot fill the frame with listeners', () => {
  const { player, posted, ask } = start();
  for (let index = 0; index < 5000; index++) ask('addEventListener', 'play', `l${index}`);
  player.observe({ type: 'play' });
  assert.equal(posted.length, 200);
});

test('what is no player.js message is no request', () => {
  const not: readonly unknown[] = [
    null,
    42,
    {},
    'text',
    '{',
    'null',
    '{"method":"play"}',
    '{"context":"other","method":"play"}',
    '{"context":"player.js"}',
    '{"context":"player.js","method":7}',
    '{"context":"player.js","method":"play","listener":{}}',
    JSON.stringify({ context: 'player.js', method: 'play', value: 'x'.repeat(5000) }),
  ];
  for (const data of not) assert.equal(readRequest(data), null, String(data).slice(0, 60));
});
