import type { RequestHandler } from 'express';
import type { DurabilityProbe } from '../storage/durability-probe.ts';
import { sendProblem } from './problem.ts';

/** `GET /healthz`: 200 when a write would be durable now, 503 with the reason when not. Names no versions. */
export function answerHealth(probe: DurabilityProbe): RequestHandler {
  return async (_req, res) => {
    const durability = await probe();
    if (durability.ok) {
      res.set('Cache-Control', 'no-store').json({ status: 'ok' });
      return;
    }
    sendProblem(res, {
      status: 503,
      code: 'writes-not-durable',
      title: 'Nothing can be stored safely at the moment',
      detail: durability.reason,
    });
  };
}
