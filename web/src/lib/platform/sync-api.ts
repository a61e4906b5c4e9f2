import type { ClassBody, ClassSummaryBody } from '@tallybook/shared/protocol/api-types';
import { type ApiCaller, createApiRequest, readJson, sendJson, type ApiResult } from './api-request.ts';

export type { ApiRefusal, ApiResult } from './api-request.ts';

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

/** A large class over a slow network, in ms. */
const STATE_LIMIT_MS = 300_000;

/** The API of the app's own origin; the browser adds the session's cookie. */
export function createSyncApi(caller: ApiCaller): SyncApi {
  const ask = createApiRequest(caller);
  return {
    list: () =>
      ask(
        '/classes',
        async (response) => (await readJson<{ classes: ClassSummaryBody[] }>(response)).classes,
      ),
    read: (classId) => ask(`/classes/${classId}`, readJson<ClassBody>),
    state: (classId) => ask(`/classes/${classId}/state`, readState, { limitMs: STATE_LIMIT_MS }),
    create: (classId, body) => ask(`/classes/${classId}`, readJson<ClassBody>, sendJson('PUT', body)),
  };
}

async function readState(response: Response): Promise<ServerState | null> {
  const position = /"(\d+)\.(\d+)"/.exec(response.headers.get('ETag') ?? '');
  if (!position || response.headers.get('Content-Type') !== 'application/octet-stream') return null;
  const update = new Uint8Array(await response.arrayBuffer());
  return { epoch: Number(position[1]), seq: Number(position[2]), update };
}
