import type { Page } from '@playwright/test';
import { expect, test } from '../../../support/fixtures.ts';
import { openScreen, rowOf } from '../../../support/app-screens.ts';
import { rowsOfEntries } from '../../../support/chosen-entries.ts';
import { putRevisions } from '../../../support/ledger-rows.ts';

const rows = rowsOfEntries([
  { amountMinor: 2500, day: '2026-11-20', title: 'Weekly shop', category: 'groceries' },
  { amountMinor: 1200, day: '2026-11-19', title: 'Milk and eggs', category: 'groceries' },
  { amountMinor: 4000, day: '2026-11-18', title: 'Running shoes', category: 'shopping' },
]);

const searchOf = (page: Page) => page.getByRole('searchbox', { name: 'Search' });

test.beforeEach(async ({ page }) => {
  await page.clock.setFixedTime('2026-11-22T12:00:00Z');
  await openScreen(page, '/');
  await putRevisions(page, rows);
  await openScreen(page, '/expenses');
});

test('a search is read, a piece of it is taken out, and the address keeps what is left', async ({ page }) => {
  await searchOf(page).fill('>20 groceries');
  await expect(page.getByText('1 entry matches')).toBeVisible();
  await expect(rowOf(page, 'Weekly shop')).toBeVisible();
  await expect(rowOf(page, 'Milk and eggs')).toHaveCount(0);
  await expect(rowOf(page, 'Running shoes')).toHaveCount(0);

  await page.getByRole('button', { name: 'Take out >20' }).click();
  await expect(page.getByText('2 entries match')).toBeVisible();
  await expect(searchOf(page)).toHaveValue('groceries');
  await expect(page).toHaveURL(/\/expenses\?q=groceries$/);
  await page.reload();
  await expect(searchOf(page)).toHaveValue('groceries');
  await expect(page.getByText('2 entries match')).toBeVisible();
  await expect(rowOf(page, 'Milk and eggs')).toBeVisible();
  await expect(rowOf(page, 'Running shoes')).toHaveCount(0);
});

test('a search is kept for later and asked again with one tap', async ({ page }) => {
  await searchOf(page).fill('>20 groceries');
  await page.getByRole('button', { name: 'Keep for later' }).click();
  await page.getByRole('textbox', { name: 'Name for it' }).fill('Large shops');
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(page.getByText('Kept for later')).toBeVisible();

  await openScreen(page, '/expenses');
  await expect(rowOf(page, 'Running shoes')).toBeVisible();
  await page.getByRole('button', { name: 'Large shops', exact: true }).click();
  await expect(searchOf(page)).toHaveValue('>20 groceries');
  await expect(page.getByText('1 entry matches')).toBeVisible();
  await expect(rowOf(page, 'Running shoes')).toHaveCount(0);

  await openScreen(page, '/expenses');
  await page.getByRole('button', { name: 'Forget Large shops' }).click();
  await expect(page.getByText('Forgot Large shops.')).toBeVisible();
  await openScreen(page, '/expenses');
  await searchOf(page).fill('shoes');
  await expect(page.getByText('1 entry matches')).toBeVisible();
  await searchOf(page).fill('');
  await expect(rowOf(page, 'Weekly shop')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Large shops', exact: true })).toHaveCount(0);
});

test('the filters narrow the list down, and are cleared together', async ({ page }) => {
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('combobox', { name: 'Spent on' }).selectOption({ label: 'Groceries' });
  await page.getByRole('textbox', { name: 'At most' }).fill('20');
  await expect(page.getByText('1 entry matches')).toBeVisible();
  await expect(rowOf(page, 'Milk and eggs')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Filter, 2 in use' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear all filters' }).click();
  await expect(rowOf(page, 'Running shoes')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'At most' })).toHaveValue('');
});

test('what else an address says stays in it', async ({ page }) => {
  await openScreen(page, '/expenses?q=groceries&sort=x#top');
  await expect(page.getByText('2 entries match')).toBeVisible();
  await expect(page).toHaveURL(/\/expenses\?q=groceries&sort=x#top$/);
});
