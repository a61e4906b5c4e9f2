import { checkName, normalizePassword, usernameToKey } from '@tallybook/shared/protocol/account-rules';
import type { KeyedQueue } from '../storage/keyed-queue.ts';
import type { AccountRecord, AccountStore } from '../storage/port.ts';
import { changeAccount } from './change-account.ts';
import type { Turn } from './fair-line.ts';
import { findPasswordFault } from './password-policy.ts';
import type { PasswordHasher } from './password-hasher.ts';
import { makeRecoveryCode } from './recovery-code.ts';
import { refuse, refuseAsBusy } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import type { SessionKeeper, SessionsEnded, SignedIn } from './session-keeper.ts';
import type { Entered } from './sign-in.ts';
import { attempt } from './throttle.ts';
import type { Throttle } from './throttle.ts';
import type { Visitor } from './visitor.ts';

export interface OwnAccountParts {
  readonly storage: AccountStore;
  readonly sessions: SessionKeeper;
  readonly hasher: PasswordHasher;
  readonly guesses: Throttle;
  /** Keyed by account; joining and creating classes and new passwords go through it too, so that none outruns a deletion. */
  readonly accountQueue: KeyedQueue;
  /** Leaves and hands over every class, and takes the account out of their member lists. */
  readonly forgetInClasses: (accountId: string) => Promise<void>;
  readonly randomBytes: (size: number) => Uint8Array;
  readonly onSessionsEnded: SessionsEnded;
}

/** What people do with their own account. What costs it asks for the password again. */
export interface OwnAccount {
  rename(account: AccountRecord, displayName: string): Promise<AccountRecord | Refusal>;
  /** Ends the other sessions and gives this one another token. */
  changePassword(
    visitor: Visitor,
    signedIn: SignedIn,
    given: { readonly current: string; readonly next: string },
  ): Promise<Entered | Refusal>;
  renewRecoveryCode(
    visitor: Visitor,
    signedIn: SignedIn,
    password: string,
  ): Promise<{ readonly ok: true; readonly recoveryCode: string } | Refusal>;
  /** Classes of which this is the last member go with it. */
  remove(visitor: Visitor, signedIn: SignedIn, password: string): Promise<{ readonly ok: true } | Refusal>;
}

export function createOwnAccount(parts: OwnAccountParts): OwnAccount {
  const { storage, hasher } = parts;

  const turnOf = ({ addressKey }: Visitor, { account }: SignedIn): Turn => ({
    address: addressKey,
    account: usernameToKey(account.username),
  });

  /** Guesses count for this device alone: whoever has it may not keep the others out. */
  const provePassword = async (
    signedIn: SignedIn,
    password: string,
    turn: Turn,
  ): Promise<Refusal | undefined> => {
    const { account, session } = signedIn;
    const admission = parts.guesses.admit({ own: `password device ${session.id}` });
    if (!admission.ok) return refuse('slow-down', { retryAfterMs: admission.retryAfterMs });
    return attempt(admission, async () => {
      const isRight = await hasher.verify(account.passwordHash, normalizePassword(password), turn);
      if (isRight === 'busy') {
        admission.giveBack();
        return refuseAsBusy();
      }
      if (!isRight) return refuse('wrong-credentials');
      admission.succeeded();
      return undefined;
    });
  };

  return {
    async rename(account, typed) {
      const displayName = checkName(typed);
      if (!displayName.ok) return refuse('invalid', { fields: { displayName: displayName.reason } });
      const renamed = await storage.update(account.id, (record) => ({
        ...record,
        displayName: displayName.text,
      }));
      return renamed ?? refuse('sign-in-required');
    },

    async changePassword(visitor, signedIn, { current, next }) {
      const { account, session } = signedIn;
      const fault = findPasswordFault(next);
      if (fault !== undefined) return refuse('invalid', { fields: { next: fault } });
      const unproven = await provePassword(signedIn, current, turnOf(visitor, signedIn));
      if (unproven !== undefined) return unproven;
      const passwordHash = await hasher.hash(normalizePassword(next), turnOf(visitor, signedIn));
      if (passwordHash === undefined) return refuseAsBusy();
      const fresh = parts.sessions.start(session.userAgent);
      const changed = await parts.accountQueue.run(account.id, () =>
        changeAccount(storage, account.id, (record) => {
          if (record.passwordHash !== account.passwordHash) return undefined;
          // The name in the list of devices stays, so that this device's own sockets stay open.
          return { ...record, passwordHash, sessions: [{ ...fresh.session, id: session.id }] };
        }),
      );
      if (changed === undefined) return refuse('wrong-credentials');
      const ended = changed.before.sessions.map(({ id }) => id).filter((id) => id !== session.id);
      if (ended.length > 0) parts.onSessionsEnded(account.id, ended);
      return { ok: true, account: changed.after, claim: { accountId: account.id, token: fresh.token } };
    },

    async renewRecoveryCode(visitor, signedIn, password) {
      const unproven = await provePassword(signedIn, password, turnOf(visitor, signedIn));
      if (unproven !== undefined) return unproven;
      const { code, hash } = makeRecoveryCode(parts.randomBytes);
      const { account } = signedIn;
      const renewed = await changeAccount(storage, account.id, (record) =>
        record.passwordHash === account.passwordHash ? { ...record, recoveryHash: hash } : undefined,
      );
      return renewed === undefined ? refuse('wrong-credentials') : { ok: true, recoveryCode: code };
    },

    async remove(visitor, signedIn, password) {
      const unproven = await provePassword(signedIn, password, turnOf(visitor, signedIn));
      if (unproven !== undefined) return unproven;
      const { id, passwordHash } = signedIn.account;
      return parts.accountQueue.run(id, async () => {
        const account = await storage.read(id);
        // The password that was proved may have been changed since, perhaps because somebody else knew it.
        if (account !== undefined && account.passwordHash !== passwordHash)
          return refuse('wrong-credentials');
        // The classes first: sent again after a failure, the deletion goes on where it stopped.
        await parts.forgetInClasses(id);
        await storage.remove(id);
        parts.onSessionsEnded(id, 'all');
        return { ok: true as const };
      });
    },
  };
}
