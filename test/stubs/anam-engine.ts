import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { canaryText } from './vendor-server.js';
import { acceptSocket, type ServerSocket } from './web-socket.js';

/**
 * What Anam's SDK talks to in a guest's browser, as the SDK's own code has it: the session that a token opens, and the
 * socket that carries the signals of its WebRTC connection. The engine itself, which answers those signals, connects to
 * `/engine` and gets every message of every session; each message names its session.
 */
export interface AnamEngine {
  /** Sessions that were opened, oldest first. */
  readonly sessions: readonly EngineSession[];
  /** What the next sessions are refused with; null for none. */
  refusal: { readonly status: number; readonly error: string } | null;
  /** Ends a session as the vendor does when its time is over. */
  end(sessionId: string, reason: string): void;
}

export interface EngineSession {
  readonly sessionId: string;
  readonly sessionToken: string;
  /** Whether the guest's end of its socket is open. */
  connected: boolean;
}

interface Options {
  /** Whether this session token was given out. */
  readonly known: (sessionToken: string) => boolean;
  readonly violation: (what: string) => void;
}

/** The stub's part that faces browsers: `request` answers true when it took the request. */
export function createAnamEngine({ known, violation }: Options) {
  const sessions: EngineSession[] = [];
  const guests = new Map<string, ServerSocket>();
  let engine: ServerSocket | null = null;
  /** Signals that came before the engine connected. */
  let early: string[] = [];
  const state: { refusal: AnamEngine['refusal'] } = { refusal: null };

  const open = (request: IncomingMessage, body: unknown): { status: number; json: unknown } => {
    const sessionToken = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (!known(sessionToken)) {
      violation('POST /v1/engine/session: a token that nobody gave out');
      return { status: 401, json: { message: canaryText } };
    }
    if (typeof body !== 'object' || body === null || !('clientMetadata' in body))
      violation('POST /v1/engine/session: no clientMetadata');
    const { refusal } = state;
    if (refusal) return { status: refusal.status, json: { error: refusal.error, message: canaryText } };
    if (sessions.some((session) => session.sessionToken === sessionToken))
      violation('POST /v1/engine/session: a session token used twice');
    const sessionId = randomUUID();
    sessions.push({ sessionId, sessionToken, connected: false });
    return {
      status: 201,
      json: {
        sessionId,
        engineHost: request.headers.host,
        engineProtocol: 'http',
        signallingEndpoint: '/ws',
        clientConfig: { heartbeatIntervalSeconds: 1, maxWsReconnectionAttempts: 2, iceServers: [] },
      },
    };
  };

  return {
    sessions,
    get refusal() {
      return state.refusal;
    },
    set refusal(refusal) {
      state.refusal = refusal;
    },
    end(sessionId: string, reason: string) {
      guests.get(sessionId)?.send(JSON.stringify({ actionType: 'endsession', sessionId, payload: reason }));
    },

    request(incoming: IncomingMessage, response: ServerResponse): boolean {
      const path = incoming.url?.split('?')[0];
      if (path === '/engine') {
        response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Engine</title>');
        return true;
      }
      if (path !== '/v1/engine/session') return false;
      const cors = {
        'access-control-allow-origin': '*',
        'access-control-allow-headers': 'authorization, content-type',
        'access-control-allow-methods': 'POST',
      };
      if (incoming.method === 'OPTIONS') {
        response.writeHead(204, cors).end();
        return true;
      }
      let text = '';
      incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      incoming.on('end', () => {
        const { status, json } = open(incoming, JSON.parse(text || 'null'));
        response.writeHead(status, { 'content-type': 'application/json', ...cors }).end(JSON.stringify(json));
      });
      return true;
    },

    upgrade(incoming: IncomingMessage, stream: Duplex, head: Uint8Array): void {
      const url = new URL(incoming.url ?? '/', 'http://stub');
      if (url.pathname === '/engine') {
        const socket = acceptSocket(incoming, stream, head);
        engine = socket;
        for (const message of early) socket.send(message);
        early = [];
        socket.onMessage((message) => {
          const { sessionId } = JSON.parse(message) as { sessionId: string };
          guests.get(sessionId)?.send(message);
        });
        socket.onClose(() => (engine = engine === socket ? null : engine));
        return;
      }
      const session = sessions.find(({ sessionId }) => sessionId === url.searchParams.get('session_id'));
      if (url.pathname !== '/ws' || !session) {
        violation(`web socket ${incoming.url}: no such session`);
        stream.end('HTTP/1.1 404 Not Found\r\n\r\n');
        return;
      }
      const socket = acceptSocket(incoming, stream, head);
      guests.set(session.sessionId, socket);
      session.connected = true;
      const tell = (message: string) => (engine ? engine.send(message) : early.push(message));
      socket.onMessage((message) => {
        const { sessionId } = JSON.parse(message) as { sessionId: string };
        if (sessionId !== session.sessionId) violation('web socket: a message of another session');
        tell(message);
      });
      socket.onClose(() => {
        if (guests.get(session.sessionId) === socket) guests.delete(session.sessionId);
        session.connected = guests.has(session.sessionId);
        tell(JSON.stringify({ actionType: 'closed', sessionId: session.sessionId, payload: '' }));
      });
    },
  };
}
