import type { ViewOf } from '../../contract/view.js';
import type { PersonaStrings } from '../../theme/strings/persona.js';
import { addStyles } from '../surface.js';
import type { ViewContext } from '../view.js';
import { converse } from './conversation.js';
import styles from './live.css?inline';
import { liveFace, type Talk } from './live-face.js';
import { openMicrophone } from './microphone.js';
import type { PersonaSeams } from './seams.js';
import { type Piece, withPiece, withTyped } from './transcript.js';

export { explain } from './problems.js';

/** Why a conversation is over. */
export type EndReason = 'guest' | 'time_limit' | 'server' | 'connection_lost' | 'view_closed';

export interface TalkOptions {
  readonly context: ViewContext<ViewOf<'persona'>>;
  readonly strings: PersonaStrings;
  readonly root: ShadowRoot;
  readonly seams: PersonaSeams;
  /** The guest types and lends no microphone. */
  readonly typing: boolean;
  /** Aborts the attempt; a conversation that has begun is ended by `end`. */
  readonly signal: AbortSignal;
  /** Says what the guest waits for. */
  readonly waiting: (text: string) => void;
  /** The conversation is over, and has been told to the page around. */
  readonly ended: (reason: EndReason) => void;
}

export interface Talking {
  end(reason: EndReason): void;
}

const minute = 60_000;
/** Where there is room for the transcript beside the picture, it is open. CSS pixels. */
const roomy = 860;

/** From the guest's click to a conversation that is on. Throws what `explain` has words for. */
export async function startTalk(options: TalkOptions): Promise<Talking> {
  const { context, strings, root, seams, typing, signal, waiting } = options;
  const { view, emit } = context;
  // Fetched while the guest answers the browser; a failure is told when it is needed.
  const sdk = seams.loadSdk();
  sdk.catch(() => undefined);
  let microphone: MediaStream | null = null;
  let pieces: (piece: Piece) => void = () => undefined;
  let closed: (reason: EndReason) => void = () => undefined;
  try {
    if (!typing) {
      waiting(strings.allow);
      microphone = await openMicrophone();
    }
    signal.throwIfAborted();
    waiting(strings.connecting);
    // First all that can fail for free: this claims the use.
    const ready = await sdk;
    signal.throwIfAborted();
    const session = await context.startConversation();
    signal.throwIfAborted();
    const conversation = await converse({
      sdk: ready,
      session,
      microphone,
      signal,
      said: (piece) => pieces(piece),
      closed: (reason) => closed(reason),
    });

    let talk: Talk = {
      lines: [],
      muted: false,
      captions: true,
      transcript: root.host.clientWidth >= roomy,
      lastMinute: false,
      silent: false,
    };
    let over = false;
    const change = (changes: Partial<Talk>): void => {
      talk = { ...talk, ...changes };
      face.show(talk);
    };
    /** The picture plays with its voice, or says that the browser wants another click first. */
    const listen = (): void => {
      face.video.play().then(
        () => change({ silent: false }),
        () => change({ silent: true }),
      );
    };
    const alarms: (() => void)[] = [];
    closed = (reason) => {
      if (over) return;
      over = true;
      conversation.stop();
      for (const callOff of alarms) callOff();
      context.report('conversation_ended');
      emit({ type: 'session-ended', reason });
      options.ended(reason);
    };
    pieces = (piece) => {
      const lines = withPiece(talk.lines, piece);
      if (over || lines === talk.lines) return;
      change({ lines });
      const line = lines.findLast(({ id }) => id.startsWith(piece.id));
      if (line?.complete) emit({ type: 'message-received', role: line.role, content: line.text });
    };
    const acts = {
      end: () => closed('guest'),
      mute: () => {
        conversation.mute(!talk.muted);
        change({ muted: !talk.muted });
        emit({ type: talk.muted ? 'mic-muted' : 'mic-unmuted' });
      },
      captions: () => change({ captions: !talk.captions }),
      transcript: () => change({ transcript: !talk.transcript }),
      sound: listen,
      send: (text: string) => {
        try {
          conversation.send(text);
        } catch (cause) {
          context.announce(strings.failed);
          emit({ type: 'error', code: 'message_not_sent', message: String(cause) });
          return false;
        }
        change({ lines: withTyped(talk.lines, text) });
        emit({ type: 'message-sent', content: text });
        return true;
      },
    };

    const { picture } = conversation;
    const face = liveFace({ name: view.name, picture, typing, strings, acts });
    addStyles(root, styles);
    const focused = root.activeElement;
    change({});
    root.replaceChildren(face.node);
    if (focused) face.node.querySelector<HTMLElement>('.bar button')?.focus();
    listen();
    const left = timeLeft(session.endsAt, view.minutes, seams.now());
    if (left !== undefined) {
      const warn = (): void => {
        change({ lastMinute: true });
        context.announce(strings.minuteLeft);
      };
      alarms.push(
        seams.after(Math.max(left - minute, 0), warn),
        seams.after(left, () => closed('time_limit')),
      );
    }
    context.announce(strings.live);
    context.report('conversation_started');
    emit({ type: 'session-started' });
    return { end: (reason) => closed(reason) };
  } catch (cause) {
    for (const track of microphone?.getTracks() ?? []) track.stop();
    throw cause;
  }
}

/** Milliseconds that the conversation may last, or undefined for no limit. */
function timeLeft(endsAt: string | null, minutes: number | null, now: number): number | undefined {
  if (endsAt === null) return undefined;
  const left = Date.parse(endsAt) - now;
  if (minutes === null) return Math.max(left, 0);
  // A guest's clock that is wrong by more than the conversation is long would end it before it begins.
  return left > 0 && left <= minutes * minute ? left : minutes * minute;
}
