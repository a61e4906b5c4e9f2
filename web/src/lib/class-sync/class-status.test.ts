import { describe, expect, it } from 'vitest';
import { rowFromSummary } from './class-info.ts';
import { classStatus, overallStatus } from './class-status.ts';
import { summary } from './test-class.ts';

const row = { ...rowFromSummary(summary(3), 'document'), seq: 3 };
const online = { isOnline: true, refusal: null };

describe('the status of a class', () => {
  it('is what its session says where it is in use', () => {
    expect(classStatus(row, { sync: { kind: 'synced' }, unsavedFor: null })).toEqual({ kind: 'synced' });
    expect(classStatus(row, { sync: { kind: 'syncing' }, unsavedFor: null })).toEqual({
      kind: 'saved',
      why: 'unsent',
    });
    const stopped = { kind: 'stopped', why: 'sign-in' } as const;
    expect(classStatus(row, { sync: stopped, unsavedFor: null })).toEqual({ kind: 'saved', why: 'sign-in' });
    const full = { reason: 'full', detail: 'QuotaExceededError' } as const;
    expect(classStatus(row, { sync: { kind: 'synced' }, unsavedFor: full })).toEqual({
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
    const unsaved = { kind: 'not-saved', reason: 'full' } as const;
    expect(overallStatus([removed, unsaved], { isOnline: false, refusal: null })).toEqual(unsaved);
  });
});
