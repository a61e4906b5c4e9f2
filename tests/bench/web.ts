/**
 * How fast the built app feels with a ledger in use, in real Chromium at the size of a phone, with and without a
 * processor four times slower, and a class on several phones: `pnpm bench:web [records=1000] [runs=7]`, and only one of
 * the two with `ledger` or `classes` as the last word. It prints and never fails: figures of a busy machine are no test.
 */
import { cpus, totalmem } from 'node:os';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { openScreen } from '../support/app-screens.ts';
import { putRevisions } from '../support/ledger-rows.ts';
import { openChromium } from '../support/open-chromium.ts';
import { generateRows } from '../support/realistic-data.ts';
import { TestServer } from '../support/server.ts';
import { waitForServiceWorker } from '../support/service-worker.ts';
import { measureClasses } from './web-classes.ts';
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

const words = process.argv.slice(2);
const [records = 1_000, runs = 7] = words.filter((word) => /^\d+$/.test(word)).map(Number);
const isMeasured = (part: 'ledger' | 'classes') =>
  words.includes(part) || !words.some((word) => word === 'ledger' || word === 'classes');
const seed = 1;

/** A phone whose app was visited before: the service worker runs and the ledger holds the records. */
async function preparePhone(browser: Browser, origin: string): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: origin,
    locale: 'en-GB',
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  });
  const page = await context.newPage();
  await openScreen(page, '/expenses');
  await waitForServiceWorker(page);
  await putRevisions(page, generateRows(records, seed, new Date().toISOString().slice(0, 10)));
  await page.reload();
  // The first load folds all records once and keeps the result.
  await page.getByRole('listitem').first().waitFor();
  await page.close();
  return context;
}

async function openPage(context: BrowserContext, rate: number): Promise<Page> {
  const page = await context.newPage();
  await throttle(page, rate);
  await watchFirstRow(page);
  return page;
}

async function measureOnce(
  context: BrowserContext,
  rate: number,
  run: number,
  figures: Figures,
): Promise<void> {
  const page = await openPage(context, rate);
  await page.goto('/expenses');
  figures.add('navigation to usable list, ms', await firstRowMs(page));
  const { nodes, heapBytes } = await pageSize(page);
  figures.add('DOM nodes of the list', nodes);
  figures.add('JavaScript heap after collection, kB', heapBytes / 1000);
  figures.add('key press to search result, ms', await searchMs(page, 'groceries 7'));
  figures.add('Add expense to form, ms', await openFormMs(page));
  figures.add('Save to visible row, ms', await saveToRowMs(page, `measured in run ${run} at ${rate}`));
  await page.close();

  const overview = await openPage(context, rate);
  await overview.goto('/');
  figures.add('navigation to usable Overview, ms', await firstRowMs(overview));
  await overview.close();
}

async function measureLedger(browser: Browser): Promise<void> {
  const server = await TestServer.start();
  try {
    const context = await preparePhone(browser, server.origin);
    for (const rate of [1, 4]) {
      const figures = new Figures();
      for (let run = 0; run < runs; run++) await measureOnce(context, rate, run, figures);
      figures.print(rate === 1 ? 'unthrottled' : `processor ${rate} times slower`);
    }
    await server.kill();
    await context.setOffline(true);
    for (const rate of [1, 4]) {
      const figures = new Figures();
      for (let run = 0; run < runs; run++) {
        const page = await openPage(context, rate);
        await page.goto('/expenses');
        figures.add('offline cold start to usable list, ms', await firstRowMs(page));
        await page.close();
      }
      figures.print(`server dead, no network${rate === 1 ? '' : `, processor ${rate} times slower`}`);
    }
    await context.close();
  } finally {
    await server.remove();
  }
}

const browser = await openChromium();
try {
  const [cpu] = cpus();
  console.log(`${records} records, ${runs} runs, medians (min–max)`);
  console.log(
    `Chromium ${browser.version()}, Node ${process.version}, ${cpus().length} x ${cpu?.model ?? 'unknown'}`,
  );
  console.log(`${(totalmem() / 2 ** 30).toFixed(0)} GiB of memory, ${process.platform}`);
  if (isMeasured('ledger')) await measureLedger(browser);
  if (isMeasured('classes')) await measureClasses(browser, runs);
} finally {
  await browser.close();
}
