import express from 'express';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { refuse } from '../../accounts/refusal.ts';
import { answerRefusal } from './answer-refusal.ts';

/** Every body of the API is a short form. */
const MAX_BODY_BYTES = 32 * 1024;

function hasBody(req: Parameters<RequestHandler>[0]): boolean {
  return req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
}

/** Other types are what a form of a foreign page could send without asking, so they count as sent by one. */
function requireJson(): RequestHandler {
  return (req, res, next) => {
    if (
      req.method === 'GET' ||
      req.method === 'HEAD' ||
      !hasBody(req) ||
      req.is('application/json') !== false
    ) {
      next();
      return;
    }
    answerRefusal(res, refuse('cross-site'));
  };
}

/** The parser's errors carry a `type`; anything else that goes wrong while reading is the client's too. */
function answerUnreadable(): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    const type = error instanceof Error && 'type' in error ? error.type : undefined;
    switch (type) {
      case 'entity.too.large':
        answerRefusal(res, refuse('too-large'));
        return;
      case 'encoding.unsupported':
      case 'charset.unsupported':
        answerRefusal(res, refuse('json-only'));
        return;
      case 'entity.parse.failed':
        answerRefusal(res, refuse('bad-json'));
        return;
      default:
        next(error);
    }
  };
}

/** Reads JSON of any kind into `req.body`; without a body it stays undefined. Nothing is unpacked. */
export function readJsonBody(): (RequestHandler | ErrorRequestHandler)[] {
  const parse = express.json({
    limit: MAX_BODY_BYTES,
    inflate: false,
    strict: false,
    type: 'application/json',
  });
  return [requireJson(), parse, answerUnreadable()];
}
