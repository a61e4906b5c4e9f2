import { normalizeCode } from '@tallybook/shared/protocol/class-code';
import { isCurrencyCode } from '@tallybook/shared/money/currency';
import { Router } from 'express';
import type { Response } from 'express';
import { refuse } from '../../accounts/refusal.ts';
import type { Refusal } from '../../accounts/refusal.ts';
import type { SessionCookie } from '../../accounts/session-cookie.ts';
import type { SessionKeeper } from '../../accounts/session-keeper.ts';
import type { OwnClass } from '../../classes/class-record-access.ts';
import type { ClassService } from '../../classes/class-service.ts';
import { isStorageId } from '../../storage/storage-id.ts';
import { answerRefusal } from './answer-refusal.ts';
import { readPastDay } from './past-day.ts';
import { oneOf, optional, parsed, readFields, text } from './read-fields.ts';
import { createSessionGuard, pathPart, queryPart, readVisitor } from './request-parts.ts';

export interface ClassRouteParts {
  readonly classes: ClassService;
  readonly sessions: SessionKeeper;
  readonly cookie: SessionCookie;
  readonly nowMs: () => number;
}

const readMemberId = parsed(64, (value) => (/^m_[A-Za-z0-9_-]{6,40}$/.test(value) ? value : undefined));
const readCode = parsed(64, (value) => normalizeCode(value) ?? undefined);
const readAccountId = parsed(64, (value) => (isStorageId(value) ? value : undefined));
const readCurrency = parsed(3, (value) => (isCurrencyCode(value) ? value : undefined));

export function createClassRoutes(parts: ClassRouteParts): Router {
  const { classes } = parts;
  const router = Router();
  const signedIn = createSessionGuard(parts.sessions);

  const answerClass = async (res: Response, status: number, answer: OwnClass | Refusal): Promise<void> => {
    if (answer.ok) res.status(status).json(await classes.show(answer));
    else answerRefusal(res, answer);
  };
  const answerDone = (res: Response, answer: { readonly ok: true } | Refusal): void => {
    if (answer.ok) res.status(204).end();
    else answerRefusal(res, answer);
  };

  router.get(
    '/classes',
    signedIn(async (_req, res, { account }) => {
      res.json({ classes: await classes.list(account.id) });
    }),
  );

  router.put(
    '/classes/:classId',
    signedIn(async (req, res, { account }) => {
      const classId = pathPart(req, 'classId');
      if (!isStorageId(classId)) {
        answerRefusal(res, refuse('invalid', { fields: { classId: 'not-allowed' } }));
        return;
      }
      const form = readFields(req.body, {
        name: text(1000),
        currency: readCurrency,
        memberId: readMemberId,
        code: optional(readCode),
      });
      const created = form.ok ? await classes.create(account.id, { classId, ...form.value }) : form;
      await answerClass(res, created.ok && created.isNew ? 201 : 200, created);
    }),
  );

  router.get(
    '/classes/:classId',
    signedIn(async (req, res, { account }) => {
      await answerClass(res, 200, await classes.read(pathPart(req, 'classId'), account.id));
    }),
  );

  router.patch(
    '/classes/:classId',
    signedIn(async (req, res, { account }) => {
      const form = readFields(req.body, {
        joining: optional(oneOf('open', 'closed')),
        code: optional(oneOf('reset')),
        recovering: optional(oneOf('off')),
        owner: optional(readAccountId),
      });
      if (!form.ok) {
        answerRefusal(res, form);
        return;
      }
      const classId = pathPart(req, 'classId');
      const { joining, code, recovering, owner } = form.value;
      const isMore = joining !== undefined || code !== undefined || recovering !== undefined;
      if (owner !== undefined && isMore) {
        // One after the other, half of it could be done when the other half is refused.
        answerRefusal(res, refuse('invalid', { fields: { owner: 'not-alone' } }));
        return;
      }
      const changed =
        owner === undefined
          ? await classes.change(classId, account.id, {
              joining,
              isCodeReset: code === 'reset',
              isRecoveryOver: recovering === 'off',
            })
          : await classes.handOver(classId, account.id, owner);
      await answerClass(res, 200, changed);
    }),
  );

  router.delete(
    '/classes/:classId',
    signedIn(async (req, res, { account }) => {
      answerDone(res, await classes.deleteClass(pathPart(req, 'classId'), account.id));
    }),
  );

  router.post(
    '/memberships',
    signedIn(async (req, res, { account }) => {
      const { addressKey } = readVisitor(req, parts.cookie);
      const form = readFields(req.body, { code: text(1000) });
      const joined = form.ok
        ? await classes.join({ accountId: account.id, addressKey }, form.value.code)
        : form;
      await answerClass(res, joined.ok && joined.isNew ? 201 : 200, joined);
    }),
  );

  router.delete(
    '/classes/:classId/members/:accountId',
    signedIn(async (req, res, { account }) => {
      const classId = pathPart(req, 'classId');
      const accountId = pathPart(req, 'accountId');
      const last = queryPart(req, 'last');
      if (last !== null && last !== 'yes' && last !== 'no') {
        // A wish not understood must not end a class.
        answerRefusal(res, refuse('invalid', { fields: { last: 'not-allowed' } }));
        return;
      }
      answerDone(
        res,
        accountId === account.id
          ? await classes.leave(classId, accountId, last !== 'no')
          : await classes.remove(classId, account.id, accountId),
      );
    }),
  );

  router.post(
    '/classes/:classId/members/:accountId/readmit',
    signedIn(async (req, res, { account }) => {
      const accountId = pathPart(req, 'accountId');
      await answerClass(res, 200, await classes.readmit(pathPart(req, 'classId'), account.id, accountId));
    }),
  );

  router.post(
    '/classes/:classId/roll-back',
    signedIn(async (req, res, { account }) => {
      const form = readFields(req.body, { day: parsed(10, (day) => readPastDay(day, parts.nowMs())) });
      const rolled = form.ok
        ? await classes.rollBack(pathPart(req, 'classId'), account.id, form.value.day)
        : form;
      await answerClass(res, 200, rolled);
    }),
  );

  return router;
}
