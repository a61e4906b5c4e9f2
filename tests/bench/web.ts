/**
 * How fast the built app feels with a ledger in use, in real Chromium at the size of a phone, with and without a
 * processor four times slower: `pnpm bench:web [records=1000] [runs=7]`. It prints and never fails: figures of a busy
 * machine are no test.
 */
import { cpus, totalmem } from 'node:os';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { openScreen } from '../support/app-screens.ts';
import { putRevisions } from '../support/ledger-rows.ts';
import { openChromium } from '../support/open-chromium.ts';
import { generateRows } from '../support/realistic-data.ts';
import { TestServer } from '../support/server.ts';
import { waitForServiceWorker } from '../support/service-worker.ts';
import { firstRowMs, openFormMs, pageSize, saveToRowMs, searchMs, watchFirstRow } from './web-timings.ts';

const [records = 1_000, runs = 7] = process.argv.slice(2).map(Number);
const seed = 1;

class Figures {
  readonly #samples = new Map<string, number[]>();

  add(name: string, value: number): void {
    this.#samples.set(name, [...(this.#samples.get(name) ?? []), value]);
  }

  print(title: string): void {
    console.log(`\n${title}`);
    for (const [name, samples] of this.#samples) {
      const sorted = samples.toSorted((a, b) => a - b);
      const [min = 0, median = 0, max = 0] = [0, Math.floor(sorted.length / 2), sorted.length - 1].map(
        (at) => sorted[at],
      );
      const [low, middle, high] = [min, median, max].map((value) => value.toFixed(0));
      console.log(`  ${name.padEnd(44)} ${String(middle).padStart(7)}  (${low}–${high})`);
    }
  }
}

async function throttle(page: Page, rate: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}

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
  figures.add('key press to search result, ms', await searchMs(page, 'groceries'));
  figures.add('Add expense to form, ms', await openFormMs(page));
  figures.add('Save to visible row, ms', await saveToRowMs(page, `measured in run ${run} at ${rate}`));
  await page.close();

  const overview = await openPage(context, rate);
  await overview.goto('/');
  figures.add('navigation to usable Overview, ms', await firstRowMs(overview));
  await overview.close();
}

const server = await TestServer.start();
const browser = await openChromium();
try {
  const context = await preparePhone(browser, server.origin);
  const [cpu] = cpus();
  console.log(`${records} records, ${runs} runs, medians (min–max)`);
  console.log(
    `Chromium ${browser.version()}, Node ${process.version}, ${cpus().length} x ${cpu?.model ?? 'unknown'}`,
  );
  console.log(`${(totalmem() / 2 ** 30).toFixed(0)} GiB of memory, ${process.platform}`);
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
} finally {
  await browser.close();
  await server.remove();
}
