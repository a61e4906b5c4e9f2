import type { Request, RequestHandler, Response } from 'express';
import { addressToKey } from '../../accounts/client-address.ts';
import { refuse } from '../../accounts/refusal.ts';
import type { SessionCookie } from '../../accounts/session-cookie.ts';
import type { SessionKeeper, SignedIn } from '../../accounts/session-keeper.ts';
import type { Visitor } from '../../accounts/visitor.ts';
import { answerRefusal } from './answer-refusal.ts';

/** A part of the path; never missing in a route that names it. */
export function pathPart(req: Request, name: string): string {
  const value = req.params[name];
  return typeof value === 'string' ? value : '';
}

/** Null where the address does not name it. The app has Express read no queries. */
export function queryPart(req: Request, name: string): string | null {
  return new URLSearchParams(req.url.split('?', 2)[1] ?? '').get(name);
}

export function readVisitor(req: Request, cookie: SessionCookie): Visitor {
  return {
    // Counts only as many forwarding proxies as the server was told of.
    addressKey: addressToKey(req.ip),
    userAgent: req.get('User-Agent') ?? '',
    claims: cookie.read(req.headers.cookie),
  };
}

/**
 * Who asks, by the cookie. A page that says in `X-Account` whose data it works with is asking for nobody once another
 * tab of its browser has signed in as somebody else: the cookie is the browser's, the data is the page's.
 */
export async function readWho(
  sessions: Pick<SessionKeeper, 'authenticate'>,
  req: Request,
): Promise<SignedIn | undefined> {
  const who = await sessions.authenticate(req.headers.cookie);
  const expected = req.get('X-Account');
  return expected === undefined || expected === who?.account.id ? who : undefined;
}

/** Wraps handlers that need to know who asks; others get 401. */
export function createSessionGuard(
  sessions: Pick<SessionKeeper, 'authenticate'>,
): (handle: (req: Request, res: Response, who: SignedIn) => Promise<void>) => RequestHandler {
  return (handle) => async (req, res) => {
    const who = await readWho(sessions, req);
    if (who === undefined) answerRefusal(res, refuse('sign-in-required'));
    else await handle(req, res, who);
  };
}
