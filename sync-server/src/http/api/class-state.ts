import { brotliCompress, constants, gzip } from 'node:zlib';
import { promisify } from 'node:util';
import type { Request, RequestHandler, Response } from 'express';
import type { BoundedQueue } from '../../accounts/bounded-queue.ts';
import { refuse, refuseAsBusy } from '../../accounts/refusal.ts';
import type { Refusal } from '../../accounts/refusal.ts';
import type { SessionKeeper } from '../../accounts/session-keeper.ts';
import type { ClassDocuments } from '../../classes/class-parts.ts';
import type { ClassService } from '../../classes/class-service.ts';
import { answerRefusal } from './answer-refusal.ts';
import { createSessionGuard, pathPart } from './request-parts.ts';

export interface ClassStateParts {
  readonly classes: ClassService;
  readonly sessions: SessionKeeper;
  readonly documents: ClassDocuments;
  /** Packing shares the threads that carry fsync, like the hashing of passwords. */
  readonly packing: BoundedQueue;
}

type Encoding = 'br' | 'gzip' | 'identity';

const packWithBrotli = promisify(brotliCompress);
const packWithGzip = promisify(gzip);
/** Packed when it is asked for, so speed counts: base64-like texts of a document lose little at these levels. */
const BROTLI_QUALITY = 4;
const GZIP_LEVEL = 5;

function pack(bytes: Uint8Array, encoding: 'br' | 'gzip'): Promise<Buffer> {
  return encoding === 'br'
    ? packWithBrotli(bytes, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
      })
    : packWithGzip(bytes, { level: GZIP_LEVEL });
}

function pickEncoding(req: Request): Encoding {
  if (req.acceptsEncodings('br') === 'br') return 'br';
  return req.acceptsEncodings('gzip') === 'gzip' ? 'gzip' : 'identity';
}

/** Whether If-None-Match names the tag; the weak form of a tag counts as the same. */
function hasTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag);
}

/** `GET /classes/:classId/state`: the document whole, for a device that has nothing of it yet. */
export function answerClassState(parts: ClassStateParts): RequestHandler {
  const signedIn = createSessionGuard(parts.sessions);
  /** Many devices that open a class at once share one packing of it. */
  const packingByTag = new Map<string, Promise<Buffer | 'busy'>>();

  const packOnce = (key: string, bytes: Uint8Array, encoding: 'br' | 'gzip'): Promise<Buffer | 'busy'> => {
    const running = packingByTag.get(key);
    if (running !== undefined) return running;
    const started = parts.packing.run(() => pack(bytes, encoding)).finally(() => packingByTag.delete(key));
    packingByTag.set(key, started);
    return started;
  };

  const setCaching = (res: Response, tag: string): void => {
    // The sequence number says what is in it, not how it is packed: hence the weak form.
    res.set({ 'Cache-Control': 'private, no-cache', ETag: `W/${tag}` }).vary('Accept-Encoding');
  };

  /** Asked again right before the answer: reading and packing take long enough to be removed meanwhile. */
  const findObstacle = async (
    req: Request,
    classId: string,
    accountId: string,
  ): Promise<Refusal | undefined> => {
    const who = await parts.sessions.authenticate(req.headers.cookie);
    if (who?.account.id !== accountId) return refuse('sign-in-required');
    const own = await parts.classes.read(classId, accountId);
    return own.ok ? undefined : own;
  };

  return signedIn(async (req, res, { account }) => {
    const classId = pathPart(req, 'classId');
    const own = await parts.classes.read(classId, account.id);
    if (!own.ok) {
      answerRefusal(res, own);
      return;
    }
    const position = await parts.documents.position(classId);
    const tag = `"${position.epoch}.${position.seq}"`;
    if (hasTag(req.get('If-None-Match'), tag)) {
      setCaching(res, tag);
      res.status(304).end();
      return;
    }
    const { epoch, seq, update } = await parts.documents.state(classId);
    const encoding = pickEncoding(req);
    const packed =
      encoding === 'identity'
        ? Buffer.from(update.buffer, update.byteOffset, update.byteLength)
        : await packOnce(`${classId} ${epoch}.${seq} ${encoding}`, update, encoding);
    if (packed === 'busy') {
      answerRefusal(res, refuseAsBusy());
      return;
    }
    const obstacle = await findObstacle(req, classId, account.id);
    if (obstacle !== undefined) {
      answerRefusal(res, obstacle);
      return;
    }
    setCaching(res, `"${epoch}.${seq}"`);
    if (encoding !== 'identity') res.set('Content-Encoding', encoding);
    res.type('application/octet-stream').send(packed);
  });
}
