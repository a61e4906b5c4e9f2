/** Tells tabs apart, and which of them are still there. */
export interface TabIdentity {
  /** The same after a reload of the tab, another one in each other tab. Never rejects. */
  readonly id: Promise<string>;
  /** The ids of the tabs that are open now, at least this one's; others may be missing where the browser lacks locks. Never rejects. */
  liveIds(): Promise<ReadonlySet<string>>;
}

const STORAGE_KEY = 'tallybook:tab';
const CLAIM_TIMEOUT_MS = 1_000;

/**
 * The identity of this tab: an id in sessionStorage, held by a Web Lock for as long as the page lives. A duplicated tab
 * copies the sessionStorage but cannot get the lock, so it takes a new id; a reloading tab waits the moment until its
 * former page has let go.
 *
 * Without Web Locks (plain http) a duplicated tab shares its id and closed tabs cannot be told from open ones; the
 * drafts of both are then offered in each.
 */
export function claimTabIdentity(newId: () => string): TabIdentity {
  // Missing on plain http, whatever the types say.
  const locks = navigator.locks as LockManager | undefined;
  const remembered = readSession();
  const id = (async () => {
    if (remembered !== null && (!locks || (await holdLock(locks, remembered)))) return remembered;
    const fresh = newId();
    writeSession(fresh);
    if (locks) await holdLock(locks, fresh);
    return fresh;
  })();
  return {
    id,
    async liveIds() {
      const own = await id;
      const held = await queryLocks(locks);
      const names = held.map((lock) => lock.name ?? '').filter((name) => name.startsWith(`${STORAGE_KEY}:`));
      return new Set([own, ...names.map((name) => name.slice(STORAGE_KEY.length + 1))]);
    },
  };
}

function holdLock(locks: LockManager, id: string): Promise<boolean> {
  return new Promise((resolve) => {
    const held = () => {
      clearTimeout(timer);
      resolve(true);
      // Never settles: the browser releases the lock with the page.
      return new Promise<never>(() => undefined);
    };
    // AbortSignal.timeout is younger than Web Locks.
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), CLAIM_TIMEOUT_MS);
    // Async, so that a request which throws at once is caught like one that rejects.
    const requesting = (async () => {
      await locks.request(`${STORAGE_KEY}:${id}`, { signal: controller.signal }, held);
    })();
    requesting.catch(() => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}

async function queryLocks(locks: LockManager | undefined): Promise<readonly LockInfo[]> {
  try {
    return (await locks?.query())?.held ?? [];
  } catch {
    // Denied to this page: as without locks.
    return [];
  }
}

function readSession(): string | null {
  try {
    return sessionStorage.getItem(STORAGE_KEY);
  } catch {
    // Blocked site data: each page load counts as a tab of its own.
    return null;
  }
}

function writeSession(id: string): void {
  try {
    sessionStorage.setItem(STORAGE_KEY, id);
  } catch {
    // As above.
  }
}
