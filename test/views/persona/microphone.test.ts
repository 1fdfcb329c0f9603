import { expect } from '@open-wc/testing';
import { NoMicrophone, openMicrophone, problemOf, type Refusal } from '../../../src/views/persona/microphone.js';

const desktop = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
const instagram = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile Instagram 350.0';
const webView = 'Mozilla/5.0 (Linux; Android 15; Pixel 9; wv) AppleWebKit/537.36 Chrome/156.0 Mobile Safari/537.36';
const refusal: Refusal = {
  name: 'NotAllowedError',
  framed: false,
  permission: undefined,
  milliseconds: 2000,
  userAgent: desktop,
};

describe('What a refused microphone means', () => {
  const table: readonly (readonly [string, Partial<Refusal>, string])[] = [
    ['the guest said no', {}, 'mic_denied'],
    ['the guest said no long ago', { permission: 'denied', milliseconds: 3 }, 'mic_denied'],
    ['the guest said no long ago, in a frame', { framed: true, permission: 'denied', milliseconds: 3 }, 'mic_denied'],
    ['the guest took a while to say no in a frame', { framed: true, permission: 'prompt' }, 'mic_denied'],
    [
      'the frame was refused before anybody was asked',
      { framed: true, permission: 'prompt', milliseconds: 3 },
      'mic_blocked',
    ],
    ['no answer from the Permissions API either', { framed: true, milliseconds: 3 }, 'mic_blocked'],
    ['there is no microphone', { name: 'NotFoundError' }, 'mic_missing'],
    ['no microphone can do what is asked', { name: 'OverconstrainedError' }, 'mic_missing'],
    ['another program has it', { name: 'NotReadableError' }, 'mic_busy'],
    ['the system took it away', { name: 'AbortError' }, 'mic_busy'],
    ['the browser knows no such thing', { name: 'TypeError' }, 'mic_unsupported'],
    ['an app lends its browser no microphone', { userAgent: instagram }, 'mic_in_app'],
    ['an Android WebView has none', { userAgent: webView, milliseconds: 2 }, 'mic_in_app'],
    ['something new', { name: 'WhoKnows' }, 'mic_denied'],
  ];
  for (const [what, parts, problem] of table)
    it(`${what}: ${problem}`, () => expect(problemOf({ ...refusal, ...parts })).to.equal(problem));
});

describe('Asking for the microphone', () => {
  const policy = (allowed: boolean) =>
    Object.defineProperty(document, 'permissionsPolicy', {
      configurable: true,
      value: { allowsFeature: (name: string) => name !== 'microphone' || allowed },
    });
  const media = (getUserMedia: () => Promise<MediaStream>) =>
    Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: { getUserMedia } });
  afterEach(() => {
    Reflect.deleteProperty(document, 'permissionsPolicy');
    Reflect.deleteProperty(navigator, 'mediaDevices');
  });

  const problem = async () => {
    try {
      await openMicrophone();
    } catch (cause) {
      if (cause instanceof NoMicrophone) return cause.problem;
    }
    return undefined;
  };

  it('gives the stream', async () => {
    policy(true);
    const stream = new MediaStream();
    media(() => Promise.resolve(stream));
    expect(await openMicrophone()).to.equal(stream);
  });

  it('does not even ask where the frame has no allow="microphone"', async () => {
    policy(false);
    let asked = false;
    media(() => {
      asked = true;
      return Promise.resolve(new MediaStream());
    });
    expect(await problem()).to.equal('mic_blocked');
    expect(asked).to.equal(false);
  });

  it('tells what the browser threw', async () => {
    policy(true);
    media(() => Promise.reject(new DOMException('Requested device not found', 'NotFoundError')));
    expect(await problem()).to.equal('mic_missing');
  });
});
