import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { sendProblem } from '../http/problem.ts';
import type { Metrics } from './metrics.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const FORWARDING_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/**
 * Answers this machine itself, or whoever has the token. A proxy on the same machine also comes from loopback, so a
 * request that was passed on counts as coming from elsewhere.
 */
export function serveMetrics(metrics: Metrics, token: string | undefined): RequestHandler {
  return async (req, res) => {
    if (!isLocal(req) && !hasToken(req.get('Authorization'), token)) {
      sendProblem(res, { status: 404, code: 'not-found', title: 'There is nothing at this address' });
      return;
    }
    const text = await metrics.render();
    res.set('Cache-Control', 'no-store').type(metrics.contentType).send(text);
  };
}

function isLocal(req: Request): boolean {
  const isForwarded = FORWARDING_HEADERS.some((name) => req.headers[name] !== undefined);
  return !isForwarded && LOOPBACK.has(req.socket.remoteAddress ?? '');
}

function hasToken(authorization: string | undefined, token: string | undefined): boolean {
  if (token === undefined || authorization === undefined) return false;
  return timingSafeEqual(digest(authorization), digest(`Bearer ${token}`));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
