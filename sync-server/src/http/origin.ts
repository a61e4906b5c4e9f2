import type { RequestHandler } from 'express';
import { sendProblem } from './problem.ts';

/** The origin people are meant to open, and those that count as the same. */
export interface PublicOrigin {
  readonly origin: string;
  readonly accepted: ReadonlySet<string>;
}

/**
 * @param configured PUBLIC_ORIGIN, or undefined for the default `http://localhost:PORT`, beside which 127.0.0.1 counts
 *   as the same
 * @param port the port that is listened on
 */
export function resolvePublicOrigin(configured: string | undefined, port: number): PublicOrigin {
  if (configured !== undefined) return { origin: configured, accepted: new Set([configured]) };
  // Port 80 is left out, as browsers leave it out of the origin.
  const origins = ['localhost', '127.0.0.1'].map((host) => new URL(`http://${host}:${port}`).origin);
  return { origin: origins[0] ?? '', accepted: new Set(origins) };
}

const READING_METHODS = new Set(['GET', 'HEAD']);

/**
 * Refuses requests that change something unless a page of our own origin sent them. Strings are compared and nothing
 * is parsed, since `Origin: null` is legal. The Host header is not looked at: reading under another name is harmless
 * and lets the app explain itself there, while a name bound to this address by somebody else still brings its own
 * Origin with every change.
 */
export function refuseCrossSite({ accepted }: PublicOrigin): RequestHandler {
  return (req, res, next) => {
    res.vary('Sec-Fetch-Site, Origin');
    const origin = req.get('Origin');
    const fetchSite = req.get('Sec-Fetch-Site');
    const isOurs =
      (origin === undefined ? fetchSite === 'same-origin' : accepted.has(origin)) &&
      (fetchSite === undefined || fetchSite === 'same-origin');
    if (READING_METHODS.has(req.method) || isOurs) {
      next();
      return;
    }
    sendProblem(res, {
      status: 403,
      code: 'cross-site',
      title: 'This request did not come from the app itself',
    });
  };
}
