import type { ProblemCode } from '@tallybook/shared/protocol/problem-codes';
import type { ErrorRequestHandler, Response } from 'express';
import { requestIdOf } from './request-log.ts';

/** An error answer after RFC 9457. `code` is stable and for programs; `title` and `detail` are for people. */
export interface Problem {
  readonly status: number;
  readonly code: ProblemCode;
  readonly title: string;
  readonly detail?: string;
  /** Names this one occurrence, to find it in the log. */
  readonly instance?: string;
}

export function sendProblem(res: Response, problem: Problem): void {
  res.locals['problemCode'] = problem.code;
  res.status(problem.status).set('Cache-Control', 'no-store').type('application/problem+json');
  res.send(JSON.stringify(problem));
}

/** Status that Express and its parts attach to an error the request itself caused, such as an unreadable path. */
function readClientStatus(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return undefined;
  return error.status >= 400 && error.status < 500 ? error.status : undefined;
}

/** Where an error came from, without its message, which may quote what somebody sent. */
function describeOrigin(error: unknown): { name: string; frames: string[] } {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { name: error.name, frames: frames.map((line) => line.trim()) };
}

/** Last resort of every request: keeps the process alive and tells the client nothing but an id to report. */
export function handleRequestError(writeLine: (line: string) => void): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    const status = readClientStatus(error);
    if (status === undefined) {
      const at = new Date().toISOString();
      const requestId = requestIdOf(res);
      writeLine(`${JSON.stringify({ at, event: 'request-failed', requestId, ...describeOrigin(error) })}\n`);
    }
    if (res.headersSent) {
      // Too late for an answer: Express cuts the connection, so that the client sees it was not complete.
      next(error);
      return;
    }
    if (status === undefined) {
      sendProblem(res, {
        status: 500,
        code: 'internal',
        title: 'Something went wrong on the server',
        instance: `urn:uuid:${requestIdOf(res)}`,
      });
      return;
    }
    sendProblem(res, { status, code: 'bad-request', title: 'The request cannot be read' });
  };
}
