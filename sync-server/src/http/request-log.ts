import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import morgan from 'morgan';

const MAX_PATH_LENGTH = 200;
/** Express finds routes in any case. */
const MEMBER_IN_PATH = /(\/members\/+)[^/]+/gi;

/** Numbers the request, so that an error answer can be found in the log. */
export function assignRequestId(): RequestHandler {
  return (_req, res, next) => {
    res.locals['requestId'] = randomUUID();
    next();
  };
}

/** The rule that refused a request; left out of the line when none did. */
function readCode(code: unknown): string | undefined {
  return typeof code === 'string' ? code : undefined;
}

export function requestIdOf(res: Response): string {
  return String(res.locals['requestId']);
}

/**
 * The path alone: no query, no fragment, no scheme or credentials of an absolute address, no account,
 * no endless line. JSON escapes the rest.
 */
function readLoggedPath(url: string): string {
  if (!url.startsWith('/')) return '(not a path)';
  const path = (url.split(/[?#]/, 1)[0] ?? '').replace(MEMBER_IN_PATH, '$1:accountId');
  return path.length > MAX_PATH_LENGTH ? `${path.slice(0, MAX_PATH_LENGTH)}...` : path;
}

/**
 * One JSON line per request, times in UTC: never a body, a cookie, a token, a query or an address of a person.
 * `status` is null when the client left before the answer.
 */
export function logRequests(writeLine: (line: string) => void): RequestHandler {
  return morgan<Parameters<RequestHandler>[0], Response>(
    (tokens, req, res) => {
      const bytes = Number(res.getHeader('Content-Length') ?? 0);
      const hasBody = req.method !== 'HEAD' && res.statusCode !== 304;
      return JSON.stringify({
        at: new Date().toISOString(),
        requestId: requestIdOf(res),
        method: req.method,
        path: readLoggedPath(req.originalUrl),
        status: res.headersSent ? res.statusCode : null,
        code: readCode(res.locals['problemCode']),
        durationMs: Number(tokens['response-time']?.(req, res, 1) ?? 0),
        bytes: hasBody ? bytes : 0,
      });
    },
    { stream: { write: writeLine } },
  );
}
