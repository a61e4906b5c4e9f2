import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorCode } from '../storage/data-folder.ts';

/** How long a client may take, so that slow ones cannot hold every connection. */
export interface HttpLimits {
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly keepAliveTimeoutMs: number;
  /** How often the timeouts are looked at. */
  readonly checkEveryMs: number;
  readonly maxHeaderBytes: number;
}

export const HTTP_LIMITS: HttpLimits = {
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  keepAliveTimeoutMs: 30_000,
  checkEveryMs: 2_000,
  maxHeaderBytes: 16 * 1024,
};

/** `reason` is the system's error name, such as EADDRINUSE. */
export type ListenResult =
  { readonly ok: true; readonly port: number } | { readonly ok: false; readonly reason: string };

/** A server without a handler yet: the app is made once the port is known, before the first request can arrive. */
export function createHttpServer(limits: HttpLimits): Server {
  return createServer({
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    connectionsCheckingInterval: limits.checkEveryMs,
    maxHeaderSize: limits.maxHeaderBytes,
  });
}

/** Listens, and hands the port to `createHandler` in the same turn of the event loop. */
export function listen(
  server: Server,
  address: { readonly host: string; readonly port: number },
  createHandler: (port: number) => RequestListener,
): Promise<ListenResult> {
  return new Promise((resolve) => {
    const refuse = (error: Error): void => resolve({ ok: false, reason: errorCode(error) });
    server.once('error', refuse);
    server.listen(address, () => {
      server.off('error', refuse);
      const { port } = server.address() as AddressInfo;
      server.on('request', createHandler(port));
      resolve({ ok: true, port });
    });
  });
}

/** Stops accepting, lets running requests end, and cuts what is left after `graceMs`. */
export async function drain(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  // A connection turns idle when its answer is out; `close` itself drops only those idle already.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}
