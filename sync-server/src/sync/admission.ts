import { CLOSE_CODES } from '@tallybook/shared/protocol/close-codes';
import type { CloseCode } from '@tallybook/shared/protocol/close-codes';
import { StorageError } from '../storage/port.ts';
import type { ConnectionRequest } from './connection.ts';
import type { AccessPort } from './ports.ts';

export type Admission =
  | { readonly ok: true; readonly memberId: string; readonly recoverable: ReadonlySet<string> | undefined }
  | { readonly ok: false; readonly code: CloseCode; readonly rule: string };

/**
 * Asks whether the session is still signed in and its account still a member. A store that does not answer is
 * `unavailable`, never a reason to sign anybody out.
 */
export async function requestAdmission(
  port: AccessPort,
  { classId, account, session }: ConnectionRequest,
): Promise<Admission> {
  try {
    if (!(await port.hasSession(account.id, session.id))) {
      return { ok: false, code: CLOSE_CODES.signIn, rule: 'signed-out' };
    }
    const access = await port.access(classId, account.id);
    if (access === 'not-a-member') return { ok: false, code: CLOSE_CODES.notAMember, rule: access };
    if (typeof access === 'string') return { ok: false, code: CLOSE_CODES.noSuchClass, rule: access };
    return { ok: true, memberId: access.memberId, recoverable: await port.recoverableMembers(classId) };
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return { ok: false, code: CLOSE_CODES.unavailable, rule: 'storage-unavailable' };
  }
}
