import { describe, expect, it } from 'vitest';
import type { SessionRecord } from '../storage/port.ts';
import {
  SESSION_LIFE,
  findSession,
  hashToken,
  isLive,
  isSameSecret,
  pruneSessions,
} from './session-token.ts';

const DAY_MS = 24 * 60 * 60_000;
const NOW = Date.UTC(2026, 10, 22);

function session(id: string, createdDaysAgo: number, seenDaysAgo: number): SessionRecord {
  const ago = (days: number): string => new Date(NOW - days * DAY_MS).toISOString();
  return {
    id,
    tokenHash: hashToken(id),
    createdAt: ago(createdDaysAgo),
    lastSeenAt: ago(seenDaysAgo),
    userAgent: '',
  };
}

describe('a session', () => {
  it.each([
    [0, 0, true],
    [29.9, 29.9, true],
    [30, 30, false],
    [179.9, 1, true],
    [180, 0, false],
  ])('made %d days ago and seen %d days ago is live: %s', (created, seen, isIt) => {
    expect(isLive(session('a', created, seen), NOW)).toBe(isIt);
  });

  it('is found by its token alone, damaged hashes or not', () => {
    const sessions = [
      { ...session('broken', 1, 1), tokenHash: '' },
      session('a', 1, 1),
      session('b', 300, 200),
    ];
    expect(findSession(sessions, 'a')?.id).toBe('a');
    expect(findSession(sessions, 'b')?.id).toBe('b');
    expect(findSession(sessions, 'c')).toBeUndefined();
    expect(findSession(sessions, '')).toBeUndefined();
    expect(findSession(sessions, hashToken('a'))).toBeUndefined();
  });

  it('makes room: what is long forgotten first, then what was not seen for longest', () => {
    const sessions = [
      session('ancient', 401, 1),
      session('new', 1, 0),
      session('idle', 9, 9),
      session('mid', 5, 5),
    ];
    const ids = (max: number): string[] => pruneSessions(sessions, NOW, max).map(({ id }) => id);
    expect(ids(10)).toEqual(['new', 'idle', 'mid']);
    expect(ids(4)).toEqual(['new', 'idle', 'mid']);
    expect(ids(3)).toEqual(['new', 'mid']);
    expect(ids(2)).toEqual(['new']);
    expect(SESSION_LIFE.rememberMs).toBeGreaterThan(SESSION_LIFE.absoluteMs);
  });
});

it('secrets are the same only when they are', () => {
  expect(isSameSecret('abc', 'abc')).toBe(true);
  expect(isSameSecret('abc', 'abcd')).toBe(false);
  expect(isSameSecret('', 'a')).toBe(false);
});
