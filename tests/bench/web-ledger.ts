import type { Browser, BrowserContext, Page } from '@playwright/test';
import { arrivedAtList, openScreen } from '../support/app-screens.ts';
import { generateRows } from '../support/realistic-data.ts';
import { restoreRows } from '../support/restore-rows.ts';
import { TestServer } from '../support/server.ts';
import { waitForServiceWorker } from '../support/service-worker.ts';
import { interactionToNextPaintMs, oldestRowMs, watchInteractions } from './ledger-timings.ts';
import { monthJumpMs } from './month-jump.ts';
import { Figures } from './web-figures.ts';
import {
  firstRowMs,
  openFormMs,
  pageSize,
  saveToRowMs,
  searchMs,
  throttle,
  watchFirstRow,
} from './web-timings.ts';

/** The figures of one size of ledger on one speed of processor. */
export interface LedgerFigures {
  records: number;
  /** How many times slower the processor was made. */
  rate: number;
  figures: Figures;
}

const rates = [1, 4] as const;
const seed = 1;

/** Of the past that the records are spread over: a year of a small ledger, ten of a large one. */
const daysOf = (records: number) => Math.min(3_650, Math.max(365, Math.round(records / 5)));

/** A phone whose app was visited before: the service worker runs and the ledger holds the records. */
async function preparePhone(browser: Browser, origin: string, records: number): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: origin,
    locale: 'en-GB',
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  });
  const page = await context.newPage();
  await openScreen(page, '/');
  await waitForServiceWorker(page);
  const today = new Date().toISOString().slice(0, 10);
  await restoreRows(page, generateRows(records, seed, today, daysOf(records)));
  await openScreen(page, '/expenses');
  await page.getByRole('listitem').first().waitFor();
  await page.close();
  return context;
}

async function openPage(context: BrowserContext, rate: number): Promise<Page> {
  const page = await context.newPage();
  await throttle(page, rate);
  await watchFirstRow(page);
  await watchInteractions(page);
  return page;
}

/** One walk of a person: open the list, search, jump to a month, go to the end, log an expense. */
async function walkOnce(context: BrowserContext, rate: number, run: number, figures: Figures): Promise<void> {
  const page = await openPage(context, rate);
  await page.goto('/expenses');
  figures.add('navigation to usable list, ms', await firstRowMs(page));
  const sizes = [await pageSize(page)];
  figures.add('key press to filtered result, ms', await searchMs(page, 'groceries 7'));
  await page.getByRole('searchbox', { name: 'Search' }).fill('');
  await page.locator('main [aria-live]').filter({ hasText: /match/ }).waitFor({ state: 'detached' });
  figures.add('month jump, ms', await monthJumpMs(page));
  sizes.push(await pageSize(page));
  figures.add('oldest row reached, ms', await oldestRowMs(page));
  sizes.push(await pageSize(page));
  await page.keyboard.press('Home');
  await page.waitForFunction(() => window.scrollY === 0);
  figures.add('Add expense to form, ms', await openFormMs(page));
  figures.add('Save to visible row, ms', await saveToRowMs(page, `measured in run ${run} at ${rate}`));
  await arrivedAtList(page);
  sizes.push(await pageSize(page));
  figures.add('DOM nodes, most of the walk', Math.max(...sizes.map(({ nodes }) => nodes)));
  figures.add(
    'JavaScript heap after collection, MB',
    Math.max(...sizes.map(({ heapBytes }) => heapBytes / 1e6)),
  );
  figures.add('INP of the walk, ms', await interactionToNextPaintMs(page));
  await page.close();

  const overview = await openPage(context, rate);
  await overview.goto('/');
  figures.add('navigation to usable Overview, ms', await firstRowMs(overview));
  await overview.close();
}

async function startOffline(context: BrowserContext, rate: number, figures: Figures): Promise<void> {
  const page = await openPage(context, rate);
  await page.goto('/expenses');
  figures.add('offline cold start to usable list, ms', await firstRowMs(page));
  await page.close();
}

/** A ledger of `records` on a phone, and last without its server and the network. */
export async function measureLedger(
  browser: Browser,
  records: number,
  runs: number,
): Promise<LedgerFigures[]> {
  const server = await TestServer.start();
  try {
    const context = await preparePhone(browser, server.origin, records);
    const measured = rates.map((rate) => ({ records, rate, figures: new Figures() }));
    for (const { rate, figures } of measured) {
      for (let run = 0; run < runs; run++) await walkOnce(context, rate, run, figures);
    }
    await server.kill();
    await context.setOffline(true);
    for (const { rate, figures } of measured) {
      for (let run = 0; run < runs; run++) await startOffline(context, rate, figures);
    }
    await context.close();
    return measured;
  } finally {
    await server.remove();
  }
}
