import { randomBytes, randomUUID } from 'node:crypto';
import express from 'express';
import { createFakeArgon2 } from '../../accounts/argon2-fixture.ts';
import { createAccountService } from '../../accounts/account-service.ts';
import { createBoundedQueue } from '../../accounts/bounded-queue.ts';
import { createPasswordHasher } from '../../accounts/password-hasher.ts';
import type { Argon2 } from '../../accounts/password-hasher.ts';
import { createSessionCookie } from '../../accounts/session-cookie.ts';
import { SESSION_LIFE } from '../../accounts/session-token.ts';
import type { ClassDocuments } from '../../classes/class-parts.ts';
import { createClassService } from '../../classes/class-service.ts';
import type { SignUpPolicy } from '../../config.ts';
import { createKeyedQueue } from '../../storage/keyed-queue.ts';
import { createMemoryStorage } from '../../storage/memory/memory-storage.ts';
import type { AccountStore, ClassStore, Storage } from '../../storage/port.ts';
import { ask } from '../app-fixture.ts';
import type { RawAnswer } from '../app-fixture.ts';
import { createHttpServer, HTTP_LIMITS, listen } from '../http-server.ts';
import { refuseCrossSite, resolvePublicOrigin } from '../origin.ts';
import { handleRequestError, sendProblem } from '../problem.ts';
import { assignRequestId } from '../request-log.ts';
import { createApiRouter } from './api-router.ts';

export const PASSWORD = 'correct horse battery';

export interface ApiOverrides {
  /** Storage in memory unless given. */
  readonly storage?: Storage;
  readonly signUpPolicy?: SignUpPolicy;
  readonly trustProxy?: number;
  readonly publicOrigin?: string;
  readonly documents?: Partial<ClassDocuments>;
  readonly argon2?: Argon2;
  /** Puts something between the services and the store. */
  readonly wrapAccounts?: (store: AccountStore) => AccountStore;
  readonly wrapClasses?: (store: ClassStore) => ClassStore;
}

type Answer = RawAnswer & { readonly json: Record<string, unknown> };

/** A browser: keeps the session's cookie as it is told to. */
export interface Browser {
  cookie: string | undefined;
  readonly send: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer>;
}

export interface Person extends Browser {
  readonly id: string;
  readonly username: string;
  readonly recoveryCode: string;
}

function readJson(answer: RawAnswer): Record<string, unknown> {
  if (answer.body.length === 0 || !String(answer.headers['content-type']).includes('json')) return {};
  return JSON.parse(answer.body.toString()) as Record<string, unknown>;
}

/** The API on a free port over storage in memory, with a clock moved by hand. */
export async function startApi(overrides: ApiOverrides = {}) {
  const storage: Storage = overrides.storage ?? createMemoryStorage();
  const clock = { nowMs: Date.UTC(2026, 10, 22, 12) };
  const events: string[] = [];
  const errorLines: string[] = [];
  const fake = createFakeArgon2();
  const argon2 = overrides.argon2 ?? fake;
  const heavyWork = createBoundedQueue({ concurrency: 2, maxWaiting: 20 });
  const accountQueue = createKeyedQueue();
  const common = {
    nowMs: () => clock.nowMs,
    randomBytes: (size: number): Uint8Array => randomBytes(size),
    newId: () => randomUUID(),
    accountQueue,
  };
  const accountStore = overrides.wrapAccounts?.(storage.accounts) ?? storage.accounts;
  const classStore = overrides.wrapClasses?.(storage.classes) ?? storage.classes;
  const documents: ClassDocuments = {
    position: () => Promise.resolve({ epoch: 1, seq: 7 }),
    state: () => Promise.resolve({ epoch: 1, seq: 7, update: new Uint8Array([0, 0]) }),
    rollBack: () => Promise.resolve('rolled-back'),
    ...overrides.documents,
  };
  const classes = createClassService({
    ...common,
    storage: classStore,
    accounts: accountStore,
    documents,
    onMemberCut: (classId, accountId) => events.push(`cut ${classId} ${accountId}`),
    onClassDeleted: (classId) => events.push(`deleted ${classId}`),
  });
  const isHttps = overrides.publicOrigin?.startsWith('https:') ?? false;
  const cookie = createSessionCookie(isHttps, SESSION_LIFE.absoluteMs);
  const accounts = createAccountService({
    ...common,
    storage: accountStore,
    cookie,
    hasher: createPasswordHasher(argon2, heavyWork, '$argon2id$v=19$m=19456,t=2,p=1$nobody'),
    signUpPolicy: overrides.signUpPolicy ?? { kind: 'open' },
    forgetInClasses: classes.forgetAccount,
    onSessionsEnded: (accountId, ids) =>
      events.push(`ended ${accountId} ${ids === 'all' ? 'all' : ids.join(',')}`),
  });

  const server = createHttpServer(HTTP_LIMITS);
  const listening = await listen(server, { host: '127.0.0.1', port: 0 }, (port) => {
    const app = express();
    app.set('query parser', false);
    app.set('etag', false);
    app.set('trust proxy', overrides.trustProxy ?? 0);
    app.use(assignRequestId());
    app.use('/api', refuseCrossSite(resolvePublicOrigin(overrides.publicOrigin, port)));
    app.use(
      '/api',
      createApiRouter({ accounts, classes, documents, cookie, packing: heavyWork, nowMs: common.nowMs }),
    );
    app.use((_req, res) => sendProblem(res, { status: 404, code: 'not-found', title: 'Nothing here' }));
    app.use(handleRequestError((line) => errorLines.push(line)));
    return app;
  });
  if (!listening.ok) throw new Error(`the test server cannot listen: ${listening.reason}`);
  const { port } = listening;
  const origin = overrides.publicOrigin ?? `http://localhost:${port}`;

  const openBrowser = (): Browser => {
    const browser: Browser = {
      cookie: undefined,
      async send(method, path, body, headers = {}) {
        const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
        const answer = await ask(port, `/api${path}`, {
          method,
          headers: {
            Origin: origin,
            ...(text === undefined
              ? {}
              : { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(text)) }),
            ...(browser.cookie === undefined ? {} : { Cookie: browser.cookie }),
            ...headers,
          },
          ...(text === undefined ? {} : { body: text }),
        });
        for (const line of answer.headers['set-cookie'] ?? []) {
          const pair = line.split(';')[0] ?? '';
          browser.cookie = pair.endsWith('=') ? undefined : pair;
        }
        return { ...answer, json: readJson(answer) };
      },
    };
    return browser;
  };

  /** Signs somebody up in a browser of their own. */
  const signUp = async (username: string, displayName = `${username} example`): Promise<Person> => {
    const browser = openBrowser();
    const answer = await browser.send('POST', '/accounts', { username, displayName, password: PASSWORD });
    if (answer.status !== 201) throw new Error(`no account for ${username}: ${answer.body.toString()}`);
    return Object.assign(browser, {
      id: String(answer.json['id']),
      username,
      recoveryCode: String(answer.json['recoveryCode']),
    });
  };

  /** Makes a class of the person's; the code as people see it. */
  const createClass = async (owner: Browser, name = 'Flat'): Promise<{ id: string; code: string }> => {
    const id = randomUUID();
    const answer = await owner.send('PUT', `/classes/${id}`, {
      name,
      currency: 'EUR',
      memberId: 'm_owner0001',
    });
    if (answer.status !== 201) throw new Error(`no class: ${answer.body.toString()}`);
    return { id, code: String(answer.json['code']) };
  };

  return {
    port,
    origin,
    clock,
    events,
    errorLines,
    storage,
    accounts,
    classes,
    argon2: fake,
    openBrowser,
    signUp,
    createClass,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export type RunningApi = Awaited<ReturnType<typeof startApi>>;

/** Runs `check` against a server of its own. */
export async function withApi(
  overrides: ApiOverrides,
  check: (api: RunningApi) => Promise<void>,
): Promise<void> {
  const api = await startApi(overrides);
  try {
    await check(api);
  } finally {
    await api.stop();
  }
}

/** Lets everything run that is ready to, without waiting for a time. */
export async function settle(isSettled: () => boolean): Promise<void> {
  for (let turn = 0; turn < 10_000 && !isSettled(); turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
