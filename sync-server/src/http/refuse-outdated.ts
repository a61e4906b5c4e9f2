import { isOutdated, SCHEMA_HEADER } from '@tallybook/shared/protocol/schema-version';
import type { RequestHandler } from 'express';
import { sendProblem } from './problem.ts';

/**
 * Refuses apps that are too old to understand this server, before they read or write anything. `Upgrade` is left out of
 * the 426: it would ask for another protocol, and HTTP/2 forbids it.
 */
export function refuseOutdated(schemaVersion?: number): RequestHandler {
  return (req, res, next) => {
    if (isOutdated(req.get(SCHEMA_HEADER), schemaVersion)) {
      sendProblem(res, {
        status: 426,
        code: 'update-needed',
        title: 'This app is too old for this server: update it first',
      });
    } else next();
  };
}
