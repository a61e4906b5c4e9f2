import { randomBytes, randomUUID } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Router } from 'express';
import { createAccountService } from './accounts/account-service.ts';
import type { AccountService } from './accounts/account-service.ts';
import { createBoundedQueue } from './accounts/bounded-queue.ts';
import { createPasswordHasher, makeDummyHash } from './accounts/password-hasher.ts';
import type { PasswordHasher } from './accounts/password-hasher.ts';
import { createSessionCookie } from './accounts/session-cookie.ts';
import { SESSION_LIFE, isLive } from './accounts/session-token.ts';
import type { ClassDocuments } from './classes/class-parts.ts';
import { createClassService } from './classes/class-service.ts';
import type { SignUpPolicy } from './config.ts';
import { createApiRouter } from './http/api/api-router.ts';
import { createKeyedQueue } from './storage/keyed-queue.ts';
import type { ClassRecord, Storage } from './storage/port.ts';
import type { ClassInfo } from './sync/class-info.ts';
import { CLOSE_CODES } from '@tallybook/shared/protocol/close-codes';
import type { EncodeSnapshot, ReportSyncEvent, SyncMetrics, Timers } from './sync/ports.ts';
import { readRecoverableMembers, withRecovered } from './sync/recovery.ts';
import { createRooms } from './sync/rooms.ts';
import type { Rooms } from './sync/rooms.ts';

export interface ServicesParts {
  readonly storage: Storage;
  readonly timers: Timers;
  readonly encodeSnapshot: EncodeSnapshot;
  readonly metrics: SyncMetrics;
  readonly report: ReportSyncEvent;
  readonly signUpPolicy: SignUpPolicy;
  /** Whether people open the app by https, which the session's cookie then insists on. */
  readonly isHttps: boolean;
}

export interface Services {
  readonly rooms: Rooms;
  readonly accounts: AccountService;
  readonly hasher: PasswordHasher;
  readonly api: Router;
}

/** Two at a time, so that a flood of sign-ins leaves threads free for fsync. */
const HASHING = { concurrency: 2, maxWaiting: 20 };
const PACKING = { concurrency: 1, maxWaiting: 20 };

/** Puts accounts, classes and rooms together over one storage; what one of them decides cuts the sockets of another. */
export async function createServices(parts: ServicesParts): Promise<Services> {
  const { storage, timers } = parts;
  const nowMs = (): number => Date.now();
  const accountQueue = createKeyedQueue();
  const argon2 = { hash, verify };
  const hasher = createPasswordHasher(
    argon2,
    createBoundedQueue(HASHING),
    await makeDummyHash(argon2, randomBytes),
  );
  const cookie = createSessionCookie(parts.isHttps, SESSION_LIFE.absoluteMs);

  const rooms = createRooms({
    ...parts,
    documents: storage.documents,
    access: {
      access: (classId, accountId) => classes.access(classId, accountId),
      hasSession: async (accountId, sessionId) => {
        const account = await storage.accounts.read(accountId);
        const session = account?.sessions.find(({ id }) => id === sessionId);
        return session !== undefined && isLive(session, nowMs());
      },
      recoverableMembers: (classId) => readRecoverableMembers(storage.classes, classId, nowMs()),
    },
    timers,
    onInfo: (classId, info) => {
      storage.classes
        .update(classId, (record) => (isTold(record, info) ? record : { ...record, ...info }))
        // Told again when the class is next loaded.
        .catch(() => parts.report({ event: 'info-failed', classId, detail: 'class record' }));
    },
    onRecovered: (classId, recovery) => {
      storage.classes
        .update(classId, (record) => withRecovered(record, recovery))
        // Told again when the class is next loaded.
        .catch(() => parts.report({ event: 'info-failed', classId, detail: 'class record' }));
    },
  });
  const documents: ClassDocuments = rooms;
  const classes = createClassService({
    storage: storage.classes,
    accounts: storage.accounts,
    documents,
    accountQueue,
    nowMs,
    randomBytes,
    onMemberCut: (classId, accountId) => rooms.cutMember(classId, accountId),
    onClassDeleted: (classId) => {
      rooms.cutClass(classId, CLOSE_CODES.noSuchClass).catch(() => {
        parts.report({ event: 'release-failed', classId, detail: 'class deleted' });
      });
    },
  });
  const accounts = createAccountService({
    storage: storage.accounts,
    cookie,
    hasher,
    signUpPolicy: parts.signUpPolicy,
    accountQueue,
    forgetInClasses: (accountId) => classes.forgetAccount(accountId),
    nowMs,
    randomBytes,
    newId: randomUUID,
    onSessionsEnded: (accountId, sessionIds) => rooms.cutSessions(accountId, sessionIds),
  });
  const packing = createBoundedQueue(PACKING);
  return {
    rooms,
    accounts,
    hasher,
    api: createApiRouter({ accounts, classes, documents, cookie, packing, nowMs }),
  };
}

function isTold(record: ClassRecord, { name, currency }: ClassInfo): boolean {
  return (
    (name === undefined || name === record.name) && (currency === undefined || currency === record.currency)
  );
}
