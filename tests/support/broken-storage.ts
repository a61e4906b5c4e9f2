import type { Page } from '@playwright/test';

/**
 * Ways in which browsers refuse storage, each put into a page before its own scripts run: no IndexedDB at all, an open
 * that throws as in blocked site data, and an open that is never answered.
 */
export type StorageRefusal = 'missing' | 'throwing' | 'silent';

/** Breaks IndexedDB in all documents that `page` opens from now on. A silent one answers after `answerAgain`. */
export async function breakStorage(page: Page, how: StorageRefusal): Promise<void> {
  await page.addInitScript((way) => {
    if (way === 'missing') {
      Object.defineProperty(window, 'indexedDB', { value: undefined });
      return;
    }
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called on its factory below
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (...given) {
      if (way === 'throwing') throw new DOMException('site data is blocked', 'SecurityError');
      if (sessionStorage.getItem('storage answers')) return open.apply(this, given);
      const silent = Object.create(IDBOpenDBRequest.prototype) as IDBOpenDBRequest;
      const unheard = { addEventListener: () => undefined, removeEventListener: () => undefined };
      return Object.defineProperties(silent, {
        addEventListener: { value: unheard.addEventListener },
        removeEventListener: { value: unheard.removeEventListener },
      });
    };
  }, how);
}

/** Ends the silence of a silent storage for the opens to come. */
export async function answerAgain(page: Page): Promise<void> {
  await page.evaluate(() => sessionStorage.setItem('storage answers', 'yes'));
}

/** Leaves `bytes` of room to an origin for as long as the page lives. Storage that is open may notice only seconds later. */
export async function limitQuota(page: Page, origin: string, bytes: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: bytes });
}

/** Lets a test fill the device of a page and make room again, from one write to the next. */
export async function controlRoom(page: Page): Promise<{ fill(): Promise<void>; makeRoom(): Promise<void> }> {
  await page.addInitScript(() => {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called on its store below
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...given) {
      if (sessionStorage.getItem('device is full')) throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, given);
    };
  });
  return {
    fill: () => page.evaluate(() => sessionStorage.setItem('device is full', 'yes')),
    makeRoom: () => page.evaluate(() => sessionStorage.removeItem('device is full')),
  };
}
