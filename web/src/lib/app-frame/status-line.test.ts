import { describe, expect, it } from 'vitest';
import type { ClassStatus } from '$lib/class-sync/class-status.ts';
import { statusOf } from './status-line.ts';

const saved = { kind: 'saved' } as const;
const lineOf = (classes: ClassStatus | null, hasLocalOnly = false) =>
  statusOf({ storage: saved, classes, hasLocalOnly }).kind;

describe('statusOf', () => {
  it('never speaks of syncing without an account', () => {
    expect([lineOf(null), lineOf(null, true)]).toEqual(['saved', 'saved']);
  });

  it('says the worst there is to say', () => {
    const full = { kind: 'not-saved', reason: 'full' } as const;
    expect(statusOf({ storage: full, classes: { kind: 'saved', why: 'sign-in' }, hasLocalOnly: false })).toBe(
      full,
    );
    expect(statusOf({ storage: saved, classes: full, hasLocalOnly: false })).toBe(full);
    expect(lineOf({ kind: 'saved', why: 'update-needed' }, true)).toBe('update');
    expect(lineOf({ kind: 'saved', why: 'sign-in' }, true)).toBe('signIn');
    expect(lineOf({ kind: 'saved', why: 'offline' }, true)).toBe('offline');
    expect(lineOf({ kind: 'saved', why: 'unsent' })).toBe('saved');
    expect(lineOf({ kind: 'saved', why: 'removed' })).toBe('saved');
    expect(lineOf({ kind: 'synced' })).toBe('synced');
  });

  it('calls nothing synced while there are records that no server has', () => {
    expect(lineOf({ kind: 'synced' }, true)).toBe('saved');
  });
});
