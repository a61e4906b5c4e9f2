import { normalizePassword, usernameToKey } from '@tallybook/shared/protocol/account-rules';
import { changeAccount } from '../../accounts/change-account.ts';
import type { AdminParts, Caller, ExitCode } from '../admin-parts.ts';
import { makePassword } from '../make-password.ts';

/** Gives an account a new password, says it once, and ends all its sessions. The recovery code stays. */
export async function resetPassword(
  { storage, hashPassword, randomBytes, onSessionsEnded }: AdminParts,
  username: string,
  { say }: Caller,
): Promise<ExitCode> {
  const account = await storage.accounts.findByUsername(usernameToKey(username));
  if (account === undefined) {
    say(`There is no account with the username ${username}. Nothing was changed.`);
    return 1;
  }
  const password = makePassword(randomBytes);
  const passwordHash = await hashPassword(normalizePassword(password));
  if (passwordHash === undefined) {
    say('Too many people are signing in right now; try again in a moment. Nothing was changed.');
    return 1;
  }
  const changed = await changeAccount(storage.accounts, account.id, (record) => ({
    ...record,
    passwordHash,
    sessions: [],
  }));
  if (changed === undefined) {
    say(`The account ${username} was deleted a moment ago. Nothing was changed.`);
    return 1;
  }
  onSessionsEnded(account.id, 'all');
  say(`The new password of ${account.username}, shown only here: ${password}`);
  say(`${changed.before.sessions.length} sessions were ended. The recovery code stays as it was.`);
  return 0;
}
