import type { Page } from '@playwright/test';
import { formOf } from '../support/app-screens.ts';

declare global {
  interface Window {
    /** Calls back once the next frame has been painted; a page has it by `watchFirstRow`. */
    afterPaint: (callback: () => void) => void;
    /** Tells the bench the milliseconds from navigation start until the first row was painted; see `watchFirstRow`. */
    tellFirstRow: (ms: number) => void;
    /** Milliseconds from the event until what it should show was painted; see `watchEvent`. */
    shownAfter: number | undefined;
  }
}

/** Makes the page's processor so many times slower. */
export async function throttle(page: Page, rate: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}

interface FirstRows {
  /** Of documents that nobody has asked about. */
  readonly told: number[];
  readonly waiting: ((ms: number) => void)[];
}

const firstRows = new WeakMap<Page, FirstRows>();

/**
 * Has the page tell when its first row could be seen, in every document that is opened from now on. It tells by itself:
 * a question put to a page that is starting costs it a tenth of its start.
 */
export async function watchFirstRow(page: Page, row = 'main li a'): Promise<void> {
  const told: number[] = [];
  const waiting: ((ms: number) => void)[] = [];
  firstRows.set(page, { told, waiting });
  await page.exposeFunction('tellFirstRow', (ms: number) => {
    const next = waiting.shift();
    if (next) next(ms);
    else told.push(ms);
  });
  await page.addInitScript((selector) => {
    window.afterPaint = (callback) => {
      requestAnimationFrame(() => {
        // A message that is sent before a frame is drawn arrives right after it.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          port1.close();
          callback();
        };
        port2.postMessage(null);
      });
    };
    const observer = new MutationObserver(() => {
      if (!document.querySelector(selector)) return;
      observer.disconnect();
      window.afterPaint(() => window.tellFirstRow(performance.now()));
    });
    observer.observe(document, { childList: true, subtree: true });
  }, row);
}

/** Milliseconds from navigation start to the first row on the screen, of each document once, in their order. */
export function firstRowMs(page: Page): Promise<number> {
  const rows = firstRows.get(page);
  if (!rows) throw new Error('The page is not watched');
  const { told, waiting } = rows;
  const ms = told.shift();
  return ms === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(ms);
}

/**
 * Measures from the next event of `type` (its own time stamp, so that queueing counts) until the frame in which
 * `selector` holds `text` has been painted. The page must not hold it before, and needs `watchFirstRow`.
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
            window.afterPaint(() => (window.shownAfter = performance.now() - timeStamp));
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

/** From the last key of a search to the list of what matches. The other keys are pressed one by one before. */
export async function searchMs(page: Page, query: string): Promise<number> {
  const search = page.getByRole('searchbox', { name: 'Search' });
  await search.focus();
  await search.pressSequentially(query.slice(0, -1), { delay: 60 });
  const result = page.locator('main [aria-live]').filter({ hasText: /match/ });
  await result.first().waitFor();
  const before = await result.first().textContent();
  await watchResult(page, before ?? '', query);
  await search.press(query.slice(-1));
  return shownAfterMs(page);
}

/** As `watchEvent`, from the next key until another number of matches is told and the rows on top are of them. */
async function watchResult(page: Page, before: string, query: string): Promise<void> {
  await page.evaluate(
    ({ former, words }) => {
      window.shownAfter = undefined;
      document.addEventListener(
        'keydown',
        ({ timeStamp }) => {
          const observer = new MutationObserver(() => {
            const texts = [...document.querySelectorAll('main [aria-live]')].map((at) => at.textContent);
            if (texts.includes(former) || !texts.some((text) => text.includes('match'))) return;
            const rows = [...document.querySelectorAll('main li')].slice(0, 5);
            const areMatches = rows.every((row) =>
              words.every((word) => row.querySelector('a')?.textContent.toLowerCase().includes(word)),
            );
            if (rows.length === 0 || !areMatches) return;
            observer.disconnect();
            window.afterPaint(() => (window.shownAfter = performance.now() - timeStamp));
          });
          observer.observe(document, { childList: true, subtree: true, characterData: true });
        },
        { capture: true, once: true },
      );
    },
    // A number may be found in the day of an entry, which its row does not tell.
    { former: before, words: query.toLowerCase().match(/\p{L}+/gu) ?? [] },
  );
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
