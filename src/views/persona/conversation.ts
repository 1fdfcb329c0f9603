import type { AnamClient } from '@anam-ai/js-sdk';
import type { Conversation as Session } from '../../contract/view.js';
import { ConnectionLost } from './problems.js';
import type { PersonaSdk } from './seams.js';
import type { Piece } from './transcript.js';

export interface ConversationOptions {
  readonly sdk: PersonaSdk;
  readonly session: Session;
  /** Null for a guest who types. */
  readonly microphone: MediaStream | null;
  readonly said: (piece: Piece) => void;
  /** The other side ended it, or the connection broke; not after `stop`. */
  readonly closed: (reason: 'server' | 'connection_lost') => void;
  /** Aborts the attempt to connect. */
  readonly signal: AbortSignal;
}

export interface Conversation {
  /** The persona's picture and voice. */
  readonly picture: MediaStream;
  mute(muted: boolean): void;
  send(text: string): void;
  /** Ends the session and gives the microphone back. */
  stop(): void;
}

/** Longer than a connection ever takes that comes about at all. Milliseconds. */
const connectWithin = 30_000;

/** Connects to the persona; resolves with her picture. */
export async function converse({
  sdk,
  session,
  microphone,
  said,
  closed,
  signal,
}: ConversationOptions): Promise<Conversation> {
  const { AnamEvent } = sdk;
  const client: Pick<
    AnamClient,
    'addListener' | 'stream' | 'stopStreaming' | 'sendUserMessage' | 'muteInputAudio' | 'unmuteInputAudio'
  > = sdk.createClient(session.sessionToken, {
    // Guests did not come to be measured, and our policy lets the page talk to few.
    metrics: { disableClientMetrics: true },
    disableInputAudio: microphone === null,
    ...(session.apiBaseUrl === null ? {} : { api: { baseUrl: session.apiBaseUrl } }),
  });
  let over = false;
  let talking = false;
  const stop = (): void => {
    over = true;
    void client.stopStreaming().catch(() => undefined);
    for (const track of microphone?.getTracks() ?? []) track.stop();
  };
  let limit: ReturnType<typeof setTimeout> | undefined;
  try {
    const picture = await new Promise<MediaStream>((resolve, reject) => {
      limit = setTimeout(() => reject(new ConnectionLost('No picture came')), connectWithin);
      signal.addEventListener('abort', () => reject(signal.reason));
      // Stopping has no effect while the SDK still asks for its session: it is made up for as soon as there is one.
      for (const event of [AnamEvent.CONNECTION_ESTABLISHED, AnamEvent.SESSION_READY] as const) {
        client.addListener(event, () => over && stop());
      }
      client.addListener(AnamEvent.VIDEO_STREAM_STARTED, resolve);
      client.addListener(AnamEvent.CONNECTION_CLOSED, (reason) => {
        if (over) return;
        reject(new ConnectionLost(reason));
        if (talking) closed(reason.endsWith('SERVER_CLOSED_CONNECTION') ? 'server' : 'connection_lost');
      });
      client.addListener(AnamEvent.MESSAGE_STREAM_EVENT_RECEIVED, said);
      // Not streamToVideoElement: that finds its element by an id in the document, and ours is in a shadow root.
      client.stream(microphone ?? undefined).catch(reject);
    });
    talking = true;
    return {
      picture,
      mute: (muted) => void (muted ? client.muteInputAudio() : client.unmuteInputAudio()),
      send: (text) => client.sendUserMessage(text),
      stop,
    };
  } catch (cause) {
    stop();
    throw cause;
  } finally {
    clearTimeout(limit);
  }
}
