import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { signUp } from '../support/api-client.ts';
import { openScreen } from '../support/app-screens.ts';
import { seedLargeClass } from '../support/class-seeding.ts';
import { generateRows } from '../support/realistic-data.ts';
import { restoreRows } from '../support/restore-rows.ts';
import { TestServer } from '../support/server.ts';
import { phoneOnDisk } from './class-phone.ts';
import { interactionToNextPaintMs, watchInteractions } from './ledger-timings.ts';
import { Figures } from './web-figures.ts';
import { firstRowMs, shownAfterMs, throttle, watchEvent, watchFirstRow } from './web-timings.ts';

interface Sizes {
  /** Of the personal ledger. */
  readonly records: number;
  readonly classes: number;
  /** Of each class. */
  readonly entries: number;
  readonly runs: number;
}

const OVERVIEW = 'navigation to the figures of Overview, ms';
const WHOLE = 'navigation to all of Overview, ms';
const SWITCH = 'period switch on Overview, ms';
const INSIGHTS = 'navigation to usable Insights, ms';
const INSIGHTS_SWITCH = 'period switch on Insights, ms';
const KEY = 'slowest key of a search over everything to the next paint, ms';

const aimsAt = (rate: number): Record<string, number> =>
  rate === 4 ? { [OVERVIEW]: 600, [SWITCH]: 100, [INSIGHTS_SWITCH]: 100, [KEY]: 100 } : {};
const daysOf = (records: number) => Math.min(3_650, Math.max(365, Math.round(records / 5)));

/**
 * A phone with a large ledger and many classes, whose app was visited before; its profile is on the disk, as people have
 * it, and not in the memory of a private window, in which browsers keep no compiled code.
 */
async function preparePhone(profileDir: string, origin: string, sizes: Sizes): Promise<BrowserContext> {
  const account = await signUp(origin, 'picture');
  for (let at = 0; at < sizes.classes; at++)
    await seedLargeClass(origin, `Class ${at + 1}`, sizes.entries, 8, account);
  const context = await phoneOnDisk(profileDir, origin, account);
  const page = await context.newPage();
  const today = new Date().toISOString().slice(0, 10);
  await restoreRows(page, generateRows(sizes.records, 1, today, daysOf(sizes.records)));
  await openScreen(page, '/classes');
  const timeout = 600_000;
  const listed = page.getByRole('main').getByRole('link').filter({ hasText: 'House' });
  await listed.nth(sizes.classes - 1).waitFor({ timeout });
  await page.waitForFunction(sharesAreThere, sizes.classes, { timeout, polling: 1_000 });
  // The search looks through each class once, and keeps what it found.
  await openScreen(page, '/search?q=coffee');
  await untilQuiet(page, timeout);
  for (const path of ['/', '/insights', '/search', '/', '/insights', '/search']) {
    await openScreen(page, path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
  }
  await page.close();
  return context;
}

/** Whether the sums of so many classes are on the device. */
async function sharesAreThere(wanted: number): Promise<boolean> {
  const [{ name = '' } = {}] = (await indexedDB.databases()).filter((each) =>
    each.name?.startsWith('tallybook:'),
  );
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    // eslint-disable-next-line no-restricted-syntax -- a bench looks at the app from outside
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('open failed'));
  });
  const rows = await new Promise<{ classes: Record<string, unknown> }[]>((resolve, reject) => {
    const request = database.transaction('shareMonths').objectStore('shareMonths').getAll();
    request.onsuccess = () => resolve(request.result as { classes: Record<string, unknown> }[]);
    request.onerror = () => reject(request.error ?? new Error('read failed'));
  });
  database.close();
  return new Set(rows.flatMap(({ classes }) => Object.keys(classes))).size >= wanted;
}

/** Until the page has had nothing longer to do for half a minute: classes are synced and looked through one by one. */
async function untilQuiet(page: Page, timeout: number): Promise<void> {
  const quiet = await page.evaluateHandle(() => {
    const lately = { at: performance.now() };
    new PerformanceObserver(() => (lately.at = performance.now())).observe({ type: 'longtask' });
    return lately;
  });
  await page.waitForFunction(({ at }) => performance.now() - at > 30_000, quiet, { timeout, polling: 1_000 });
}

async function openPage(context: BrowserContext, rate: number, row: string): Promise<Page> {
  const page = await context.newPage();
  await throttle(page, rate);
  await watchFirstRow(page, row);
  await watchInteractions(page);
  return page;
}

async function switchMs(page: Page, unit: string, heading: string): Promise<number> {
  await watchEvent(page, 'click', 'main h2', heading);
  await page.getByRole('radio', { name: unit }).check();
  return shownAfterMs(page);
}

async function walkOnce(context: BrowserContext, rate: number, figures: Figures): Promise<void> {
  const year = `Spent in ${new Date().getFullYear()}`;
  const month = `Spent in ${new Intl.DateTimeFormat('en', { month: 'long' }).format(new Date())}`;
  const opening = await openPage(context, rate, 'main section[aria-labelledby="spent"] .figure');
  await opening.goto('/');
  figures.add(OVERVIEW, await firstRowMs(opening));
  await opening.close();

  const overview = await openPage(context, rate, 'main section[aria-labelledby="by-category"] li');
  await overview.goto('/');
  figures.add(WHOLE, await firstRowMs(overview));
  figures.add(SWITCH, await switchMs(overview, 'Year', year));
  figures.add(SWITCH, await switchMs(overview, 'Month', month));
  await overview.close();

  const insights = await openPage(context, rate, 'main section svg rect');
  await insights.goto('/insights');
  figures.add(INSIGHTS, await firstRowMs(insights));
  await insights.getByRole('heading', { name: 'How do two periods compare?' }).waitFor();
  figures.add(INSIGHTS_SWITCH, await switchMs(insights, 'Year', year));
  await insights.close();

  const search = await openPage(context, rate, 'main input[type="search"]');
  await search.goto('/search');
  const box = search.getByRole('searchbox', { name: 'Search everything' });
  await box.pressSequentially('groceries 7', { delay: 250 });
  await search.getByText(/entries match/).waitFor();
  figures.add(KEY, await interactionToNextPaintMs(search));
  await search.close();
}

/** One picture of all money: a personal ledger and shares of many classes together, on one phone. */
export async function measurePicture(sizes: Sizes): Promise<void> {
  const server = await TestServer.start();
  const profileDir = await mkdtemp(join(tmpdir(), 'tallybook-phone-'));
  try {
    const context = await preparePhone(profileDir, server.origin, sizes);
    for (const rate of [1, 4]) {
      const figures = new Figures(aimsAt(rate));
      for (let run = 0; run < sizes.runs; run++) await walkOnce(context, rate, figures);
      figures.print(
        `${sizes.records.toLocaleString('en')} personal records and ${sizes.classes} classes of ${sizes.entries.toLocaleString('en')}, ` +
          (rate === 1 ? 'unthrottled' : `processor ${rate} times slower`),
      );
    }
    await context.close();
  } finally {
    await server.remove();
    await rm(profileDir, { recursive: true, force: true });
  }
}
