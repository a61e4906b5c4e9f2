import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { RevisionRow } from '@tallybook/shared/revisions/revision';
import { putRevisions } from '../support/ledger-rows.ts';
import { openChromium } from '../support/open-chromium.ts';
import { realisticRows } from '../support/realistic-data.ts';
import { TestServer } from '../support/server.ts';

/**
 * Pictures of every screen with realistic data: `pnpm screenshots [folder]`. The clock stands at one fixed day. The four
 * that the README shows are copied to docs/screenshots.
 */

const folder = process.argv[2] ?? 'test-results/screenshots';
const readmeFolder = 'docs/screenshots';
const inReadme = ['overview-phone-light', 'expenses-phone-dark', 'new-phone-light', 'edit-desktop-light'];
const now = new Date('2026-11-22T18:30:00');
const today = '2026-11-22';

const sizes = [
  { name: 'phone', viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  { name: 'desktop', viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false },
] as const;

interface Screen {
  name: string;
  path: string;
  prepare?: (page: Page) => Promise<void>;
  empty?: true;
}

const screens: readonly Screen[] = [
  { name: 'overview', path: '/' },
  { name: 'overview-empty', path: '/', empty: true },
  { name: 'expenses', path: '/expenses' },
  { name: 'expenses-empty', path: '/expenses', empty: true },
  {
    name: 'search',
    path: '/expenses',
    prepare: (page) => page.getByRole('searchbox', { name: 'Search' }).fill('coffee'),
  },
  {
    name: 'new',
    path: '/expenses/new',
    prepare: async (page) => {
      await page.getByRole('textbox', { name: 'Amount' }).fill('12.50+3*2');
      await page.getByRole('textbox', { name: 'Description' }).fill('Lunch with Ana');
    },
  },
  {
    name: 'new-problems',
    path: '/expenses/new',
    prepare: async (page) => {
      await page.getByRole('textbox', { name: 'Amount' }).fill('12.505');
      await page.getByLabel('Date').fill('2027-01-01');
      await page.getByRole('button', { name: 'Save expense' }).click();
    },
  },
  {
    name: 'edit',
    path: '/expenses',
    prepare: async (page) => {
      await page.getByRole('listitem').nth(2).getByRole('link').click();
      await page.getByRole('textbox', { name: 'Amount' }).waitFor();
    },
  },
  {
    name: 'deleted',
    path: '/expenses',
    prepare: async (page) => {
      await page.getByRole('listitem').nth(1).getByRole('link').click();
      await page.getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('button', { name: 'Undo' }).waitFor();
    },
  },
  { name: 'bin', path: '/expenses/bin' },
  { name: 'backup', path: '/backup' },
  { name: 'settings', path: '/settings' },
  { name: 'settings-data', path: '/settings/data' },
  { name: 'settings-appearance', path: '/settings/appearance' },
  { name: 'not-found', path: '/no/such/page' },
];

async function openWithData(
  browser: Browser,
  options: object,
  rows: readonly RevisionRow[] | null,
  url: string,
) {
  const context = await browser.newContext({ locale: 'en-IE', deviceScaleFactor: 2, ...options });
  const page = await context.newPage();
  await page.clock.setFixedTime(now);
  // The server's clock stands at the same moment, or each picture would warn of the difference.
  await context.route('**/api/about', (route) =>
    route.fulfill({
      json: { publicOrigin: url, version: 'screenshots' },
      headers: { date: now.toUTCString() },
    }),
  );
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  if (rows) {
    await putRevisions(page, rows);
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
  }
  return { context, page };
}

async function picture(page: Page, url: string, screen: Screen, path: string): Promise<void> {
  await page.goto(url + screen.path);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await screen.prepare?.(page);
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  await page.screenshot({ path });
}

const server = await TestServer.start();
const browser = await openChromium();
const contexts: BrowserContext[] = [];
try {
  await mkdir(folder, { recursive: true });
  for (const size of sizes) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { name: sizeName, ...device } = size;
      const filled = await openWithData(
        browser,
        { ...device, colorScheme },
        realisticRows(today),
        server.origin,
      );
      const empty = await openWithData(browser, { ...device, colorScheme }, null, server.origin);
      contexts.push(filled.context, empty.context);
      for (const screen of screens) {
        const { page } = screen.empty ? empty : filled;
        await picture(
          page,
          server.origin,
          screen,
          join(folder, `${screen.name}-${sizeName}-${colorScheme}.png`),
        );
      }
    }
  }
  await mkdir(readmeFolder, { recursive: true });
  for (const name of inReadme) await copyFile(join(folder, `${name}.png`), join(readmeFolder, `${name}.png`));
  console.log(`${String(screens.length * 4)} pictures in ${folder}`);
} finally {
  for (const context of contexts) await context.close();
  await browser.close();
  await server.remove();
}
