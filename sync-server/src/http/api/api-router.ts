import { Router } from 'express';
import type { AccountService } from '../../accounts/account-service.ts';
import type { BoundedQueue } from '../../accounts/bounded-queue.ts';
import type { SessionCookie } from '../../accounts/session-cookie.ts';
import type { ClassDocuments } from '../../classes/class-parts.ts';
import type { ClassService } from '../../classes/class-service.ts';
import { createAccountRoutes } from './account-routes.ts';
import { answerStorageErrors } from './answer-refusal.ts';
import { createClassRoutes } from './class-routes.ts';
import { answerClassState } from './class-state.ts';
import { readJsonBody } from './json-body.ts';

export interface ApiParts {
  readonly accounts: AccountService;
  readonly classes: ClassService;
  readonly documents: ClassDocuments;
  readonly cookie: SessionCookie;
  /** For packing class states: few at once. */
  readonly packing: BoundedQueue;
  /** UTC, ms since 1970. */
  readonly nowMs: () => number;
}

/** Everything under `/api` that needs accounts. Mounted behind `refuseCrossSite`; other paths fall through. */
export function createApiRouter(parts: ApiParts): Router {
  const { accounts, cookie } = parts;
  const { sessions } = accounts;
  const router = Router();
  router.use((_req, res, next) => {
    res.set('Cache-Control', 'no-store');
    next();
  });
  router.use(...readJsonBody());
  router.get('/classes/:classId/state', answerClassState({ ...parts, sessions }));
  router.use(createAccountRoutes(accounts, cookie));
  router.use(createClassRoutes({ ...parts, sessions }));
  router.use(answerStorageErrors());
  return router;
}
