import type { AccountBody, NewAccountBody, SessionBody } from '@tallybook/shared/protocol/api-types';
import {
  type ApiCaller,
  createApiRequest,
  readJson,
  readNothing,
  sendJson,
  type ApiResult,
} from './api-request.ts';

export type SignUpPolicy = 'open' | 'code' | 'closed';

interface NewAccount {
  readonly username: string;
  readonly displayName: string;
  readonly password: string;
  /** Asked for where the host lets in only those who have it. */
  readonly signUpCode?: string;
}

/** What people do with their account. Nothing rejects. */
export interface AccountApi {
  /** Whether the host lets people make accounts by themselves. */
  signUpPolicy(): Promise<ApiResult<SignUpPolicy>>;
  signUp(form: NewAccount): Promise<ApiResult<NewAccountBody>>;
  signIn(form: { username: string; password: string }): Promise<ApiResult<AccountBody>>;
  signOut(): Promise<ApiResult<true>>;
  /** Sets another password, and makes another recovery code in the place of the one used. */
  recover(form: { username: string; code: string; next: string }): Promise<ApiResult<NewAccountBody>>;
  me(): Promise<ApiResult<AccountBody>>;
  rename(displayName: string): Promise<ApiResult<AccountBody>>;
  /** The other devices are signed out. */
  changePassword(form: { current: string; next: string }): Promise<ApiResult<AccountBody>>;
  renewRecoveryCode(password: string): Promise<ApiResult<string>>;
  sessions(): Promise<ApiResult<readonly SessionBody[]>>;
  endSession(sessionId: string): Promise<ApiResult<true>>;
  deleteAccount(password: string): Promise<ApiResult<true>>;
}

export function createAccountApi(caller: ApiCaller): AccountApi {
  const ask = createApiRequest(caller);
  return {
    signUpPolicy: () =>
      ask(
        '/about',
        async (response) => (await readJson<{ signUp?: SignUpPolicy }>(response)).signUp ?? 'open',
      ),
    signUp: (form) => ask('/accounts', readJson<NewAccountBody>, sendJson('POST', form)),
    signIn: (form) => ask('/sessions', readJson<AccountBody>, sendJson('POST', form)),
    signOut: () => ask('/sessions/current', readNothing, sendJson('DELETE')),
    recover: (form) => ask('/sessions/recover', readJson<NewAccountBody>, sendJson('POST', form)),
    me: () => ask('/me', readJson<AccountBody>),
    rename: (displayName) => ask('/me', readJson<AccountBody>, sendJson('PATCH', { displayName })),
    changePassword: (form) => ask('/me/password', readJson<AccountBody>, sendJson('POST', form)),
    renewRecoveryCode: (password) =>
      ask(
        '/me/recovery-code',
        async (response) => (await readJson<{ recoveryCode: string }>(response)).recoveryCode,
        sendJson('POST', { password }),
      ),
    sessions: () =>
      ask('/sessions', async (response) => (await readJson<{ sessions: SessionBody[] }>(response)).sessions),
    endSession: (sessionId) => ask(`/sessions/${sessionId}`, readNothing, sendJson('DELETE')),
    deleteAccount: (password) => ask('/me', readNothing, sendJson('DELETE', { password })),
  };
}
