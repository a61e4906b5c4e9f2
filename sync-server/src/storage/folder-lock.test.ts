import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { acquireFolderLock } from './folder-lock.ts';
import type { LockParts, LockResult } from './folder-lock.ts';
import { createLockFile, lockPath } from './lock-file.ts';
import type { LockHolder } from './lock-file.ts';
import { readOwnIdentity } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';

const own = readOwnIdentity();
/** Where neither boot nor namespace is known, only a heartbeat tells; so on macOS and Windows. */
const blind: ProcessIdentity = {
  pid: own.pid,
  startTicks: undefined,
  bootId: undefined,
  pidNamespace: undefined,
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tallybook-lock-'));
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

function acquire(parts: Partial<LockParts> = {}): Promise<LockResult> {
  return acquireFolderLock({
    folder,
    identity: own,
    wait: () => Promise.resolve(),
    onLost: () => undefined,
    ...parts,
  });
}

async function acquireOrFail(parts: Partial<LockParts> = {}): Promise<() => void> {
  const result = await acquire(parts);
  if (!result.ok) expect.unreachable(JSON.stringify(result));
  return result.lock.release;
}

const leaveLock = (holder: LockHolder): void => void createLockFile(lockPath(folder, 1), holder);

describe('acquireFolderLock', () => {
  it('refuses a second server and names the first', async () => {
    const release = await acquireOrFail();
    // Stands in for the heartbeat of the first, where there is one.
    const wait = (): Promise<void> => {
      utimesSync(lockPath(folder, 1), 1, 1);
      return Promise.resolve();
    };
    expect(await acquire({ wait })).toEqual({ ok: false, heldBy: process.pid });
    release();
  });

  it('is free again after release, which may be called twice', async () => {
    const release = await acquireOrFail();
    release();
    release();
    const releaseSecond = await acquireOrFail();
    release();
    const content: unknown = JSON.parse(readFileSync(lockPath(folder, 2), 'utf8'));
    expect(content).toMatchObject({ state: 'held' });
    releaseSecond();
  });

  it('keeps one file, readable by its owner alone', async () => {
    for (let round = 0; round < 3; round += 1) (await acquireOrFail())();
    expect(readdirSync(folder)).toEqual(['server-3.lock']);
  });

  describe.runIf(process.platform === 'linux')('judging by pid', () => {
    const never = (): Promise<void> => Promise.reject(new Error('it waited for a heartbeat'));

    it('takes over at once when the pid was reused by another process', async () => {
      leaveLock({ ...own, startTicks: '1', beats: false });
      (await acquireOrFail({ wait: never }))();
    });

    it('takes over at once when the process is gone', async () => {
      leaveLock({ ...own, pid: 2 ** 30, beats: false });
      (await acquireOrFail({ wait: never }))();
    });

    it('takes over at once after a reboot', async () => {
      leaveLock({ ...own, bootId: 'the boot before', beats: false });
      (await acquireOrFail({ wait: never }))();
    });

    it('leaves the folder to a server outside this container, which it cannot see', async () => {
      leaveLock({ ...own, pidNamespace: 'pid:[1]', beats: false });
      expect(await acquire({ wait: never })).toEqual({ ok: false, heldBy: own.pid });
    });

    it('gives an abandoned folder to exactly one of many', async () => {
      leaveLock({ ...blind, pid: 2 ** 30, beats: true });
      // Each contender gives way in the middle of its judgement, so all of them judge the same dead lock.
      const results = await Promise.all(Array.from({ length: 20 }, () => acquire()));
      expect(results.filter((result) => result.ok)).toHaveLength(1);
    });

    it('backs off when its number was used and cleaned away while it judged an older lock', async () => {
      leaveLock({ ...blind, beats: true });
      let isLate = false;
      const wait = (): Promise<void> => {
        if (!isLate) {
          isLate = true;
          rmSync(lockPath(folder, 1));
          createLockFile(lockPath(folder, 3), { ...own, beats: false });
        }
        return Promise.resolve();
      };
      expect(await acquire({ wait })).toEqual({ ok: false, heldBy: own.pid });
      expect(readdirSync(folder)).toEqual(['server-3.lock']);
    });
  });

  describe('judging by heartbeat', () => {
    it('takes over within five seconds when there is none', async () => {
      leaveLock({ ...blind, beats: true });
      let waitedMs = 0;
      const wait = (delayMs: number): Promise<void> => {
        waitedMs += delayMs;
        return Promise.resolve();
      };
      (await acquireOrFail({ identity: blind, wait }))();
      expect(waitedMs).toBeGreaterThan(2000);
      expect(waitedMs).toBeLessThan(4000);
    });

    it('refuses as soon as it sees one', async () => {
      leaveLock({ ...blind, beats: true });
      let waits = 0;
      const wait = (): Promise<void> => {
        waits += 1;
        if (waits === 4) utimesSync(lockPath(folder, 1), 1, 1);
        return Promise.resolve();
      };
      expect(await acquire({ identity: blind, wait })).toEqual({ ok: false, heldBy: blind.pid });
      expect(waits).toBe(4);
    });

    it('beats every second, and gives up writing when another server has taken over', async () => {
      vi.useFakeTimers();
      let lost = 0;
      const release = await acquireOrFail({ identity: blind, onLost: () => (lost += 1) });
      const path = lockPath(folder, 1);
      utimesSync(path, 1, 1);
      vi.advanceTimersByTime(1000);
      expect(statSync(path).mtimeMs).toBeGreaterThan(1000);
      expect(lost).toBe(0);
      createLockFile(lockPath(folder, 2), { ...own, beats: true });
      vi.advanceTimersByTime(5000);
      expect(lost).toBe(1);
      release();
    });

    it('waits for a lock that is only just being written', async () => {
      writeFileSync(lockPath(folder, 1), '');
      const wait = (): Promise<void> => {
        rmSync(lockPath(folder, 1));
        leaveLock({ ...own, beats: false });
        return Promise.resolve();
      };
      expect(await acquire({ wait })).toEqual({ ok: false, heldBy: own.pid });
    });

    it.each(['', '{', '{"state":"held"}', '{"state":"held","holder":{"pid":"1"}}', 'null'])(
      'takes over a lock whose writer died over it: %j',
      async (text) => {
        writeFileSync(lockPath(folder, 1), text);
        (await acquireOrFail())();
      },
    );
  });

  it('names the reason when no lock can be written', async () => {
    expect(await acquire({ folder: join(folder, 'missing') })).toEqual({ ok: false, reason: 'ENOENT' });
  });
});
