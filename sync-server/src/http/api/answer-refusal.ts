import { PROBLEM_STATUS } from '@tallybook/shared/protocol/problem-codes';
import type { ProblemCode } from '@tallybook/shared/protocol/problem-codes';
import type { ErrorRequestHandler, Response } from 'express';
import { refuse } from '../../accounts/refusal.ts';
import type { Refusal } from '../../accounts/refusal.ts';
import { StorageError } from '../../storage/port.ts';
import { sendProblem } from '../problem.ts';
import type { Problem } from '../problem.ts';

const TITLE: Readonly<Record<ProblemCode, string>> = {
  'bad-json': 'The body is not JSON',
  'bad-request': 'The request cannot be read',
  'sign-in-required': 'Sign in first',
  'wrong-credentials': 'That username, password or code is not right',
  'cross-site': 'This request did not come from the app itself',
  'joining-closed': 'This class takes nobody new at the moment',
  'not-owner': 'Only the owner of the class may do that',
  removed: 'The owner removed you from this class',
  'sign-up-closed': 'No new accounts are made here',
  'too-many-classes': 'You are in as many classes as an account may have',
  'class-full': 'This class has as many members as it may have',
  'wrong-sign-up-code': 'That sign-up code is not right',
  'no-such-class': 'There is no such class',
  'no-such-member': 'There is no such member',
  'no-such-session': 'There is no such session',
  'not-found': 'There is nothing at this address',
  'method-not-allowed': 'Pages and files can only be read',
  'class-exists': 'A class with this id exists already',
  'code-taken': 'Another class has this class ID: make another',
  'last-member': 'Nobody else is in this class: leaving deletes it',
  'not-removed': 'This member was not removed',
  'out-of-reach': 'Nothing that old is kept of this class',
  'username-taken': 'Somebody else has this username',
  'class-deleted': 'This class was deleted',
  'too-large': 'The body is too large',
  'json-only': 'The body must be JSON, without an encoding',
  invalid: 'Something in the request is not right',
  'update-needed': 'This app is too old for this server: update it first',
  'slow-down': 'Too many tries: wait a little',
  internal: 'Something went wrong on the server',
  busy: 'The server has too much to do: try again',
  'class-damaged': 'The files of this class are damaged',
  'storage-unavailable': 'Nothing can be stored at the moment',
  'writes-not-durable': 'Nothing can be stored safely at the moment',
};

interface RefusalProblem extends Problem {
  readonly fields?: Readonly<Record<string, string>>;
}

export function answerRefusal(res: Response, { code, fields, retryAfterMs }: Refusal): void {
  if (retryAfterMs !== undefined) res.set('Retry-After', String(Math.max(1, Math.ceil(retryAfterMs / 1000))));
  // For the line in the log.
  res.locals['problemCode'] = code;
  const problem: RefusalProblem = {
    status: PROBLEM_STATUS[code],
    code,
    title: TITLE[code],
    ...(fields === undefined ? {} : { fields }),
  };
  sendProblem(res, problem);
}

const STORAGE_RETRY_MS = 10_000;

/** A disk that refuses is told as such; every other error is for the last resort. */
export function answerStorageErrors(): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    if (!(error instanceof StorageError) || res.headersSent) {
      next(error);
      return;
    }
    answerRefusal(
      res,
      error.reason === 'damaged'
        ? refuse('class-damaged')
        : refuse('storage-unavailable', { retryAfterMs: STORAGE_RETRY_MS }),
    );
  };
}
