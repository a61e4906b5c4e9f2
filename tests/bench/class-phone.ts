import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from '@playwright/test';
import type { Account } from '../support/api-client.ts';
import { openScreen } from '../support/app-screens.ts';
import { chromiumFlags, chromiumPath } from '../support/chromium.ts';
import { signedInState } from '../support/class-phones.ts';
import { openClass } from '../support/class-screens.ts';
import type { SeededClass } from '../support/class-seeding.ts';
import { waitForLaterParts } from '../support/service-worker.ts';
import { throttle, watchFirstRow } from './web-timings.ts';

/** The row of an entry of a class. */
export const entryRow = 'main li a[href*="/entries/"]';

const phone: BrowserContextOptions = {
  locale: 'en-GB',
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};

/** A phone that is signed in, with the app installed and nothing of a class. */
export async function signedInPhone(
  browser: Browser,
  origin: string,
  account: Account,
): Promise<BrowserContext> {
  const storageState = signedInState(origin, account.username, account);
  const context = await browser.newContext({ ...phone, baseURL: origin, storageState });
  const page = await context.newPage();
  await openScreen(page, '/classes');
  await waitForLaterParts(page);
  await page.close();
  return context;
}

/** As `signedInPhone`, with a profile in a folder. */
export async function phoneOnDisk(
  profileDir: string,
  origin: string,
  account: Account,
): Promise<BrowserContext> {
  const options = { executablePath: chromiumPath(), args: [...chromiumFlags], ...phone, baseURL: origin };
  const context = await chromium.launchPersistentContext(profileDir, options);
  const { cookies, origins } = signedInState(origin, account.username, account);
  await context.addCookies(cookies);
  const page = await context.newPage();
  await page.goto('/settings');
  await page.evaluate(
    (items) => {
      for (const { name, value } of items) localStorage.setItem(name, value);
    },
    origins.flatMap(({ localStorage }) => localStorage),
  );
  await openScreen(page, '/classes');
  await waitForLaterParts(page);
  await page.close();
  return context;
}

/** A phone that is signed in and holds nothing else: no app in its caches, no class, no service worker. */
export async function coldPhone(browser: Browser, origin: string, account: Account): Promise<BrowserContext> {
  const storageState = signedInState(origin, account.username, account);
  return browser.newContext({ ...phone, baseURL: origin, storageState, serviceWorkers: 'block' });
}

/** The phone of one member of the class, with the class on it. */
export async function phoneWithClass(
  browser: Browser,
  { origin, classId, members }: SeededClass,
  position = 0,
): Promise<BrowserContext> {
  const member = members[position];
  if (!member) throw new RangeError('The class has fewer members');
  const context = await signedInPhone(browser, origin, member.account);
  const page = await context.newPage();
  await openClass(page, classId);
  await page.locator(entryRow).first().waitFor();
  await page.getByRole('status').filter({ hasText: 'Synced' }).waitFor();
  await page.close();
  return context;
}

export async function watchedPage(context: BrowserContext, rate: number): Promise<Page> {
  const page = await context.newPage();
  await throttle(page, rate);
  await watchFirstRow(page, entryRow);
  return page;
}

/** Slow 4G as Lighthouse has it, and a processor four times slower. */
export async function slowPage(context: BrowserContext): Promise<Page> {
  const page = await watchedPage(context, 4);
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 562,
    downloadThroughput: (1.44 * 1_000_000) / 8,
    uploadThroughput: 675_000 / 8,
  });
  return page;
}
