import { describe, expect, it } from 'vitest';
import { ManualTimers } from '$lib/platform/manual-timers.ts';
import { refused, stored, type StorageResult } from '$lib/platform/storage-result.ts';
import { StorageStatus } from './storage-status.svelte.ts';

function pendingWrite() {
  let resolve: (result: StorageResult<number>) => void = () => undefined;
  const promise = new Promise<StorageResult<number>>((settle) => (resolve = settle));
  return { promise, resolve };
}

describe('StorageStatus', () => {
  it('says saving only once a write has taken 300 ms', async () => {
    const timers = new ManualTimers();
    const status = new StorageStatus({ timers });
    const write = pendingWrite();
    const followed = status.follow(write.promise);
    timers.advance(299);
    expect(status.state).toEqual({ kind: 'saved' });
    timers.advance(1);
    expect(status.state).toEqual({ kind: 'saving' });
    write.resolve(stored(1));
    await followed;
    expect(status.state).toEqual({ kind: 'saved' });
    expect(timers.waitingCount).toBe(0);
  });

  it('keeps saying not saved until a write that began after the failure completes', async () => {
    const status = new StorageStatus({ timers: new ManualTimers() });
    const [failing, older, newer] = [pendingWrite(), pendingWrite(), pendingWrite()];
    const olderFollowed = status.follow(older.promise);
    const failingFollowed = status.follow(failing.promise);
    failing.resolve(refused('full', 'QuotaExceededError'));
    await failingFollowed;
    older.resolve(stored(1));
    await olderFollowed;
    expect(status.state).toEqual({ kind: 'not-saved', reason: 'full' });
    expect(status.problem).toEqual({ reason: 'full', detail: 'QuotaExceededError' });
    const newerFollowed = status.follow(newer.promise);
    newer.resolve(stored(1));
    await newerFollowed;
    expect(status.state).toEqual({ kind: 'saved' });
  });

  it('takes an open that failed back when the reopening succeeds', () => {
    const status = new StorageStatus({ timers: new ManualTimers() });
    status.showProblem({ reason: 'lost', detail: 'UnknownError' });
    expect(status.state).toEqual({ kind: 'not-saved', reason: 'lost' });
    status.showProblem(null);
    expect(status.state).toEqual({ kind: 'saved' });
  });
});
