import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Guestpass } from '../handler.js';

/** How long a stop waits for what is under way, in milliseconds. */
const patience = 10_000;

/** Node's HTTP server around the handler, with time-outs against slow and idle clients. */
export function httpServer(guestpass: Guestpass): Server {
  const listener = getRequestListener(
    async (request, env) => {
      const address = ('incoming' in env ? env.incoming.socket.remoteAddress : undefined) ?? '';
      const response = await guestpass.fetch(request, { address });
      // Only files are long enough to fail on the way; all else is spared the detour.
      return response.headers.has('Accept-Ranges') ? cutOnFailure(response, env.outgoing) : response;
    },
    { overrideGlobalObjects: false },
  );
  const server = createServer(
    {
      headersTimeout: 10_000,
      requestTimeout: 15_000,
      connectionsCheckingInterval: 1000,
      keepAliveTimeout: 5000,
      maxHeaderSize: 16_384,
    },
    (request, response) => void listener(request, response),
  );
  server.maxRequestsPerSocket = 1000;
  server.maxConnections = 1024;
  return server;
}

/**
 * A body that fails on the way (the share ended, a vendor broke off) cuts the connection, so that nobody takes what has
 * come for the whole. Left to the adapter, the reason would be written into the file, and as a stack to the console.
 */
function cutOnFailure(response: Response, outgoing: { destroy(): unknown }): Response {
  if (!response.body) return response;
  const reader = response.body.getReader();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch {
        outgoing.destroy();
        controller.close();
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return new Response(body, response);
}

/** Takes no more connections, lets requests finish, ends streams, and closes the store. */
export async function stopServer(server: Server, guestpass: Guestpass): Promise<void> {
  const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
  const impatient = setTimeout(() => server.closeAllConnections(), patience);
  server.closeIdleConnections();
  await guestpass.close();
  server.closeIdleConnections();
  await stopped;
  clearTimeout(impatient);
}
