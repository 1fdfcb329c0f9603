import { AnamEvent, ConnectionClosedCode } from '@anam-ai/js-sdk';
import { expect } from '@open-wc/testing';
import { GuestpassError } from '../../../src/contract/errors.js';
import type { Conversation, ViewOf } from '../../../src/contract/view.js';
import { mount } from '../../../src/views/persona/mount.js';
import { mountPersona } from '../../../src/views/persona/persona-view.js';
import { inside, isThere, named, surroundings, type SurroundingsOptions, until } from '../surroundings.js';
import { FakeClock, FakePersona } from './fake-sdk.js';

type PersonaView = ViewOf<'persona'>;

const mira: PersonaView = {
  type: 'persona',
  name: 'Mira Lund',
  description: 'Keeper of the harbour lights.',
  poster: '/demo/resources/render/first-light.jpg',
  idleVideo: null,
  live: true,
  minutes: 5,
};
const session: Conversation = { sessionToken: 'session-token', apiBaseUrl: null, endsAt: null };

let clear: () => void = () => undefined;
let asked = 0;
let microphones: MediaStream[] = [];

/** A microphone of the test's own: a tone. */
function lendMicrophone(give: () => Promise<MediaStream>): void {
  Object.defineProperty(navigator, 'mediaDevices', {
    configurable: true,
    value: {
      getUserMedia: () => {
        asked += 1;
        return give();
      },
    },
  });
  Object.defineProperty(document, 'permissionsPolicy', { configurable: true, value: { allowsFeature: () => true } });
}

const tone = () => {
  const stream = new AudioContext().createMediaStreamDestination().stream;
  microphones.push(stream);
  return Promise.resolve(stream);
};
const isOpen = () => microphones.some((stream) => stream.getTracks().some(({ readyState }) => readyState === 'live'));

beforeEach(() => {
  asked = 0;
  microphones = [];
  lendMicrophone(tone);
});
afterEach(() => {
  clear();
  Reflect.deleteProperty(navigator, 'mediaDevices');
  Reflect.deleteProperty(document, 'permissionsPolicy');
});

interface Options extends Partial<SurroundingsOptions<PersonaView>> {
  readonly starts?: () => Promise<Conversation>;
}

async function show({ starts = () => Promise.resolve(session), ...options }: Options = {}) {
  let started = 0;
  const startConversation = () => {
    started += 1;
    return starts();
  };
  const around = surroundings({ view: mira, startConversation, ...options });
  clear = around.clear;
  const persona = new FakePersona();
  const clock = new FakeClock();
  const seams = { loadSdk: () => Promise.resolve(persona.sdk), now: clock.now, after: clock.after };
  const view = await mountPersona(around.host, around.context, seams);
  const text = () => inside(around.host).querySelector<HTMLElement>('.root')?.innerText.replace(/\s+/g, ' ') ?? '';
  const says = (words: string) => until(() => text().includes(words));
  const isLive = () => isThere(around.host, 'End conversation');
  const talk = async () => {
    named(around.host, 'Start conversation').click();
    await until(isLive);
  };
  return { ...around, view, persona, clock, text, says, isLive, talk, started: () => started };
}

describe('The persona view', () => {
  it('shows who she is and asks for nothing by itself', async () => {
    const { host, reports, text, started } = await show();
    expect(text()).to.contain('Mira Lund').and.contain('Keeper of the harbour lights.');
    expect(inside(host).querySelector('img')?.getAttribute('src')).to.equal(mira.poster);
    expect(reports).to.deep.equal(['viewed']);
    expect(asked).to.equal(0);
    expect(started()).to.equal(0);
  });

  it('says before the start how long it may last, and that it uses the microphone', async () => {
    const { text } = await show();
    expect(text()).to.contain('Up to 5 minutes, with your microphone. Your browser asks first.');
  });

  it('names no length where there is none', async () => {
    const { text } = await show({ view: { ...mira, minutes: null } });
    expect(text()).to.contain('With your microphone.').and.not.contain('Up to');
  });

  it('says honestly that no conversation is set up, and offers none', async () => {
    const { host, view, text } = await show({ view: { ...mira, live: false } });
    expect(text()).to.contain('Live conversations are not set up here.');
    expect(inside(host).querySelector('button')).to.equal(null);
    view.command({ type: 'start-conversation' });
    expect(asked).to.equal(0);
  });

  it('draws her initials where there is no poster, or where it cannot be shown', async () => {
    const without = await show({ view: { ...mira, poster: null } });
    expect(inside(without.host).querySelector('.initials')?.textContent).to.equal('ML');
    without.clear();
    const { host } = await show({ view: { ...mira, poster: '/package.json' } });
    await until(() => inside(host).querySelector('.initials') !== null);
  });

  it('plays her idle video without sound, or shows her poster instead', async () => {
    const { host } = await show({ view: { ...mira, idleVideo: '/test/views/media/moving.webm' } });
    const video = inside(host).querySelector('video');
    expect(video?.muted).to.equal(true);
    expect(video?.loop).to.equal(true);
    clear();
    const broken = await show({ view: { ...mira, idleVideo: '/package.json' } });
    await until(() => inside(broken.host).querySelector('video') === null);
    expect(inside(broken.host).querySelector('img')).not.to.equal(null);
  });

  it('begins at the click: first the microphone, then the use, then the persona', async () => {
    const { host, persona, talk, reports, events, announced, started } = await show();
    await talk();
    expect(asked).to.equal(1);
    expect(started()).to.equal(1);
    expect(persona.created).to.deep.equal([
      { token: 'session-token', options: { metrics: { disableClientMetrics: true }, disableInputAudio: false } },
    ]);
    expect(persona.microphone).to.equal(microphones[0]);
    expect(inside(host).querySelector('video')?.srcObject).to.be.instanceOf(MediaStream);
    expect(reports).to.deep.equal(['viewed', 'conversation_started']);
    expect(events).to.deep.equal([{ type: 'session-started' }]);
    expect(announced).to.deep.equal([
      'Allow the microphone in your browser to begin.',
      'Connecting…',
      'The conversation has begun.',
    ]);
  });

  it('talks to the API that the server names', async () => {
    const apiBaseUrl = 'https://persona.example';
    const { persona, talk } = await show({ starts: () => Promise.resolve({ ...session, apiBaseUrl }) });
    await talk();
    expect(persona.created[0]?.options).to.deep.include({ api: { baseUrl: apiBaseUrl } });
  });

  it('writes along: captions at once, the transcript by whole sentences', async () => {
    const { host, persona, talk, events } = await show({ width: 1000 });
    await talk();
    const log = named(host, 'Transcript');
    const shown = (what: string) => inside(host).querySelector<HTMLElement>(`${what}:not([hidden])`);
    const transcript = () => shown('[role=log]')?.innerText.replace(/\s+/g, ' ').trim();
    const caption = () => shown('.caption')?.textContent;
    expect(log).not.to.equal(null);
    persona.says('user', 'When do the lanterns go on?');
    persona.says('persona', 'After ', { id: 'p', endOfSpeech: false });
    expect(caption()).to.equal('After ');
    expect(transcript()).to.equal('You When do the lanterns go on?');
    persona.says('persona', 'sunset.', { id: 'p' });
    expect(caption()).to.equal('After sunset.');
    expect(transcript()).to.equal('You When do the lanterns go on? Mira Lund After sunset.');
    expect(events.slice(1)).to.deep.equal([
      { type: 'message-received', role: 'user', content: 'When do the lanterns go on?' },
      { type: 'message-received', role: 'persona', content: 'After sunset.' },
    ]);
    named(host, 'Captions').click();
    expect(caption()).to.equal(undefined);
    inside(host).querySelector<HTMLElement>('button[aria-label=Transcript]')?.click();
    expect(transcript()).to.equal(undefined);
  });

  it('sends what the guest types', async () => {
    const { host, persona, talk, events, text } = await show({ width: 1000 });
    await talk();
    const field = named<HTMLInputElement>(host, 'Write a message');
    field.value = '  Good evening ';
    named(host, 'Send').click();
    expect(persona.sent).to.deep.equal(['Good evening']);
    expect(field.value).to.equal('');
    expect(text()).to.contain('Good evening');
    expect(events.at(-1)).to.deep.equal({ type: 'message-sent', content: 'Good evening' });
    named(host, 'Send').click();
    expect(persona.sent).to.have.length(1);
  });

  it('keeps what could not be sent', async () => {
    const { host, persona, talk, events } = await show();
    await talk();
    persona.sent.push = () => {
      throw new Error('not currently streaming');
    };
    const field = named<HTMLInputElement>(host, 'Write a message');
    field.value = 'Hello';
    named(host, 'Send').click();
    expect(field.value).to.equal('Hello');
    expect(events.at(-1)).to.deep.include({ type: 'error', code: 'message_not_sent' });
  });

  it('mutes and unmutes the microphone', async () => {
    const { host, persona, talk, events } = await show();
    await talk();
    named(host, 'Mute microphone').click();
    expect(persona.muted).to.equal(true);
    named(host, 'Unmute microphone').click();
    expect(persona.muted).to.equal(false);
    expect(events.slice(1)).to.deep.equal([{ type: 'mic-muted' }, { type: 'mic-unmuted' }]);
  });

  it('ends when the guest ends it, and gives the microphone back', async () => {
    const { host, persona, talk, says, reports, events } = await show();
    await talk();
    named(host, 'End conversation').click();
    await says('The conversation has ended.');
    expect(persona.stops).to.deep.equal(['stop']);
    expect(isOpen()).to.equal(false);
    expect(reports).to.deep.equal(['viewed', 'conversation_started', 'conversation_ended']);
    expect(events.at(-1)).to.deep.equal({ type: 'session-ended', reason: 'guest' });
    named(host, 'Start again').click();
    await until(() => isThere(host, 'End conversation'));
  });

  it('warns a minute before the time is over, then ends politely', async () => {
    const around = { current: '' };
    const { clock, talk, text, announced, says, events, persona } = await show({
      starts: () => Promise.resolve({ ...session, endsAt: around.current }),
    });
    around.current = clock.inSeconds(300);
    await talk();
    clock.move(239);
    expect(text()).not.to.contain('Less than a minute left');
    clock.move(1);
    expect(text()).to.contain('Less than a minute left');
    expect(announced.at(-1)).to.equal('Less than a minute left');
    expect(persona.stops).to.deep.equal([]);
    clock.move(60);
    await says('The time for this conversation is over. Thank you for talking with Mira Lund.');
    expect(events.at(-1)).to.deep.equal({ type: 'session-ended', reason: 'time_limit' });
    expect(persona.stops).to.deep.equal(['stop']);
    expect(isOpen()).to.equal(false);
  });

  for (const [what, offset] of [
    ['late', -7200],
    ['early', 7200],
  ] as const)
    it(`keeps to its length on a device whose clock is ${what}`, async () => {
      const around = { current: '' };
      const { clock, talk, isLive } = await show({
        starts: () => Promise.resolve({ ...session, endsAt: around.current }),
      });
      around.current = clock.inSeconds(300 + offset);
      await talk();
      clock.move(299);
      expect(isLive()).to.equal(true);
      clock.move(1);
      expect(isLive()).to.equal(false);
    });

  it('leaves no alarm behind', async () => {
    const around = { current: '' };
    const { clock, talk, host } = await show({ starts: () => Promise.resolve({ ...session, endsAt: around.current }) });
    around.current = clock.inSeconds(300);
    await talk();
    expect(clock.pending).to.equal(2);
    named(host, 'End conversation').click();
    expect(clock.pending).to.equal(0);
  });

  it('stops at once when the share ends, and gives the microphone back', async () => {
    const { host, persona, talk, end, view, events, reports } = await show();
    await talk();
    end();
    view.destroy();
    expect(persona.stops).to.deep.equal(['stop']);
    expect(isOpen()).to.equal(false);
    expect(host.childElementCount).to.equal(0);
    expect(events.at(-1)).to.deep.equal({ type: 'session-ended', reason: 'view_closed' });
    expect(reports).to.include('conversation_ended');
  });

  it('lets nothing begin that was ended while it connected', async () => {
    const { host, persona, end, events } = await show();
    let connect: () => void = () => undefined;
    persona.connect = () => new Promise((resolve) => (connect = resolve));
    named(host, 'Start conversation').click();
    await until(() => persona.created.length === 1);
    end();
    await until(() => persona.stops.length > 0);
    const stops = persona.stops.length;
    connect();
    persona.tell(AnamEvent.SESSION_READY, 'session');
    expect(persona.stops.length).to.be.greaterThan(stops);
    expect(isOpen()).to.equal(false);
    expect(events).to.deep.equal([]);
  });

  it('can be called off while it connects, without using the link up', async () => {
    const { host, isLive, says, started } = await show();
    let answer: (stream: MediaStream) => void = () => undefined;
    lendMicrophone(() => new Promise((resolve) => (answer = resolve)));
    named(host, 'Start conversation').click();
    await says('Allow the microphone in your browser to begin.');
    named(host, 'Cancel').click();
    await until(() => isThere(host, 'Start conversation'));
    answer(await tone());
    await until(() => !isOpen());
    expect(isLive()).to.equal(false);
    expect(started()).to.equal(0);
  });

  it('says it when she ends the conversation', async () => {
    const { persona, talk, says, events } = await show();
    await talk();
    persona.tell(AnamEvent.CONNECTION_CLOSED, ConnectionClosedCode.SERVER_CLOSED_CONNECTION, 'done');
    await says('Mira Lund has ended the conversation.');
    expect(events.at(-1)).to.deep.equal({ type: 'session-ended', reason: 'server' });
    expect(isOpen()).to.equal(false);
  });

  it('says it when the connection is lost, and offers another try', async () => {
    const { host, persona, talk, says, events } = await show();
    await talk();
    persona.tell(AnamEvent.CONNECTION_CLOSED, ConnectionClosedCode.WEBRTC_FAILURE);
    await says('The connection could not be made or was lost.');
    expect(events.at(-1)).to.deep.equal({ type: 'session-ended', reason: 'connection_lost' });
    named(host, 'Try again').click();
    await until(() => isThere(host, 'End conversation'));
  });

  describe('without a microphone', () => {
    it('says why, spends no use, and offers to type instead', async () => {
      lendMicrophone(() => Promise.reject(new DOMException('', 'NotFoundError')));
      const { host, persona, says, events, started } = await show();
      named(host, 'Start conversation').click();
      await says('No microphone was found.');
      expect(started()).to.equal(0);
      expect(events.at(-1)).to.deep.include({ type: 'error', code: 'mic_missing' });
      named(host, 'Continue by typing').click();
      await until(() => isThere(host, 'End conversation'));
      expect(persona.created[0]?.options).to.deep.include({ disableInputAudio: true });
      expect(persona.microphone).to.equal(undefined);
      expect(isThere(host, 'Mute microphone')).to.equal(false);
    });

    it('names the allow attribute where the page around forbids it, and offers a tab of its own', async () => {
      Object.defineProperty(document, 'permissionsPolicy', {
        configurable: true,
        value: { allowsFeature: () => false },
      });
      const { host, says } = await show();
      named(host, 'Start conversation').click();
      await says('allow="microphone"');
      expect(asked).to.equal(0);
      expect(named<HTMLAnchorElement>(host, 'Open in a new tab').target).to.equal('_blank');
    });
  });

  describe('says what stands in the way', () => {
    const codes = [
      ['live_not_configured', 'Live conversations are not set up here.', false],
      ['live_limit', 'This link allows no further conversation at the moment.', true],
      ['upstream_plan', "The owner's account does not allow this conversation.", false],
      ['upstream_limit', 'Mira Lund is talking with others.', true],
      ['upstream_busy', 'Mira Lund is talking with others.', true],
      ['used_up', 'This link has been used as often as it allows.', false],
      ['revoked', 'This link is no longer open.', false],
      ['internal_error', 'Something went wrong.', true],
    ] as const;
    for (const [code, sentence, retry] of codes)
      it(`at ${code}, ${retry ? 'with' : 'without'} another try`, async () => {
        const { host, says, events, persona } = await show({ starts: () => Promise.reject(new GuestpassError(code)) });
        named(host, 'Start conversation').click();
        await says(sentence);
        expect(isThere(host, 'Try again')).to.equal(retry);
        expect(isThere(host, 'Continue by typing')).to.equal(false);
        expect(events.at(-1)).to.deep.include({ type: 'error', code });
        expect(persona.created).to.deep.equal([]);
        expect(isOpen()).to.equal(false);
      });

    const vendors = [
      ['CLIENT_ERROR_CODE_NO_PLAN_FOUND', "The owner's account does not allow this conversation."],
      ['CLIENT_ERROR_CODE_MAX_CONCURRENT_SESSIONS_REACHED', 'Mira Lund is talking with others.'],
      ['CLIENT_ERROR_CODE_SERVICE_BUSY', 'Mira Lund is talking with others.'],
      ['CLIENT_ERROR_CODE_AUTHENTICATION_ERROR', 'The service did not accept this conversation.'],
      ['CLIENT_ERROR_CODE_SERVER_ERROR', 'Something went wrong.'],
    ] as const;
    for (const [code, sentence] of vendors)
      it(`at the SDK's ${code}`, async () => {
        const { host, persona, says } = await show();
        persona.connect = () => Promise.reject(Object.assign(new Error('refused'), { code }));
        named(host, 'Start conversation').click();
        await says(sentence);
        expect(isOpen()).to.equal(false);
      });
  });

  describe('at the word of the page around', () => {
    // Drivers of browsers lend pages the activation of a user who is not there.
    const activation = (isActive: boolean) =>
      Object.defineProperty(navigator, 'userActivation', { configurable: true, value: { isActive } });
    afterEach(() => void Reflect.deleteProperty(navigator, 'userActivation'));

    it('opens no microphone, but offers the button', async () => {
      activation(false);
      const { host, view } = await show();
      view.command({ type: 'start-conversation' });
      expect(inside(host).activeElement?.textContent).to.equal('Start conversation');
      await new Promise((next) => requestAnimationFrame(next));
      expect(asked).to.equal(0);
    });

    it('begins where the guest has just clicked in the frame', async () => {
      activation(true);
      const { view, isLive } = await show();
      view.command({ type: 'start-conversation' });
      await until(isLive);
    });
  });

  it('ends at the word of the page around', async () => {
    const { view, talk, says } = await show();
    await talk();
    view.command({ type: 'end-conversation' });
    await says('The conversation has ended.');
  });

  it('keeps the focus with whoever uses the keyboard', async () => {
    const { host, talk, says } = await show();
    named(host, 'Start conversation').focus();
    await talk();
    expect(inside(host).activeElement?.getAttribute('aria-label')).to.equal('Mute microphone');
    named(host, 'End conversation').focus();
    named(host, 'End conversation').click();
    await says('The conversation has ended.');
    expect(inside(host).activeElement).not.to.equal(null);
  });

  for (const scheme of ['light', 'dark'] as const)
    for (const width of [390, 1000])
      it(`is accessible in each state, ${scheme}, ${width} pixels wide`, async () => {
        const { host, persona, talk, says } = await show({ scheme, width, height: 640 });
        await expect(host).to.be.accessible();
        await talk();
        persona.says('user', 'Hello');
        persona.says('persona', 'Good evening.');
        if (!inside(host).querySelector('[role=log]')) named(host, 'Transcript').click();
        await expect(host).to.be.accessible();
        named(host, 'End conversation').click();
        await says('The conversation has ended.');
        await expect(host).to.be.accessible();
        lendMicrophone(() => Promise.reject(new DOMException('', 'NotFoundError')));
        named(host, 'Start again').click();
        await says('No microphone was found.');
        await expect(host).to.be.accessible();
      });

  it('is accessible where no conversation is set up, and in Arabic', async () => {
    const unset = await show({ view: { ...mira, live: false, poster: null } });
    await expect(unset.host).to.be.accessible();
    unset.clear();
    const { host } = await show({ language: 'ar' });
    await expect(host).to.be.accessible();
  });
});

describe("The vendor's own SDK", () => {
  const { fetch } = window;
  afterEach(() => {
    window.fetch = fetch;
  });
  const base = 'https://persona.example';
  const token = (claims: object) => `head.${btoa(JSON.stringify(claims))}.signature`;

  const begin = async (sessionToken: string, answer: () => Response) => {
    const asks: Request[] = [];
    window.fetch = (...asked) => {
      const request = new Request(...asked);
      if (!request.url.startsWith(base)) return fetch(...asked);
      asks.push(request);
      return Promise.resolve(answer());
    };
    const startConversation = () => Promise.resolve({ sessionToken, apiBaseUrl: base, endsAt: null });
    const around = surroundings({ view: mira, startConversation });
    clear = around.clear;
    await mount(around.host, around.context);
    named(around.host, 'Start conversation').click();
    await until(() => around.events.length > 0);
    return { ...around, asks, text: inside(around.host).textContent };
  };

  it('is refused a bad token by the API, and the guest is told', async () => {
    const sessionToken = token({ type: 'ephemeral', accountId: 'a' });
    const refused = () => Response.json({ message: 'Invalid token' }, { status: 401 });
    const { asks, events, text } = await begin(sessionToken, refused);
    expect(asks.map(({ method, url }) => `${method} ${url}`)).to.deep.equal([`POST ${base}/v1/engine/session`]);
    expect(asks[0]?.headers.get('authorization')).to.equal(`Bearer ${sessionToken}`);
    expect(events).to.have.length(1);
    expect(events[0]).to.deep.include({ type: 'error', code: 'client_error_code_authentication_error' });
    expect(text).to.contain('The service did not accept this conversation.');
    expect(isOpen()).to.equal(false);
  });

  it('refuses what is no token at all', async () => {
    const { asks, events } = await begin('garbage', () => new Response());
    expect(asks).to.deep.equal([]);
    expect(events[0]).to.deep.include({ type: 'error', code: 'failed' });
    expect(isOpen()).to.equal(false);
  });
});
