import type { IncomingMessage } from 'node:http';

/**
 * The address of whoever asked, for requests that Express does not see. Each trusted proxy has added one entry to the
 * end of X-Forwarded-For; what stands before those was written by strangers and is not looked at.
 */
export function readClientAddress(request: IncomingMessage, trustProxy: number): string | undefined {
  const header = request.headers['x-forwarded-for'];
  const passedOn = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',');
  const hops = [...passedOn.map((address) => address.trim()), request.socket.remoteAddress ?? ''];
  // A proxy that was promised and is not there leaves fewer entries: then the nearest one known counts.
  const address = hops.filter((hop) => hop !== '').at(-1 - trustProxy) ?? hops.find((hop) => hop !== '');
  return address;
}
