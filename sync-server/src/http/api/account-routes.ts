import type { AccountBody, NewAccountBody, SessionBody } from '@tallybook/shared/protocol/api-types';
import { Router } from 'express';
import type { Response } from 'express';
import type { AccountService } from '../../accounts/account-service.ts';
import { refuse } from '../../accounts/refusal.ts';
import type { SessionCookie } from '../../accounts/session-cookie.ts';
import type { Entered } from '../../accounts/sign-in.ts';
import type { AccountRecord } from '../../storage/port.ts';
import { answerRefusal } from './answer-refusal.ts';
import { optional, readFields, text } from './read-fields.ts';
import { createSessionGuard, pathPart, readVisitor, readWho } from './request-parts.ts';

/** Longer than any allowed one: what is too long is for the rules to say, what is far too long is not even read. */
const TEXT = text(1000);

function showAccount({ id, username, displayName }: AccountRecord): AccountBody {
  return { id, username, displayName };
}

export function createAccountRoutes(accounts: AccountService, cookie: SessionCookie): Router {
  const router = Router();
  const signedIn = createSessionGuard(accounts.sessions);

  const enter = (res: Response, status: number, { account, claim }: Entered, recoveryCode?: string): void => {
    const body: AccountBody | NewAccountBody = {
      ...showAccount(account),
      ...(recoveryCode === undefined ? {} : { recoveryCode }),
    };
    res.append('Set-Cookie', cookie.write(claim)).status(status).json(body);
  };

  router.post('/accounts', async (req, res) => {
    const form = readFields(req.body, {
      username: TEXT,
      displayName: TEXT,
      password: TEXT,
      signUpCode: optional(TEXT),
    });
    const entered = form.ok ? await accounts.signUp(readVisitor(req, cookie), form.value) : form;
    if (entered.ok) enter(res, 201, entered, entered.recoveryCode);
    else answerRefusal(res, entered);
  });

  router.post('/sessions', async (req, res) => {
    const form = readFields(req.body, { username: TEXT, password: TEXT });
    const entered = form.ok ? await accounts.signIn(readVisitor(req, cookie), form.value) : form;
    if (entered.ok) enter(res, 201, entered);
    else answerRefusal(res, entered);
  });

  router.post('/sessions/recover', async (req, res) => {
    const form = readFields(req.body, { username: TEXT, code: TEXT, next: TEXT });
    const entered = form.ok ? await accounts.recover(readVisitor(req, cookie), form.value) : form;
    if (entered.ok) enter(res, 201, entered, entered.recoveryCode);
    else answerRefusal(res, entered);
  });

  router.get(
    '/sessions',
    signedIn((_req, res, { account, session }) => {
      const sessions = accounts.sessions
        .list(account)
        .map(({ id, createdAt, lastSeenAt, userAgent }): SessionBody => ({
          id,
          createdAt,
          lastSeenAt,
          userAgent,
          current: id === session.id,
        }));
      res.json({ sessions });
      return Promise.resolve();
    }),
  );

  // Signing out twice, or with a session that has ended, leaves one just as signed out.
  router.delete('/sessions/current', async (req, res) => {
    const who = await readWho(accounts.sessions, req);
    if (who !== undefined) await accounts.sessions.end(who.account.id, who.session.id);
    // The cookie of somebody else, whom another tab has signed in, stays.
    if (who !== undefined || req.get('X-Account') === undefined) res.append('Set-Cookie', cookie.clear());
    res.status(204).end();
  });

  router.delete(
    '/sessions/:sessionId',
    signedIn(async (req, res, { account, session }) => {
      const sessionId = pathPart(req, 'sessionId');
      if ((await accounts.sessions.end(account.id, sessionId)) === 'no-such-session') {
        answerRefusal(res, refuse('no-such-session'));
        return;
      }
      if (sessionId === session.id) res.append('Set-Cookie', cookie.clear());
      res.status(204).end();
    }),
  );

  router.get(
    '/me',
    signedIn((_req, res, { account }) => {
      res.json(showAccount(account));
      return Promise.resolve();
    }),
  );

  router.patch(
    '/me',
    signedIn(async (req, res, { account }) => {
      const form = readFields(req.body, { displayName: TEXT });
      const renamed = form.ok ? await accounts.rename(account, form.value.displayName) : form;
      if ('ok' in renamed) answerRefusal(res, renamed);
      else res.json(showAccount(renamed));
    }),
  );

  router.post(
    '/me/password',
    signedIn(async (req, res, who) => {
      const form = readFields(req.body, { current: TEXT, next: TEXT });
      const entered = form.ok
        ? await accounts.changePassword(readVisitor(req, cookie), who, form.value)
        : form;
      if (entered.ok) enter(res, 200, entered);
      else answerRefusal(res, entered);
    }),
  );

  router.post(
    '/me/recovery-code',
    signedIn(async (req, res, who) => {
      const form = readFields(req.body, { password: TEXT });
      const renewed = form.ok
        ? await accounts.renewRecoveryCode(readVisitor(req, cookie), who, form.value.password)
        : form;
      if (renewed.ok) res.json({ recoveryCode: renewed.recoveryCode });
      else answerRefusal(res, renewed);
    }),
  );

  router.delete(
    '/me',
    signedIn(async (req, res, who) => {
      const form = readFields(req.body, { password: TEXT });
      const removed = form.ok
        ? await accounts.remove(readVisitor(req, cookie), who, form.value.password)
        : form;
      if (removed.ok) res.append('Set-Cookie', cookie.clear()).status(204).end();
      else answerRefusal(res, removed);
    }),
  );

  return router;
}
