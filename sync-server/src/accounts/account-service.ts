import type { SignUpPolicy } from '../config.ts';
import type { KeyedQueue } from '../storage/keyed-queue.ts';
import type { AccountStore } from '../storage/port.ts';
import { createOwnAccount } from './own-account.ts';
import type { OwnAccount } from './own-account.ts';
import type { PasswordHasher } from './password-hasher.ts';
import type { SessionCookie } from './session-cookie.ts';
import { createSessionKeeper } from './session-keeper.ts';
import type { SessionKeeper, SessionsEnded } from './session-keeper.ts';
import { createSignIn } from './sign-in.ts';
import type { SignIn } from './sign-in.ts';
import { SIGN_UP_RULES, createSignUp } from './sign-up.ts';
import type { SignUp } from './sign-up.ts';
import { ADDRESS_RULES, GUESSING_RULES, createThrottle } from './throttle.ts';

export interface AccountServiceParts {
  readonly storage: AccountStore;
  readonly cookie: SessionCookie;
  readonly hasher: PasswordHasher;
  readonly signUpPolicy: SignUpPolicy;
  /** The same as the class service's. */
  readonly accountQueue: KeyedQueue;
  /** `ClassService.forgetAccount`. */
  readonly forgetInClasses: (accountId: string) => Promise<void>;
  /** UTC, ms since 1970. */
  readonly nowMs: () => number;
  readonly randomBytes: (size: number) => Uint8Array;
  /** A UUID. */
  readonly newId: () => string;
  /** Called in the same turn in which the change is durable, to close what the sessions hold open. */
  readonly onSessionsEnded: SessionsEnded;
}

/** Accounts from outside: every method but those of storage failing answers with a value. */
export interface AccountService extends SignIn, OwnAccount {
  readonly signUp: SignUp;
  readonly sessions: SessionKeeper;
}

export function createAccountService(parts: AccountServiceParts): AccountService {
  const sessions = createSessionKeeper(parts);
  const guesses = createThrottle({ own: GUESSING_RULES, shared: ADDRESS_RULES }, parts.nowMs);
  const signUps = createThrottle({ own: SIGN_UP_RULES, shared: SIGN_UP_RULES }, parts.nowMs);
  return {
    sessions,
    signUp: createSignUp({ ...parts, sessions, guesses, signUps, policy: parts.signUpPolicy }),
    ...createSignIn({ ...parts, sessions, guesses }),
    ...createOwnAccount({ ...parts, sessions, guesses }),
  };
}
