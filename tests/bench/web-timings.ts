import type { Page } from '@playwright/test';
import { formOf } from '../support/app-screens.ts';

declare global {
  interface Window {
    /** Milliseconds since navigation start at the frame after the first row was in the list; see `watchFirstRow`. */
    firstRowAt: number | undefined;
    /** Milliseconds from the event to the frame after what it should show; see `watchEvent`. */
    shownAfter: number | undefined;
  }
}

/** Makes the page's processor so many times slower. */
export async function throttle(page: Page, rate: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}

/** Has every page that is opened from now on note when its first row could be seen. */
export async function watchFirstRow(page: Page, row = 'main li a'): Promise<void> {
  await page.addInitScript((selector) => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector(selector)) return;
      observer.disconnect();
      // The second frame begins when the one with the row has been handed over.
      requestAnimationFrame(() => requestAnimationFrame(() => (window.firstRowAt = performance.now())));
    });
    observer.observe(document, { childList: true, subtree: true });
  }, row);
}

/** Milliseconds from navigation start to the first row on the screen. */
export async function firstRowMs(page: Page): Promise<number> {
  await page.waitForFunction(() => window.firstRowAt !== undefined);
  return page.evaluate(() => window.firstRowAt ?? Number.NaN);
}

/**
 * Measures from the next event of `type` (its own time stamp, so that queueing counts) to the frame after `selector`
 * holds `text`. The page must not hold it before.
 */
export async function watchEvent(page: Page, type: string, selector: string, text: string): Promise<void> {
  await page.evaluate(
    ({ eventType, wantedIn, wanted }) => {
      window.shownAfter = undefined;
      document.addEventListener(
        eventType,
        ({ timeStamp }) => {
          const observer = new MutationObserver(() => {
            if (![...document.querySelectorAll(wantedIn)].some((at) => at.textContent.includes(wanted)))
              return;
            observer.disconnect();
            requestAnimationFrame(() =>
              requestAnimationFrame(() => (window.shownAfter = performance.now() - timeStamp)),
            );
          });
          observer.observe(document, { childList: true, subtree: true, characterData: true });
        },
        { capture: true, once: true },
      );
    },
    { eventType: type, wantedIn: selector, wanted: text },
  );
}

/** The result of `watchEvent`, in milliseconds. */
export async function shownAfterMs(page: Page): Promise<number> {
  await page.waitForFunction(() => window.shownAfter !== undefined);
  return page.evaluate(() => window.shownAfter ?? Number.NaN);
}

/** From the click on Save to the frame with the row in the list. */
export async function saveToRowMs(page: Page, title: string): Promise<number> {
  const form = formOf(page);
  await form.amount.fill('12.50');
  await form.description.fill(title);
  await watchEvent(page, 'click', 'main li', title);
  await form.save.click();
  return shownAfterMs(page);
}

/** From the click on Add expense to the form. */
export async function openFormMs(page: Page): Promise<number> {
  await watchEvent(page, 'click', 'main h1', 'New expense');
  await page.getByRole('link', { name: 'Add expense' }).click();
  return shownAfterMs(page);
}

/** From the last key of a search to the list of what matches. */
export async function searchMs(page: Page, query: string): Promise<number> {
  const search = page.getByRole('searchbox', { name: 'Search' });
  await search.fill(query.slice(0, -1));
  await search.press('End');
  await page.getByText('matches').or(page.getByText('match')).first().waitFor();
  await watchEvent(page, 'keydown', '[aria-live]', 'match');
  await search.press(query.slice(-1));
  const shown = await shownAfterMs(page);
  await search.fill('');
  return shown;
}

/** DOM nodes of the document and bytes of the JavaScript heap after a collection. */
export async function pageSize(page: Page): Promise<{ nodes: number; heapBytes: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
  await session.detach();
  return { nodes, heapBytes: usedSize };
}
