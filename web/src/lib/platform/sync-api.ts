import type { ClassBody, ClassSummaryBody } from '@tallybook/shared/protocol/api-types';
import { isProblemCode, type ProblemCode } from '@tallybook/shared/protocol/problem-codes';

/** 'offline': nothing was heard. 'unreadable': something was, but not from this API (a captive portal, a proxy). */
export type ApiRefusal = ProblemCode | 'offline' | 'unreadable';

export type ApiResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: ApiRefusal };

/** A class document as the server has it on disk, as Yjs V1. */
export interface ServerState {
  readonly epoch: number;
  readonly seq: number;
  readonly update: Uint8Array;
}

interface NewClass {
  readonly name: string;
  readonly currency: string;
  readonly memberId: string;
  readonly code: string;
}

/** What syncing asks the server for besides its socket. Nothing rejects. */
export interface SyncApi {
  list(): Promise<ApiResult<readonly ClassSummaryBody[]>>;
  read(classId: string): Promise<ApiResult<ClassBody>>;
  state(classId: string): Promise<ApiResult<ServerState>>;
  /** Safe to repeat. */
  create(classId: string, body: NewClass): Promise<ApiResult<ClassBody>>;
}

/** The API of the app's own origin; the browser adds the session's cookie. */
export function createSyncApi(request: typeof fetch = (...args) => fetch(...args)): SyncApi {
  const ask = async <T>(
    path: string,
    read: (response: Response) => Promise<T | null>,
    init: RequestInit = {},
  ): Promise<ApiResult<T>> => {
    try {
      const response = await request(`/api/classes${path}`, { credentials: 'same-origin', ...init });
      if (!response.ok) return { ok: false, refusal: await readProblem(response) };
      const value = response.redirected ? null : await read(response);
      return value === null ? { ok: false, refusal: 'unreadable' } : { ok: true, value };
    } catch (error) {
      // fetch rejects with a TypeError when nothing is heard, a body that is no JSON with a SyntaxError.
      return { ok: false, refusal: error instanceof SyntaxError ? 'unreadable' : 'offline' };
    }
  };
  return {
    list: () =>
      ask('', async (response) => ((await response.json()) as { classes: ClassSummaryBody[] }).classes),
    read: (classId) => ask(`/${classId}`, (response) => response.json() as Promise<ClassBody>),
    state: (classId) => ask(`/${classId}/state`, readState),
    create: (classId, body) =>
      ask(`/${classId}`, (response) => response.json() as Promise<ClassBody>, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
  };
}

async function readProblem(response: Response): Promise<ApiRefusal> {
  try {
    const { code } = (await response.json()) as { code?: unknown };
    return typeof code === 'string' && isProblemCode(code) ? code : 'unreadable';
  } catch {
    // A proxy's own error page: as unreadable as any other answer that is not the API's.
    return 'unreadable';
  }
}

async function readState(response: Response): Promise<ServerState | null> {
  const position = /"(\d+)\.(\d+)"/.exec(response.headers.get('ETag') ?? '');
  if (!position || response.headers.get('Content-Type') !== 'application/octet-stream') return null;
  const update = new Uint8Array(await response.arrayBuffer());
  return { epoch: Number(position[1]), seq: Number(position[2]), update };
}
