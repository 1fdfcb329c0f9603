import type { Browser, Page } from '@playwright/test';

/**
 * Anam's engine, played by a second page of the same browser: it answers the offers that the SDK sends over the stub's
 * signalling socket, sends a moving picture and a sound over WebRTC, and speaks over the data channel.
 */
export interface Engine {
  /** What the engine knows of each connection that guests made, oldest first. */
  calls(): Promise<readonly EngineCall[]>;
  close(): Promise<void>;
}

export interface EngineCall {
  readonly sessionId: string;
  /** What guests wrote. */
  readonly heard: readonly string[];
  /** Bytes of the guest's voice that came. */
  readonly voice: number;
  /** Whether the guest hung up: its socket and its connection are closed. */
  readonly over: boolean;
}

/** What the engine's picture is filled with: no other picture of the page has this colour. */
export const engineColour = [200, 30, 120] as const;

export async function startEngine(browser: Browser, vendorUrl: string): Promise<Engine> {
  const context = await browser.newContext({ permissions: ['microphone', 'camera'] });
  const page = await context.newPage();
  await page.goto(`${vendorUrl}/engine`);
  await page.evaluate(runEngine, engineColour);
  return {
    calls: () => page.evaluate(() => Reflect.get(window, 'engineCalls')() as Promise<EngineCall[]>),
    close: () => context.close(),
  };
}

/** Runs in the engine's page. */
async function runEngine([red, green, blue]: typeof engineColour): Promise<void> {
  interface Call {
    readonly peer: RTCPeerConnection;
    readonly heard: string[];
    channel: RTCDataChannel | null;
    over: boolean;
  }
  const calls = new Map<string, Call>();
  const socket = new WebSocket(location.href.replace(/^http/, 'ws'));
  const opened = new Promise((resolve) => (socket.onopen = resolve));
  const send = (sessionId: string, actionType: string, payload: unknown) =>
    socket.send(JSON.stringify({ sessionId, actionType, payload }));

  const canvas = document.createElement('canvas');
  canvas.width = 320;
  canvas.height = 240;
  const pen = canvas.getContext('2d');
  let frame = 0;
  setInterval(() => {
    if (!pen) return;
    pen.fillStyle = `rgb(${red} ${green} ${blue})`;
    pen.fillRect(0, 0, 320, 240);
    pen.fillStyle = 'white';
    pen.fillRect((frame++ * 4) % 320, 220, 20, 20);
  }, 50);
  const picture = canvas.captureStream(20);
  const sound = await navigator.mediaDevices.getUserMedia({ audio: true });
  const stream = new MediaStream([...picture.getVideoTracks(), ...sound.getAudioTracks()]);

  let spoken = 0;
  const speak = (channel: RTCDataChannel, role: 'persona' | 'user', pieces: readonly string[]) => {
    const message_id = `message-${++spoken}`;
    pieces.forEach((content, content_index) => {
      const end_of_speech = content_index === pieces.length - 1;
      const data = { message_id, content_index, content, role, end_of_speech, interrupted: false };
      channel.send(JSON.stringify({ messageType: 'speechText', data }));
    });
  };

  const answer = async (sessionId: string, offer: RTCSessionDescriptionInit) => {
    const peer = new RTCPeerConnection({ iceServers: [] });
    const call: Call = { peer, heard: [], channel: null, over: false };
    calls.set(sessionId, call);
    peer.onicecandidate = ({ candidate }) => candidate && send(sessionId, 'icecandidate', candidate.toJSON());
    peer.ondatachannel = ({ channel }) => {
      call.channel = channel;
      channel.onclose = () => (call.over = true);
      channel.onmessage = ({ data }) => {
        const { message_type, content } = JSON.parse(String(data)) as { message_type: string; content?: string };
        if (message_type !== 'speech' || content === undefined) return;
        call.heard.push(content);
        speak(channel, 'persona', ['You wrote: ', `${content}.`]);
      };
      const greet = () => speak(channel, 'persona', ['Good evening, ', 'I am Cara.']);
      if (channel.readyState === 'open') greet();
      else channel.onopen = greet;
    };
    for (const track of stream.getTracks()) peer.addTrack(track, stream);
    await peer.setRemoteDescription(offer);
    await peer.setLocalDescription(await peer.createAnswer());
    send(sessionId, 'answer', peer.localDescription);
    send(sessionId, 'sessionready', '');
  };

  // One after the other: a candidate that comes while the offer is still being read would be lost.
  let work = Promise.resolve();
  socket.onmessage = ({ data }) => {
    const { sessionId, actionType, payload } = JSON.parse(String(data)) as {
      sessionId: string;
      actionType: string;
      payload: { connectionDescription: RTCSessionDescriptionInit } & RTCIceCandidateInit;
    };
    work = work.then(async () => {
      if (actionType === 'offer') await answer(sessionId, payload.connectionDescription);
      if (actionType === 'icecandidate') await calls.get(sessionId)?.peer.addIceCandidate(payload);
      if (actionType === 'closed') {
        const call = calls.get(sessionId);
        if (call) call.over = true;
      }
    });
  };
  await opened;

  Reflect.set(window, 'engineCalls', () =>
    Promise.all(
      [...calls].map(async ([sessionId, { peer, heard, over }]) => {
        let voice = 0;
        for (const report of (await peer.getStats()).values()) {
          if (report.type === 'inbound-rtp' && report.kind === 'audio') voice += Number(report.bytesReceived);
        }
        return { sessionId, heard, voice, over };
      }),
    ),
  );
}

/** The colour in the middle of a playing video; null while it shows nothing. */
export async function colourOf(page: Page | ReturnType<Page['frameLocator']>): Promise<readonly number[] | null> {
  return page.locator('video.live').evaluate((video) => {
    if (!(video instanceof HTMLVideoElement) || video.readyState < 2) return null;
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 1;
    const pen = canvas.getContext('2d');
    if (!pen) return null;
    const { videoWidth, videoHeight } = video;
    pen.drawImage(video, videoWidth / 2, videoHeight / 2, 1, 1, 0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data.subarray(0, 3)];
  });
}
