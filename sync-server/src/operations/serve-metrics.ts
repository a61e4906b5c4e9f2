import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { sendProblem } from '../http/problem.ts';
import type { Metrics } from './metrics.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
/** What proxies add, each in its own way. */
const FORWARDING_HEADER = /^(forwarded|via|x-real-ip|x-forwarded-.+)$/;

/**
 * Answers this machine itself, or whoever has the token. A proxy on the same machine also comes from loopback, so a
 * request that was passed on counts as coming from elsewhere, and so does each one while proxies are expected.
 */
export function serveMetrics(
  metrics: Metrics,
  { token, isProxied }: { readonly token: string | undefined; readonly isProxied: boolean },
): RequestHandler {
  return async (req, res) => {
    if ((isProxied || !isLocal(req)) && !hasToken(req.get('Authorization'), token)) {
      sendProblem(res, { status: 404, code: 'not-found', title: 'There is nothing at this address' });
      return;
    }
    const text = await metrics.render();
    res.set('Cache-Control', 'no-store').type(metrics.contentType).send(text);
  };
}

function isLocal(req: Request): boolean {
  const isForwarded = Object.keys(req.headers).some((name) => FORWARDING_HEADER.test(name));
  return !isForwarded && LOOPBACK.has(req.socket.remoteAddress ?? '');
}

function hasToken(authorization: string | undefined, token: string | undefined): boolean {
  if (token === undefined || authorization === undefined) return false;
  return timingSafeEqual(digest(authorization), digest(`Bearer ${token}`));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
