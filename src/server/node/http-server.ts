import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Guestpass } from '../handler.js';

/** How long a stop waits for what is under way, in milliseconds. */
const patience = 10_000;

/** Node's HTTP server around the handler, with time-outs against slow and idle clients. */
export function httpServer(guestpass: Guestpass): Server {
  const listener = getRequestListener(
    (request, env) =>
      guestpass.fetch(request, { address: ('incoming' in env ? env.incoming.socket.remoteAddress : undefined) ?? '' }),
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
