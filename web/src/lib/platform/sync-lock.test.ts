import { afterEach, expect, it, vi } from 'vitest';
import { browserLocks } from './sync-lock.ts';

afterEach(() => void vi.unstubAllGlobals());

/** Web Locks of one browser, as far as they are asked for here. */
function lockManager(): Pick<LockManager, 'request'> {
  const held = new Set<string>();
  const request = async (name: string, _options: unknown, work: (lock: unknown) => Promise<void>) => {
    if (held.has(name)) return work(null);
    held.add(name);
    try {
      await work({ name });
    } finally {
      held.delete(name);
    }
  };
  return { request: request as LockManager['request'] };
}

it('runs in one tab at a time, and again once that one is through', async () => {
  vi.stubGlobal('navigator', { locks: lockManager() });
  let finish: () => void = () => undefined;
  const first = browserLocks.runAlone('sync', () => new Promise((resolve) => (finish = resolve)));
  const runs: string[] = [];
  const note = () => Promise.resolve(void runs.push('again'));
  expect(await browserLocks.runAlone('sync', note)).toBe(false);
  expect(await browserLocks.runAlone('other', note)).toBe(true);
  finish();
  expect(await first).toBe(true);
  expect(await browserLocks.runAlone('sync', note)).toBe(true);
  expect(runs).toEqual(['again', 'again']);
});

it('runs without locks, and where they are denied', async () => {
  const denied = { request: () => Promise.reject(new DOMException('no', 'SecurityError')) };
  for (const locks of [undefined, denied]) {
    vi.stubGlobal('navigator', { locks });
    let runs = 0;
    const work = async (): Promise<void> => {
      await Promise.resolve();
      runs++;
    };
    expect(await browserLocks.runAlone('sync', work)).toBe(true);
    expect(runs).toBe(1);
  }
});

it('hands on what the work throws, and does not run it twice', async () => {
  vi.stubGlobal('navigator', { locks: lockManager() });
  let runs = 0;
  const failing = () => Promise.reject(new Error(`run ${++runs}`));
  await expect(browserLocks.runAlone('sync', failing)).rejects.toThrow('run 1');
  expect(runs).toBe(1);
});
