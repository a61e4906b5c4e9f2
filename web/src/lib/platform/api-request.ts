import { isProblemCode, type ProblemCode } from '@tallybook/shared/protocol/problem-codes';

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
}

/** Asks the API of the app's own origin. Nothing rejects. */
export type ApiRequest = <T>(path: string, read: ReadAnswer<T>, init?: Asked) => Promise<ApiResult<T>>;

export interface ApiCaller {
  /** Whose data this page works with: the server answers for nobody else, whoever another tab has signed in. */
  readonly accountId?: string | undefined;
  readonly request?: typeof fetch | undefined;
}

/** The browser adds the session's cookie. */
export function createApiRequest({
  accountId,
  request = (...args) => fetch(...args),
}: ApiCaller): ApiRequest {
  const identity: Record<string, string> = accountId === undefined ? {} : { 'X-Account': accountId };
  return async (path, read, { headers = {}, ...init } = {}) => {
    try {
      const response = await request(`/api${path}`, {
        credentials: 'same-origin',
        ...init,
        headers: { ...headers, ...identity },
      });
      if (!response.ok) return await readFailure(response);
      const value = response.redirected ? null : await read(response);
      return value === null ? { ok: false, refusal: 'unreadable' } : { ok: true, value };
    } catch (error) {
      // fetch rejects with a TypeError when nothing is heard, a body that is no JSON with a SyntaxError.
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
