import type { AccountRecord, SessionRecord } from '../storage/port.ts';
import type { SessionClaim } from './session-cookie.ts';
import { findSession } from './session-token.ts';
import type { AttemptKeys } from './throttle.ts';

/** Who asks, before anything is proven. */
export interface Visitor {
  /** See `addressToKey`. */
  readonly addressKey: string;
  readonly userAgent: string;
  readonly claims: readonly SessionClaim[];
}

/** The session by which a browser was once signed in to this account, expired or not. */
export function findKnownDevice(
  { claims }: Visitor,
  account: AccountRecord | undefined,
): SessionRecord | undefined {
  if (account === undefined) return undefined;
  return claims
    .filter(({ accountId }) => accountId === account.id)
    .map(({ token }) => findSession(account.sessions, token))
    .find((session) => session !== undefined);
}

/**
 * What a guess is counted under. A device that was signed in before has a count of its own, so that strangers who guess
 * at the account, or from the same address, cannot keep it out.
 */
export function guessKeys(
  what: 'password' | 'recovery',
  visitor: Visitor,
  usernameKey: string,
  account: AccountRecord | undefined,
): AttemptKeys {
  const device = findKnownDevice(visitor, account);
  if (device !== undefined) return { own: `${what} device ${device.id}` };
  return { own: `${what} account ${usernameKey}`, shared: `${what} address ${visitor.addressKey}` };
}
