import { createHash, timingSafeEqual } from 'node:crypto';
import type { SessionRecord } from '../storage/port.ts';

const DAY_MS = 24 * 60 * 60_000;
export const SESSION_LIFE = {
  /** A device that does not come by for this long signs in again. */
  idleMs: 30 * DAY_MS,
  absoluteMs: 180 * DAY_MS,
  /** `lastSeenAt` is written at most this often, since each write is an fsync. */
  touchMs: 60 * 60_000,
  /** Ended by time, a session is still a sign that the device is known, and kept for this. */
  rememberMs: 400 * DAY_MS,
} as const;

export const SESSION_TOKEN_BYTES = 32;

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Compares two texts in a time that does not depend on where they differ. */
export function isSameSecret(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** The session that a token opens, expired ones too. All are compared, so that the time tells nothing. */
export function findSession(sessions: readonly SessionRecord[], token: string): SessionRecord | undefined {
  const hash = Buffer.from(hashToken(token));
  let found: SessionRecord | undefined;
  for (const session of sessions) {
    const known = Buffer.from(session.tokenHash);
    if (known.length === hash.length && timingSafeEqual(known, hash)) found = session;
  }
  return found;
}

export function isLive(session: SessionRecord, nowMs: number): boolean {
  return (
    nowMs - Date.parse(session.lastSeenAt) < SESSION_LIFE.idleMs &&
    nowMs - Date.parse(session.createdAt) < SESSION_LIFE.absoluteMs
  );
}

/** Makes room for one more: long expired sessions go first, then those not seen for longest. */
export function pruneSessions(
  sessions: readonly SessionRecord[],
  nowMs: number,
  max: number,
): readonly SessionRecord[] {
  const remembered = sessions.filter(
    ({ createdAt }) => nowMs - Date.parse(createdAt) < SESSION_LIFE.rememberMs,
  );
  if (remembered.length < max) return remembered;
  const kept = remembered
    .toSorted((a, b) => Date.parse(b.lastSeenAt) - Date.parse(a.lastSeenAt))
    .slice(0, max - 1);
  return remembered.filter((session) => kept.includes(session));
}
