import * as z from 'zod/mini';
import { GuestpassError } from '../../contract/errors.js';
import {
  Conversation,
  EndedConversation,
  GuestEvent,
  KeptConversation,
  LiveState,
  OpenedShare,
  OpenShare,
  StartConversation,
} from '../../contract/view.js';
import { json } from '../middleware/errors.js';
import { requireSameOrigin } from '../middleware/same-origin.js';
import type { FoundShare } from '../shares/guest-service.js';
import { stateOf } from '../shares/policy.js';
import { spend } from '../shares/rate.js';
import type { Rate } from '../stores/store.js';
import { type Call, openRoute, type Route } from './route.js';

const tag = 'guests';
/** A network that asks for unknown links is told to wait after so many. */
const unknownLinks: Rate = { burst: 60, interval: 2000 };
/** Milliseconds; the page takes a stream for dead that is silent for much longer. */
const heartbeat = 15_000;

/** `/api/guest`: what the guest page calls, with nothing but the token and the lease. */
export const guestRoutes: readonly Route[] = [
  openRoute({
    method: 'POST',
    path: '/api/guest/:token/open',
    tag,
    summary: 'Open a link: claims a use, or goes on with the visit of a lease; answers the view and a lease',
    body: OpenShare,
    replies: { 200: { description: 'The view, and the lease that everything else asks for', schema: OpenedShare } },
    handle: (call, body) =>
      guarded(call, async () => {
        requireSameOrigin(call);
        return json(await call.app.guests.open(tokenOf(call), body, call.visitor, call.signal));
      }),
  }),
  openRoute({
    method: 'POST',
    path: '/api/guest/:token/events',
    tag,
    summary: 'Tell what the guest did; each type is recorded once a visit',
    body: GuestEvent,
    replies: {
      200: { description: 'Whether it was the first of its type', schema: z.object({ recorded: z.boolean() }) },
    },
    handle: async (call, { lease, type }) => {
      requireSameOrigin(call);
      return json({ recorded: await call.app.guests.record(lease, type) });
    },
  }),
  openRoute({
    method: 'POST',
    path: '/api/guest/:token/conversation',
    tag,
    summary: "Start a persona's live session, which takes the use",
    body: StartConversation,
    replies: { 200: { description: 'The session', schema: Conversation } },
    handle: async (call, { lease }) => {
      requireSameOrigin(call);
      return json(await call.app.guests.startConversation(lease, call.signal));
    },
  }),
  openRoute({
    method: 'POST',
    path: '/api/guest/:token/conversation/keep',
    tag,
    summary: 'The live session goes on: asked for every minute, or its place is given to another guest',
    body: StartConversation,
    replies: { 200: { description: 'How long the place is kept', schema: KeptConversation } },
    handle: async (call, { lease }) => {
      requireSameOrigin(call);
      return json({ keptUntil: await call.app.guests.keepConversation(lease) });
    },
  }),
  openRoute({
    method: 'POST',
    path: '/api/guest/:token/conversation/end',
    tag,
    summary: 'End the live session: its place is free for another guest',
    body: StartConversation,
    replies: {
      200: {
        description: 'It has ended; the lease is of a new visit, which has taken no use',
        schema: EndedConversation,
      },
    },
    handle: async (call, { lease }) => {
      requireSameOrigin(call);
      return json({ lease: await call.app.guests.endConversation(lease) });
    },
  }),
  openRoute({
    method: 'GET',
    path: '/api/guest/:token/live',
    tag,
    summary:
      "The link's state as server-sent events: at once, and within two seconds of each change; as JSON to who does not accept an event stream",
    replies: { 200: { description: 'The state', schema: LiveState } },
    handle: (call) => guarded(call, () => live(call)),
  }),
];

function tokenOf({ params }: Call): string {
  return params['token'] ?? '';
}

/** Counts unknown links by network: guessing ends in 429. A link that exists is never held up by it. */
export async function guarded<T>(call: Call, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof GuestpassError) || cause.code !== 'not_found') throw cause;
    const { app, visitor } = call;
    await spend(app.store, { bucket: `unknown ${visitor.network}`, rate: unknownLinks }, app.now());
    throw cause;
  }
}

async function live(call: Call): Promise<Response> {
  const { app, request, signal } = call;
  const token = tokenOf(call);
  const found = await app.guests.findByToken(token);
  const liveState = ({ share }: FoundShare): LiveState => ({
    state: stateOf(share, app.now()),
    access: share.passwordVersion,
  });
  const stateNow = async (): Promise<LiveState> => {
    try {
      return liveState(await app.guests.findByToken(token));
    } catch (cause) {
      if (cause instanceof GuestpassError && cause.code === 'not_found') return { state: 'gone', access: 0 };
      throw cause;
    }
  };
  if (!request.headers.get('accept')?.includes('text/event-stream')) return json(liveState(found));

  const encoder = new TextEncoder();
  let stop: () => void = () => undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let told = '';
      const send = () => controller.enqueue(encoder.encode(`event: state\ndata: ${told}\n\n`));
      const tell = (live: LiveState) => {
        const data = JSON.stringify(live);
        if (data === told) return;
        told = data;
        send();
      };
      tell(liveState(found));
      // Each look reads the token again: a rotation makes it unknown, and its grace period may end.
      const unwatch = app.watch.watch(found.share.id, () => void stateNow().then(tell, () => undefined));
      // Said again, and not by a comment, which pages cannot hear: their silence is how they know that the stream is dead.
      const beat = setInterval(send, heartbeat);
      stop = () => {
        unwatch();
        clearInterval(beat);
      };
      const end = () => {
        stop();
        try {
          controller.close();
        } catch {
          // The client had left already.
        }
      };
      signal.addEventListener('abort', end, { once: true });
      if (signal.aborted) end();
    },
    cancel: () => stop(),
  });
  return new Response(body, {
    headers: { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' },
  });
}
