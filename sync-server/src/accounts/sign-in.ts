import { normalizePassword, usernameToKey } from '@tallybook/shared/protocol/account-rules';
import type { KeyedQueue } from '../storage/keyed-queue.ts';
import type { AccountRecord, AccountStore, SessionRecord } from '../storage/port.ts';
import { changeAccount } from './change-account.ts';
import { findPasswordFault } from './password-policy.ts';
import type { PasswordHasher } from './password-hasher.ts';
import { hashRecoveryCode, makeRecoveryCode, readRecoveryCode } from './recovery-code.ts';
import { refuse, refuseAsBusy } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import type { SessionClaim } from './session-cookie.ts';
import type { SessionKeeper, SessionsEnded } from './session-keeper.ts';
import { isLive, isSameSecret, pruneSessions } from './session-token.ts';
import { attempt } from './throttle.ts';
import type { Throttle } from './throttle.ts';
import { findKnownDevice, guessKeys } from './visitor.ts';
import type { Visitor } from './visitor.ts';

/** `claim` goes into the cookie. */
export interface Entered {
  readonly ok: true;
  readonly account: AccountRecord;
  readonly claim: SessionClaim;
}

export interface SignInParts {
  readonly storage: AccountStore;
  readonly sessions: SessionKeeper;
  readonly hasher: PasswordHasher;
  readonly guesses: Throttle;
  /** Keyed by account; new passwords go through it, so that none outruns a deletion that the former one proved. */
  readonly accountQueue: KeyedQueue;
  readonly nowMs: () => number;
  readonly randomBytes: (size: number) => Uint8Array;
  readonly onSessionsEnded: SessionsEnded;
}

export interface SignIn {
  /** The same answer after the same work, whether the account exists or not. */
  signIn(
    visitor: Visitor,
    given: { readonly username: string; readonly password: string },
  ): Promise<Entered | Refusal>;
  /** Ends all sessions, and the code is used up: the answer has another. */
  recover(
    visitor: Visitor,
    given: { readonly username: string; readonly code: string; readonly next: string },
  ): Promise<(Entered & { readonly recoveryCode: string }) | Refusal>;
}

const MAX_SESSIONS = 100;

export function createSignIn(parts: SignInParts): SignIn {
  const { storage, sessions, hasher, guesses, nowMs } = parts;

  /** Undefined when the password was changed or the account deleted while this one was checked. */
  const addSession = async (
    account: AccountRecord,
    session: SessionRecord,
    replaced: SessionRecord | undefined,
    freshHash: string | undefined,
  ): Promise<AccountRecord | undefined> => {
    const changed = await changeAccount(storage, account.id, (record) => {
      if (record.passwordHash !== account.passwordHash) return undefined;
      const others = record.sessions.filter(({ id }) => id !== replaced?.id);
      const kept = pruneSessions(others, nowMs(), MAX_SESSIONS);
      return { ...record, sessions: [...kept, session], passwordHash: freshHash ?? record.passwordHash };
    });
    if (changed === undefined) return undefined;
    const kept = new Set(changed.after.sessions.map(({ id }) => id));
    const ended = changed.before.sessions.filter((one) => !kept.has(one.id) && isLive(one, nowMs()));
    if (ended.length > 0) {
      parts.onSessionsEnded(
        account.id,
        ended.map(({ id }) => id),
      );
    }
    return changed.after;
  };

  return {
    async signIn(visitor, { username, password }) {
      const usernameKey = usernameToKey(username);
      const account = await storage.findByUsername(usernameKey);
      const admission = guesses.admit(guessKeys('password', visitor, usernameKey, account));
      if (!admission.ok) return refuse('slow-down', { retryAfterMs: admission.retryAfterMs });
      return attempt(admission, async () => {
        const normalized = normalizePassword(password);
        const turn = { address: visitor.addressKey, account: usernameKey };
        const isRight = await hasher.verify(account?.passwordHash, normalized, turn);
        if (isRight === 'busy') {
          admission.giveBack();
          return refuseAsBusy();
        }
        if (account === undefined || !isRight) return refuse('wrong-credentials');
        admission.succeeded();
        const freshHash = hasher.isOutdated(account.passwordHash)
          ? await hasher.hash(normalized, turn)
          : undefined;
        const { session, token } = sessions.start(visitor.userAgent);
        const known = findKnownDevice(visitor, account);
        const entered = await addSession(account, session, known, freshHash);
        if (entered === undefined) return refuse('wrong-credentials');
        await sessions.endOthers(visitor.claims, account.id);
        return { ok: true, account: entered, claim: { accountId: account.id, token } };
      });
    },

    async recover(visitor, { username, code, next }) {
      const fault = findPasswordFault(next);
      if (fault !== undefined) return refuse('invalid', { fields: { next: fault } });
      const usernameKey = usernameToKey(username);
      const account = await storage.findByUsername(usernameKey);
      const admission = guesses.admit(guessKeys('recovery', visitor, usernameKey, account));
      if (!admission.ok) return refuse('slow-down', { retryAfterMs: admission.retryAfterMs });
      return attempt(admission, async () => {
        const given = hashRecoveryCode(readRecoveryCode(code) ?? '');
        const isRight = isSameSecret(account?.recoveryHash ?? '', given);
        if (account === undefined || !isRight) return refuse('wrong-credentials');
        const turn = { address: visitor.addressKey, account: usernameKey };
        const passwordHash = await hasher.hash(normalizePassword(next), turn);
        if (passwordHash === undefined) {
          admission.giveBack();
          return refuseAsBusy();
        }
        const { session, token } = sessions.start(visitor.userAgent);
        const recovery = makeRecoveryCode(parts.randomBytes);
        const entered = await parts.accountQueue.run(account.id, () =>
          changeAccount(storage, account.id, (record) =>
            // Of two that come at once, the code lets one in.
            record.recoveryHash === account.recoveryHash
              ? { ...record, passwordHash, recoveryHash: recovery.hash, sessions: [session] }
              : undefined,
          ),
        );
        if (entered === undefined) return refuse('wrong-credentials');
        admission.succeeded();
        // The new session has no socket yet.
        parts.onSessionsEnded(account.id, 'all');
        await sessions.endOthers(visitor.claims, account.id);
        return {
          ok: true,
          account: entered.after,
          claim: { accountId: account.id, token },
          recoveryCode: recovery.code,
        };
      });
    },
  };
}
