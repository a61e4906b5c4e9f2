import { describe, expect, it } from 'vitest';
import { rowFromSummary } from './class-info.ts';
import { classStatus, overallStatus } from './class-status.ts';
import { summary } from './test-class.ts';

const row = { ...rowFromSummary(summary(3), 'document'), seq: 3 };
const online = { isOnline: true, refusal: null };

describe('the status of a class', () => {
  it('is what its session says where it is in use', () => {
    expect(classStatus(row, { sync: { kind: 'synced' }, unsavedFor: null, hasWaiting: false })).toEqual({
      kind: 'synced',
    });
    expect(classStatus(row, { sync: { kind: 'syncing' }, unsavedFor: null, hasWaiting: false })).toEqual({
      kind: 'saved',
      why: 'unsent',
    });
    const stopped = { kind: 'stopped', why: 'sign-in' } as const;
    expect(classStatus(row, { sync: stopped, unsavedFor: null, hasWaiting: false })).toEqual({
      kind: 'saved',
      why: 'sign-in',
    });
    const full = { reason: 'full', detail: 'QuotaExceededError' } as const;
    expect(classStatus(row, { sync: { kind: 'synced' }, unsavedFor: full, hasWaiting: false })).toEqual({
      kind: 'not-saved',
      reason: 'full',
    });
  });

  it('is what was noted where it is not', () => {
    expect(classStatus(row)).toEqual({ kind: 'synced' });
    expect(classStatus({ ...row, unsent: { 7: 1 } })).toEqual({ kind: 'saved', why: 'unsent' });
    expect(classStatus({ ...row, isOnServer: false })).toEqual({ kind: 'saved', why: 'unsent' });
    expect(classStatus({ ...row, refusal: 'removed', unsent: { 7: 1 } })).toEqual({
      kind: 'saved',
      why: 'removed',
    });
  });
});

describe('a record that was put aside and waits to be offered', () => {
  it('is not synced, whether the class is in use or not', () => {
    const unsent = { kind: 'saved', why: 'unsent' };
    expect(classStatus(row, undefined, true)).toEqual(unsent);
    const idle = { sync: { kind: 'idle' }, unsavedFor: null } as const;
    expect(classStatus(row, { ...idle, hasWaiting: true })).toEqual(unsent);
    expect(classStatus(row, { ...idle, hasWaiting: false })).toEqual({ kind: 'synced' });
    expect(classStatus({ ...row, refusal: 'too-large' }, undefined, true)).toEqual({
      kind: 'saved',
      why: 'too-large',
    });
  });
});

describe('the status of all', () => {
  it('is the worst, in the order of the status line', () => {
    const [synced, unsent, removed] = [
      { kind: 'synced' } as const,
      { kind: 'saved', why: 'unsent' } as const,
      { kind: 'saved', why: 'removed' } as const,
    ];
    expect(overallStatus([synced], online)).toEqual(synced);
    expect(overallStatus([synced, unsent], online)).toEqual(unsent);
    expect(overallStatus([synced], { isOnline: false, refusal: null })).toEqual({
      kind: 'saved',
      why: 'offline',
    });
    expect(overallStatus([removed], { isOnline: false, refusal: 'sign-in-required' })).toEqual({
      kind: 'saved',
      why: 'sign-in',
    });
    const [signIn, outdated] = [
      { kind: 'saved', why: 'sign-in' } as const,
      { kind: 'saved', why: 'update-needed' } as const,
    ];
    expect(overallStatus([removed, signIn, outdated], online)).toEqual(outdated);
    expect(overallStatus([synced], { isOnline: true, refusal: 'update-needed' })).toEqual(outdated);
    const unsaved = { kind: 'not-saved', reason: 'full' } as const;
    expect(overallStatus([removed, unsaved], { isOnline: false, refusal: null })).toEqual(unsaved);
  });
});
