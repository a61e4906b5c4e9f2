import { StorageError } from '../storage/port.ts';
import type { AccountRecord, AccountStore, SessionRecord } from '../storage/port.ts';
import { changeAccount } from './change-account.ts';
import type { SessionClaim, SessionCookie } from './session-cookie.ts';
import { SESSION_LIFE, SESSION_TOKEN_BYTES, findSession, hashToken, isLive } from './session-token.ts';

/** The account and the device of a request, as they were when it came. */
export interface SignedIn {
  readonly account: AccountRecord;
  readonly session: SessionRecord;
}

/** `sessionIds` no longer count; what they hold open is to be closed. */
export type SessionsEnded = (accountId: string, sessionIds: readonly string[] | 'all') => void;

export interface SessionParts {
  readonly storage: AccountStore;
  readonly cookie: SessionCookie;
  readonly nowMs: () => number;
  readonly randomBytes: (size: number) => Uint8Array;
  readonly newId: () => string;
  /** Called in the same turn in which the change is durable. */
  readonly onSessionsEnded: SessionsEnded;
}

export interface SessionKeeper {
  /** Undefined: sign in. Also used for the upgrade of a socket. */
  authenticate(cookieHeader: string | undefined): Promise<SignedIn | undefined>;
  /** A record to add to the account, and the token that opens it, which is kept nowhere. */
  start(userAgent: string): { readonly session: SessionRecord; readonly token: string };
  /** Those that still count, the one last seen first. */
  list(account: AccountRecord): readonly SessionRecord[];
  end(accountId: string, sessionId: string): Promise<'ended' | 'no-such-session'>;
  /** Ends what a browser brought along for other accounts than the one it signs in to. */
  endOthers(claims: readonly SessionClaim[], accountId: string): Promise<void>;
}

const MAX_USER_AGENT = 200;

export function createSessionKeeper(parts: SessionParts): SessionKeeper {
  const { storage, nowMs } = parts;

  const touch = async ({ account, session }: SignedIn): Promise<void> => {
    const at = nowMs();
    if (at - Date.parse(session.lastSeenAt) < SESSION_LIFE.touchMs) return;
    const lastSeenAt = new Date(at).toISOString();
    try {
      await changeAccount(storage, account.id, (record) => {
        const own = record.sessions.find(({ id }) => id === session.id);
        // Another request of the same moment may have written it.
        if (own?.lastSeenAt !== session.lastSeenAt) return undefined;
        const sessions = record.sessions.map((one) => (one === own ? { ...one, lastSeenAt } : one));
        return { ...record, sessions };
      });
    } catch (error) {
      // Reading works on a full disk; the time is written by a later request.
      if (!(error instanceof StorageError)) throw error;
    }
  };

  const end: SessionKeeper['end'] = async (accountId, sessionId) => {
    const changed = await changeAccount(storage, accountId, (record) => {
      const sessions = record.sessions.filter(({ id }) => id !== sessionId);
      return sessions.length < record.sessions.length ? { ...record, sessions } : undefined;
    });
    if (changed === undefined) return 'no-such-session';
    parts.onSessionsEnded(accountId, [sessionId]);
    return 'ended';
  };

  return {
    async authenticate(cookieHeader) {
      for (const { accountId, token } of parts.cookie.read(cookieHeader)) {
        const account = await storage.read(accountId);
        const session = account === undefined ? undefined : findSession(account.sessions, token);
        if (account === undefined || session === undefined || !isLive(session, nowMs())) continue;
        await touch({ account, session });
        return { account, session };
      }
      return undefined;
    },

    start(userAgent) {
      const token = Buffer.from(parts.randomBytes(SESSION_TOKEN_BYTES)).toString('base64url');
      const at = new Date(nowMs()).toISOString();
      const session: SessionRecord = {
        id: parts.newId(),
        tokenHash: hashToken(token),
        createdAt: at,
        lastSeenAt: at,
        userAgent: userAgent.slice(0, MAX_USER_AGENT),
      };
      return { session, token };
    },

    list: ({ sessions }) =>
      sessions
        .filter((session) => isLive(session, nowMs()))
        .toSorted((a, b) => Date.parse(b.lastSeenAt) - Date.parse(a.lastSeenAt)),

    end,

    async endOthers(claims, accountId) {
      for (const claim of claims) {
        if (claim.accountId === accountId) continue;
        const account = await storage.read(claim.accountId);
        const session = account === undefined ? undefined : findSession(account.sessions, claim.token);
        if (session !== undefined) await end(claim.accountId, session.id);
      }
    },
  };
}
