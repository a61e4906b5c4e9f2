import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { RevisionRow } from '@tallybook/shared/revisions/revision';
import { putRevisions } from '../support/ledger-rows.ts';
import { openChromium } from '../support/open-chromium.ts';
import { realisticRows } from '../support/realistic-data.ts';
import { realisticYear } from '../support/realistic-year.ts';
import { TestServer } from '../support/server.ts';
import { takeClassPictures } from './class-pictures.ts';
import { openPictured, sizes, takePicture, today, type Look, type PictureOf } from './picture.ts';

/**
 * Pictures of every screen with realistic data: `pnpm screenshots [folder]`. The clock stands at one fixed day. Those
 * that the README shows are copied to docs/screenshots.
 */

const folder = process.argv[2] ?? 'test-results/screenshots';
const readmeFolder = 'docs/screenshots';
const inReadme = [
  'overview-phone-light',
  'expenses-phone-dark',
  'new-phone-light',
  'class-phone-light',
  'edit-desktop-light',
  'class-desktop-light',
  'overview-desktop-light',
  'insights-desktop-dark',
  'insights-phone-light',
  'budgets-phone-light',
  'recurring-phone-dark',
  'search-everything-phone-light',
];
interface Screen extends PictureOf {
  empty?: true;
}

/** A budget that is passed is told of once, and would stand before the picture. */
async function dismissToast(page: Page): Promise<void> {
  const dismiss = page.getByRole('button', { name: 'Dismiss' });
  await dismiss.waitFor({ timeout: 3_000 }).catch(() => undefined);
  if (await dismiss.isVisible()) await dismiss.click();
}

/** What stands further down follows the first figures. */
async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'How do two periods compare?' }).waitFor();
}

/** With more than a year behind them. */
const screensOfYear: readonly Screen[] = [
  { name: 'overview', path: '/', prepare: dismissToast },
  { name: 'overview-whole', path: '/', isWhole: true, prepare: dismissToast },
  { name: 'overview-year', path: '/?unit=year', isWhole: true },
  { name: 'overview-week', path: '/?unit=week', isWhole: true },
  { name: 'insights', path: '/insights', prepare: settled },
  { name: 'insights-whole', path: '/insights', isWhole: true, prepare: settled },
  { name: 'insights-year', path: '/insights?unit=year', isWhole: true, prepare: settled },
  { name: 'budgets', path: '/budgets' },
  { name: 'budget-new', path: '/budgets/new', isWhole: true },
  {
    name: 'budget',
    path: '/budgets',
    isWhole: true,
    prepare: async (page) => {
      await page.getByRole('link', { name: 'Groceries', exact: true }).click();
      await page.getByRole('button', { name: 'Show as table' }).waitFor();
    },
  },
  { name: 'recurring', path: '/recurring' },
  { name: 'recurring-whole', path: '/recurring', isWhole: true },
  { name: 'recurring-new', path: '/recurring/new', isWhole: true },
  {
    name: 'recurring-plan',
    path: '/recurring',
    isWhole: true,
    prepare: async (page) => {
      await page.getByRole('link', { name: /^Rent/ }).click();
      await page.getByRole('heading', { level: 1, name: 'Rent' }).waitFor();
    },
  },
  { name: 'exchange-rates', path: '/settings/rates' },
  {
    name: 'search-everything',
    path: '/search',
    prepare: async (page) => {
      await page.getByRole('searchbox').fill('groceries > 40');
      await page.getByText(/entries match/).waitFor();
    },
  },
  { name: 'search-everything-empty', path: '/search' },
];

const screens: readonly Screen[] = [
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
  {
    name: 'one-line',
    path: '/expenses/new',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'In one line' }).click();
      await page.getByRole('textbox', { name: 'Quick entry' }).fill('12.50 coffee yesterday #work');
      await page.getByRole('list', { name: 'Understood as' }).waitFor();
    },
  },
  {
    name: 'filters',
    path: '/expenses?q=%3E10+last+month',
    prepare: async (page) => {
      await page.getByRole('button', { name: /^Filter/ }).click();
      await page.getByLabel('At least').waitFor();
    },
  },
  {
    name: 'selecting',
    path: '/expenses',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Select', exact: true }).click();
      for (const at of [0, 2, 3]) await page.getByRole('checkbox').nth(at).click();
    },
  },
  {
    name: 'history',
    path: '/expenses',
    isWhole: true,
    prepare: async (page) => {
      await page.getByRole('listitem').nth(2).getByRole('link').click();
      await page.getByText('History', { exact: true }).click();
      await page.getByRole('list', { name: 'History' }).waitFor();
    },
  },
  { name: 'bin', path: '/expenses/bin' },
  { name: 'backup', path: '/backup' },
  { name: 'settings', path: '/settings' },
  { name: 'settings-data', path: '/settings/data' },
  { name: 'settings-appearance', path: '/settings/appearance' },
  { name: 'settings-entry', path: '/settings/entry' },
  { name: 'categories', path: '/settings/categories', isWhole: true },
  { name: 'category', path: '/settings/categories/groceries', isWhole: true },
  { name: 'templates', path: '/settings/templates' },
  { name: 'lock', path: '/settings/lock' },
  { name: 'not-found', path: '/no/such/page' },
];

async function openWithData(
  browser: Browser,
  origin: string,
  look: Look,
  rows: readonly RevisionRow[],
): Promise<{ context: BrowserContext; page: Page }> {
  const opened = await openPictured(browser, origin, look);
  const { page } = opened;
  await page.goto('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await putRevisions(page, rows);
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  return opened;
}

/** Every screen of the personal ledger in one look. Returns how many there are. */
async function takeLedgerPictures(browser: Browser, origin: string, look: Look): Promise<number> {
  const filled = await openWithData(browser, origin, look, realisticRows(today));
  const year = await openWithData(browser, origin, look, realisticYear(today));
  const empty = await openPictured(browser, origin, look);
  for (const screen of screens) {
    await takePicture(screen.empty ? empty.page : filled.page, screen, look, folder);
  }
  for (const screen of screensOfYear) await takePicture(year.page, screen, look, folder);
  await year.context.close();
  await filled.context.close();
  await empty.context.close();
  return screens.length + screensOfYear.length;
}

const server = await TestServer.start();
const browser = await openChromium();
let count = 0;
try {
  await mkdir(folder, { recursive: true });
  for (const size of sizes) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const look = { size, colorScheme };
      count += await takeLedgerPictures(browser, server.origin, look);
      count += await takeClassPictures(browser, server.origin, look, folder);
    }
  }
  await mkdir(readmeFolder, { recursive: true });
  for (const name of inReadme) await copyFile(join(folder, `${name}.png`), join(readmeFolder, `${name}.png`));
  console.log(`${String(count)} pictures in ${folder}`);
} finally {
  await browser.close();
  await server.remove();
}
