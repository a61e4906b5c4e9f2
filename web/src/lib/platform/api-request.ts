import { isProblemCode, type ProblemCode } from '@tallybook/shared/protocol/problem-codes';
import { SCHEMA_HEADER, SCHEMA_VERSION } from '@tallybook/shared/protocol/schema-version';

/** 'offline': nothing was heard. 'unreadable': something was, but not from this API (a captive portal, a proxy). */
export type ApiRefusal = ProblemCode | 'offline' | 'unreadable';

export interface ApiFailure {
  readonly ok: false;
  readonly refusal: ApiRefusal;
  /** With 'invalid': what is wrong with each field, by name. */
  readonly fields?: Readonly<Record<string, string>>;
  /** When it is worth trying again, in s. */
  readonly retryAfterSeconds?: number;
}

export type ApiResult<T> = { readonly ok: true; readonly value: T } | ApiFailure;

/** Reads what a good answer holds; null when it holds something else. */
type ReadAnswer<T> = (response: Response) => Promise<T | null> | T | null;

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** How long it may take in all, in ms. */
  readonly limitMs?: number;
}

/** Asks the API of the app's own origin. Nothing rejects. */
export type ApiRequest = <T>(path: string, read: ReadAnswer<T>, init?: Asked) => Promise<ApiResult<T>>;

export interface ApiCaller {
  /** Whose data this page works with: the server answers for nobody else, whoever another tab has signed in. */
  readonly accountId?: string | undefined;
  readonly request?: typeof fetch | undefined;
  /** Ends what takes longer than so many ms. */
  readonly timeout?: ((limitMs: number) => AbortSignal) | undefined;
}

/** A server that says nothing for so long is as good as none, in ms. */
const LIMIT_MS = 30_000;

/** The browser adds the session's cookie. */
export function createApiRequest({
  accountId,
  request = (...args) => fetch(...args),
  timeout = (limitMs) => AbortSignal.timeout(limitMs),
}: ApiCaller): ApiRequest {
  const identity: Record<string, string> = accountId === undefined ? {} : { 'X-Account': accountId };
  identity[SCHEMA_HEADER] = String(SCHEMA_VERSION);
  return async (path, read, { headers = {}, limitMs = LIMIT_MS, ...init } = {}) => {
    try {
      const response = await request(`/api${path}`, {
        credentials: 'same-origin',
        ...init,
        headers: { ...headers, ...identity },
        signal: timeout(limitMs),
      });
      if (!response.ok) return await readFailure(response);
      const value = response.redirected ? null : await read(response);
      return value === null ? { ok: false, refusal: 'unreadable' } : { ok: true, value };
    } catch (error) {
      // Whatever rejects because nothing is heard, or not in time; a body that is no JSON does with a SyntaxError.
      return { ok: false, refusal: error instanceof SyntaxError ? 'unreadable' : 'offline' };
    }
  };
}

/** A request that changes something. */
export function sendJson(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', body?: unknown): Asked {
  if (body === undefined) return { method };
  return { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}

export const readJson = <T>(response: Response): Promise<T> => response.json() as Promise<T>;

/** For answers that hold nothing. */
export const readNothing = (): true => true;

async function readFailure(response: Response): Promise<ApiFailure> {
  const retryAfter = Number(response.headers.get('Retry-After') ?? NaN);
  const wait = Number.isFinite(retryAfter) ? { retryAfterSeconds: retryAfter } : {};
  try {
    const { code, fields } = (await response.json()) as { code?: unknown; fields?: Record<string, string> };
    const refusal = typeof code === 'string' && isProblemCode(code) ? code : 'unreadable';
    return { ok: false, refusal, ...wait, ...(fields ? { fields } : {}) };
  } catch {
    // A proxy's own error page: as unreadable as any other answer that is not the API's.
    return { ok: false, refusal: 'unreadable', ...wait };
  }
}
