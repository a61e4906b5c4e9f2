import { checkPassword } from '@tallybook/shared/protocol/account-rules';
import type { PasswordRefusal } from '@tallybook/shared/protocol/account-rules';
import { COMMON_PASSWORDS } from './common-passwords.ts';

/** All rules of a new password: those both sides know, and the list that only the server has. */
export function findPasswordFault(password: string): PasswordRefusal | undefined {
  const fault = checkPassword(password);
  if (fault !== undefined) return fault;
  return COMMON_PASSWORDS.has(password.normalize('NFKC').toLowerCase()) ? 'too-common' : undefined;
}
