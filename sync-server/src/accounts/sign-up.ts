import {
  checkName,
  checkUsername,
  normalizePassword,
  usernameToKey,
} from '@tallybook/shared/protocol/account-rules';
import type { SignUpPolicy } from '../config.ts';
import type { AccountRecord, AccountStore } from '../storage/port.ts';
import { findPasswordFault } from './password-policy.ts';
import type { PasswordHasher } from './password-hasher.ts';
import { makeRecoveryCode } from './recovery-code.ts';
import { refuse, refuseAsBusy } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import type { SessionKeeper } from './session-keeper.ts';
import { isSameSecret } from './session-token.ts';
import type { Entered } from './sign-in.ts';
import type { ThrottleRules } from './failure-counts.ts';
import { attempt } from './throttle.ts';
import type { Throttle } from './throttle.ts';
import type { Visitor } from './visitor.ts';

/** A school may sign up together from one address; a program that fills the disk is slowed to one account a minute. */
export const SIGN_UP_RULES: ThrottleRules = {
  burst: 1000,
  firstWaitMs: 1000,
  maxWaitMs: 60_000,
  forgetMs: 60_000,
  maxKeys: 10_000,
};

export interface SignUpParts {
  readonly storage: AccountStore;
  readonly sessions: SessionKeeper;
  readonly hasher: PasswordHasher;
  readonly policy: SignUpPolicy;
  /** Counts guesses at the sign-up code. */
  readonly guesses: Throttle;
  /** Counts accounts made from one address: see `SIGN_UP_RULES`. */
  readonly signUps: Throttle;
  readonly nowMs: () => number;
  readonly randomBytes: (size: number) => Uint8Array;
  readonly newId: () => string;
}

interface SignUpForm {
  readonly username: string;
  readonly displayName: string;
  readonly password: string;
  readonly signUpCode: string | undefined;
}

/** Makes an account and signs it in; `recoveryCode` is told this once. */
export type SignUp = (
  visitor: Visitor,
  form: SignUpForm,
) => Promise<(Entered & { readonly recoveryCode: string }) | Refusal>;

export function createSignUp(parts: SignUpParts): SignUp {
  const { storage, policy } = parts;

  const checkPolicy = (visitor: Visitor, code: string | undefined): Refusal | undefined => {
    if (policy.kind === 'open') return undefined;
    if (policy.kind === 'closed') return refuse('sign-up-closed');
    const admission = parts.guesses.admit({ shared: `sign-up code ${visitor.addressKey}` });
    if (!admission.ok) return refuse('slow-down', { retryAfterMs: admission.retryAfterMs });
    if (!isSameSecret(code ?? '', policy.code)) return refuse('wrong-sign-up-code');
    admission.giveBack();
    return undefined;
  };

  return async (visitor, form) => {
    const forbidden = checkPolicy(visitor, form.signUpCode);
    if (forbidden !== undefined) return forbidden;

    const username = checkUsername(form.username);
    const displayName = checkName(form.displayName);
    const fault = findPasswordFault(form.password);
    if (!username.ok || !displayName.ok || fault !== undefined) {
      const fields = {
        ...(username.ok ? {} : { username: username.reason }),
        ...(displayName.ok ? {} : { displayName: displayName.reason }),
        ...(fault === undefined ? {} : { password: fault }),
      };
      return refuse('invalid', { fields });
    }

    const admission = parts.signUps.admit({ shared: visitor.addressKey });
    if (!admission.ok) return refuse('slow-down', { retryAfterMs: admission.retryAfterMs });
    const usernameKey = usernameToKey(username.text);
    return attempt(admission, async () => {
      if ((await storage.findByUsername(usernameKey)) !== undefined) return refuse('username-taken');
      const turn = { address: visitor.addressKey, account: usernameKey };
      const passwordHash = await parts.hasher.hash(normalizePassword(form.password), turn);
      if (passwordHash === undefined) {
        admission.giveBack();
        return refuseAsBusy();
      }
      const { session, token } = parts.sessions.start(visitor.userAgent);
      const recovery = makeRecoveryCode(parts.randomBytes);
      const account: AccountRecord = {
        format: 1,
        id: parts.newId(),
        username: username.text,
        displayName: displayName.text,
        passwordHash,
        recoveryHash: recovery.hash,
        createdAt: new Date(parts.nowMs()).toISOString(),
        sessions: [session],
        memberships: [],
      };
      if ((await storage.create(account)) === 'username-taken') return refuse('username-taken');
      await parts.sessions.endOthers(visitor.claims, account.id);
      return { ok: true, account, claim: { accountId: account.id, token }, recoveryCode: recovery.code };
    });
  };
}
