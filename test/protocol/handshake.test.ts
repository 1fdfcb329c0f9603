import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { openFramePort, type FramePort } from '../../src/guest/frame-port.js';
import { hello, linkFrame, type Link } from '../../src/protocol/handshake.js';
import type { PortEvent } from '../../src/protocol/messages.js';
import { FakeWindow, settled, until } from './pages.js';

const server = 'https://share.example.com';
const host = 'https://host.example.org';

/** The page that embeds, as the global window of this process, and its one iframe. */
let page: FakeWindow;
let frameWindow: FakeWindow;
let iframe: { contentWindow: FakeWindow | null };
const opened: Link[] = [];
const before = { add: globalThis.addEventListener, remove: globalThis.removeEventListener };
/** An open port keeps Node running, also one that was made for a window that is gone. */
const channels: MessageChannel[] = [];
const { MessageChannel: RealChannel } = globalThis;
globalThis.MessageChannel = class extends RealChannel {
  constructor() {
    super();
    channels.push(this);
  }
};

beforeEach(() => {
  page = new FakeWindow();
  frameWindow = new FakeWindow();
  frameWindow.parent = page;
  iframe = { contentWindow: frameWindow };
  globalThis.addEventListener = page.addEventListener.bind(page);
  globalThis.removeEventListener = page.removeEventListener.bind(page);
});

afterEach(() => {
  for (const link of opened.splice(0)) link();
  for (const { port1 } of channels.splice(0)) port1.close();
  Object.assign(globalThis, { addEventListener: before.add, removeEventListener: before.remove });
});

const link = (address = `${server}/embed`): { readonly link: Link; readonly events: PortEvent[] } => {
  const events: PortEvent[] = [];
  // The test's windows have what the protocol uses of a window, and nothing else.
  const made = linkFrame(iframe as unknown as HTMLIFrameElement, address, (event) => events.push(event));
  opened.push(made);
  return { link: made, events };
};

/** The page's answers to a hello: inits with their port. */
const inits = () => frameWindow.posted.filter(({ ports }) => ports.length > 0);
const sayHello = (from: object = {}, data: unknown = hello) =>
  page.hear(data, { source: frameWindow, origin: server, ...from });

test('the page answers the frame’s hello with an init and a port, to the server alone', () => {
  link();
  sayHello();
  const [init] = inits();
  assert.equal(init?.target, `${server}/embed`);
  assert.deepEqual(Object.keys(init?.data ?? {}).toSorted(), ['nonce', 't', 'v']);
});

test('a page whose script came late asks first, and says nothing but hello', () => {
  link();
  assert.deepEqual(frameWindow.posted, [{ data: hello, target: '*', ports: [] }]);
});

const refused: readonly (readonly [string, () => void])[] = [
  ['another frame’s window', () => sayHello({ source: new FakeWindow() })],
  ['no window at all', () => sayHello({ source: null })],
  ['another origin in the same window', () => sayHello({ origin: 'https://evil.example' })],
  [
    'an origin that only begins like the server’s',
    () => sayHello({ origin: 'https://share.example.com.evil.example' }),
  ],
  ['a part of the server’s origin', () => sayHello({ origin: 'https://share.example' })],
  ['an opaque origin', () => sayHello({ origin: 'null' })],
  ['no origin', () => sayHello({ origin: '' })],
  ['another version', () => sayHello({}, { t: 'share:hello', v: 2 })],
  ['a version in words', () => sayHello({}, { t: 'share:hello', v: '1' })],
  ['another word', () => sayHello({}, { t: 'share:init', v: 1 })],
  ['text', () => sayHello({}, 'share:hello')],
  ['nothing', () => sayHello({}, null)],
  ['JSON text', () => sayHello({}, JSON.stringify(hello))],
];
for (const [what, say] of refused)
  test(`the page does not answer a hello from ${what}`, () => {
    link();
    say();
    assert.equal(inits().length, 0);
  });

test('a frame that is gone is not answered, and its last words throw nothing', () => {
  link();
  iframe.contentWindow = null;
  sayHello();
  sayHello({ source: null });
  assert.equal(inits().length, 0);
});

test('the page hears nothing on the port before its nonce comes back', async () => {
  const { events } = link();
  sayHello();
  const port = inits()[0]?.ports[0];
  port?.postMessage({ type: 'opened', view: 'video', title: 'Too early' });
  port?.postMessage({ type: 'connected', nonce: 2 });
  await settled();
  assert.deepEqual(events, []);
  const nonce: unknown = Reflect.get(Object(inits()[0]?.data), 'nonce');
  port?.postMessage({ type: 'connected', nonce });
  port?.postMessage({ type: 'play' });
  await until(() => events.length === 2);
  assert.deepEqual(
    events.map(({ type }) => type),
    ['connected', 'play'],
  );
  port?.close();
});

test('of two hellos that cross, commands go to the port that the frame took', async () => {
  const { link: send, events } = link();
  sayHello();
  sayHello();
  const [taken, dropped] = inits();
  const heard: unknown[] = [];
  const port = taken?.ports[0];
  if (port) port.onmessage = ({ data }) => heard.push(data);
  port?.postMessage({ type: 'connected', nonce: Reflect.get(Object(taken?.data), 'nonce') });
  await until(() => events.length === 1);
  send({ type: 'play' });
  await until(() => heard.length === 1);
  assert.deepEqual(heard, [{ type: 'play' }]);
  dropped?.ports[0]?.close();
});

test('who ends before the frame has answered says so when it does, and hears nothing', async () => {
  const { link: send, events } = link();
  sayHello();
  const [init] = inits();
  const heard: unknown[] = [];
  const port = init?.ports[0];
  if (port) port.onmessage = ({ data }) => heard.push(data);
  send();
  port?.postMessage({ type: 'connected', nonce: Reflect.get(Object(init?.data), 'nonce') });
  await until(() => heard.length === 1);
  assert.deepEqual(heard, [{ type: 'close' }]);
  assert.deepEqual(events, []);
});

test('what is too long, or has no text for a type, is dropped', async () => {
  const { events } = link();
  sayHello();
  const port = inits()[0]?.ports[0];
  port?.postMessage({ type: 'connected', nonce: Reflect.get(Object(inits()[0]?.data), 'nonce') });
  await until(() => events.length === 1);
  for (const odd of [
    null,
    'play',
    {},
    { type: null },
    { type: 5 },
    { type: ['play'] },
    { type: 'message-sent', content: 'x'.repeat(5000) },
  ])
    port?.postMessage(odd);
  port?.postMessage({ type: 'pause' });
  await until(() => events.length === 2);
  assert.equal(events[1]?.type, 'pause');
  port?.close();
});

test('of a flood on the port the page hears thirty', async () => {
  const { events } = link();
  sayHello();
  const port = inits()[0]?.ports[0];
  port?.postMessage({ type: 'connected', nonce: Reflect.get(Object(inits()[0]?.data), 'nonce') });
  for (let index = 0; index < 1000; index++) port?.postMessage({ type: 'page', page: index, pages: 1000 });
  await settled();
  assert.ok(events.length <= 31, `${events.length}`);
  port?.close();
});

/** The frame’s side, with what it sends to the page. */
const frame = (mayEmbed = (origin: string) => origin === host) => {
  const commands: unknown[] = [];
  const port: FramePort = openFramePort(
    { token: 'sh_1', mayEmbed, onCommand: (command) => commands.push(command) },
    frameWindow as unknown as Window,
  );
  return { port, commands };
};
const offer = (from: object = {}, data: unknown = { t: 'share:init', v: 1, nonce: 0.5 }) => {
  const channel = new MessageChannel();
  const heard: unknown[] = [];
  channel.port1.onmessage = ({ data: event }) => heard.push(event);
  frameWindow.hear(data, { source: page, origin: host, ports: [channel.port2], ...from });
  return { heard, channel };
};

test('the frame says hello to everyone, and it holds nothing', () => {
  frame();
  assert.deepEqual(page.posted, [{ data: hello, target: '*', ports: [] }]);
});

test('the frame takes the first init of an allowed page, and no other', async () => {
  const { port } = frame();
  const first = offer();
  await until(() => first.heard.length === 1);
  assert.deepEqual(first.heard, [{ type: 'connected', nonce: 0.5 }]);
  assert.equal(port.connected, true);
  const second = offer();
  await settled();
  assert.deepEqual(second.heard, []);
  first.channel.port1.close();
  second.channel.port1.close();
});

const notTaken: readonly (readonly [string, () => { readonly heard: unknown[]; readonly channel: MessageChannel }])[] =
  [
    ['another window', () => offer({ source: new FakeWindow() })],
    ['an origin that is not on the list', () => offer({ origin: 'https://evil.example' })],
    ['an opaque origin', () => offer({ origin: 'null' })],
    ['another version', () => offer({}, { t: 'share:init', v: 2, nonce: 1 })],
    ['no nonce', () => offer({}, { t: 'share:init', v: 1 })],
    ['a nonce in words', () => offer({}, { t: 'share:init', v: 1, nonce: '1' })],
    ['another word', () => offer({}, { t: 'share:open', v: 1, nonce: 1 })],
  ];
for (const [what, send] of notTaken)
  test(`the frame takes no init with ${what}`, async () => {
    const { port } = frame();
    const { heard, channel } = send();
    await settled();
    assert.deepEqual(heard, []);
    assert.equal(port.connected, false);
    channel.port1.close();
  });

test('an init without a port is none', () => {
  const { port } = frame();
  offer({ ports: [] }).channel.port1.close();
  assert.equal(port.connected, false);
});

test('the frame answers the page’s hello, and not for ever', () => {
  frame();
  for (let index = 0; index < 1000; index++) frameWindow.hear(hello, { source: page, origin: host });
  frameWindow.hear(hello, { source: new FakeWindow(), origin: host });
  assert.ok(page.posted.length > 1 && page.posted.length <= 20, `${page.posted.length}`);
});

test('after the page has said close, a new init may come', async () => {
  const { commands } = frame();
  const first = offer();
  await until(() => first.heard.length === 1);
  first.channel.port1.postMessage({ type: 'close' });
  await settled();
  const second = offer({}, { t: 'share:init', v: 1, nonce: 0.75 });
  await until(() => second.heard.length === 1);
  second.channel.port1.postMessage({ type: 'play' });
  await until(() => commands.length === 1);
  assert.deepEqual(commands, [{ type: 'play' }]);
  second.channel.port1.close();
});

test('a page that comes late still learns what is open', async () => {
  const { port } = frame();
  port.emit({ type: 'ready' });
  port.emit({ type: 'opened', view: 'video', title: 'Evening walk' });
  port.emit({ type: 'play' });
  const { heard, channel } = offer();
  await until(() => heard.length === 3);
  assert.deepEqual(
    heard.map((event) => Reflect.get(Object(event), 'type')),
    ['connected', 'ready', 'opened'],
  );
  channel.port1.close();
});

test('of many events in a moment the latest of each kind arrives, and none is over the limit', async () => {
  const { port } = frame();
  const { heard, channel } = offer();
  for (let page = 1; page <= 500; page++) port.emit({ type: 'page', page, pages: 500 });
  port.emit({ type: 'ended' });
  const last = () => heard.some((event) => Reflect.get(Object(event), 'page') === 500);
  await until(() => last() && heard.some((event) => Reflect.get(Object(event), 'type') === 'ended'));
  assert.ok(heard.length < 40, `${heard.length}`);
  channel.port1.close();
});

test('what a persona says at length is cut, not lost', async () => {
  const { port } = frame();
  const { heard, channel } = offer();
  port.emit({ type: 'message-received', role: 'persona', content: 'word '.repeat(2000) });
  await until(() => heard.length === 2);
  assert.equal(String(Reflect.get(Object(heard[1]), 'content')).length, 500);
  channel.port1.close();
});

test('a ticket is asked for over the port, and comes back over it', async () => {
  const { port } = frame();
  const waiting = port.ticket();
  assert.equal(port.ticket(), waiting, 'asked twice at once, it is one question');
  const { heard, channel } = offer();
  await until(() => heard.length === 2);
  assert.deepEqual(heard[1], { type: 'ticket', token: 'sh_1' });
  channel.port1.postMessage({ type: 'ticket' });
  channel.port1.postMessage({ type: 'ticket', ticket: 'tk_1' });
  assert.equal(await waiting, 'tk_1');
  channel.port1.close();
});

test('without an answer the ticket is null after ten seconds', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
  const { port } = frame();
  const waiting = port.ticket();
  context.mock.timers.tick(10_000);
  assert.equal(await waiting, null);
});

test('both sides together: hello, init, connected, and from then on the port', async () => {
  const { link: made, events } = link();
  const { port, commands } = frame();
  for (const { data } of page.posted) page.hear(data, { source: frameWindow, origin: server });
  const [init] = inits();
  frameWindow.hear(init?.data, { source: page, origin: host, ports: init?.ports ?? [] });
  await until(() => events.length === 1);
  made({ type: 'pause' });
  port.emit({ type: 'state', state: 'paused' });
  await until(() => events.length === 2 && commands.length === 1);
  assert.deepEqual(events[1], { type: 'state', state: 'paused' });
  assert.deepEqual(commands, [{ type: 'pause' }]);
  made();
  await until(() => !port.connected);
});
