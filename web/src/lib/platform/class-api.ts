import type { Day } from '@tallybook/shared/calendar/day';
import type { ClassBody } from '@tallybook/shared/protocol/api-types';
import {
  type ApiCaller,
  createApiRequest,
  readJson,
  readNothing,
  sendJson,
  type ApiResult,
} from './api-request.ts';

/** What may be changed of a class by its owner. */
export interface ClassPatch {
  readonly joining?: 'open' | 'closed';
  readonly code?: 'reset';
  readonly owner?: string;
}

/** What people do with a class at the server. Nothing rejects. */
export interface ClassApi {
  /** Safe to repeat: who is a member already gets the class. */
  join(code: string): Promise<ApiResult<ClassBody>>;
  change(classId: string, patch: ClassPatch): Promise<ApiResult<ClassBody>>;
  /** `mayEnd`: the last one out deletes the class; without it they are refused as 'last-member' and stay in. */
  leave(classId: string, ownAccountId: string, mayEnd: boolean): Promise<ApiResult<true>>;
  removeMember(classId: string, accountId: string): Promise<ApiResult<true>>;
  readmit(classId: string, accountId: string): Promise<ApiResult<ClassBody>>;
  deleteClass(classId: string): Promise<ApiResult<true>>;
}

export function createClassApi(caller: ApiCaller): ClassApi {
  const ask = createApiRequest(caller);
  return {
    join: (code) => ask('/memberships', readJson<ClassBody>, sendJson('POST', { code })),
    change: (classId, patch) => ask(`/classes/${classId}`, readJson<ClassBody>, sendJson('PATCH', patch)),
    leave: (classId, ownAccountId, mayEnd) =>
      ask(
        `/classes/${classId}/members/${ownAccountId}?last=${mayEnd ? 'yes' : 'no'}`,
        readNothing,
        sendJson('DELETE'),
      ),
    removeMember: (classId, accountId) =>
      ask(`/classes/${classId}/members/${accountId}`, readNothing, sendJson('DELETE')),
    readmit: (classId, accountId) =>
      ask(`/classes/${classId}/members/${accountId}/readmit`, readJson<ClassBody>, sendJson('POST', {})),
    deleteClass: (classId) => ask(`/classes/${classId}`, readNothing, sendJson('DELETE')),
  };
}

/** Takes a whole class back to the end of a day in UTC that is over, for everybody in it; its owner's to ask for. */
export function rollBackClass(caller: ApiCaller, classId: string, day: Day): Promise<ApiResult<ClassBody>> {
  const ask = createApiRequest(caller);
  return ask(`/classes/${classId}/roll-back`, readJson<ClassBody>, sendJson('POST', { day }));
}
