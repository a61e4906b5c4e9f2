/** Work that one tab at a time does for all. */
export interface TabLocks {
  /** Runs `work` unless another tab does work of this name now; resolves when it is over, with whether it ran. */
  runAlone(name: string, work: () => Promise<void>): Promise<boolean>;
}

/** Web Locks. Where they are missing (plain http) or denied every tab does the work: twice is wasteful, not wrong. */
export const browserLocks: TabLocks = {
  async runAlone(name, work) {
    const locks = navigator.locks as LockManager | undefined;
    const outcome = locks ? await requestLock(locks, name, work) : 'denied';
    if (outcome === 'denied') await work();
    return outcome !== 'taken';
  },
};

type Outcome = 'ran' | 'taken' | 'denied';

/** Settles when the lock is free again, so that who asks for it next gets it. */
async function requestLock(locks: LockManager, name: string, work: () => Promise<void>): Promise<Outcome> {
  let outcome = 'denied' as Outcome;
  try {
    await locks.request(name, { ifAvailable: true }, async (lock) => {
      outcome = lock ? 'ran' : 'taken';
      if (lock) await work();
    });
  } catch (error) {
    // What fails before the work begins is the browser's refusal: as without locks.
    if (outcome === 'ran') throw error;
  }
  return outcome;
}
