import { expect, test } from '../../../support/fixtures.ts';
import { openScreen } from '../../../support/app-screens.ts';
import { rowsOfEntries } from '../../../support/chosen-entries.ts';
import { putRevisions } from '../../../support/ledger-rows.ts';

const rows = rowsOfEntries([
  { amountMinor: 10_000, day: '2026-11-03', title: 'Shoes', category: 'shopping' },
  { amountMinor: 1850, day: '2026-11-22', title: 'Lunch', category: 'eating-out' },
  { amountMinor: 850, day: '2026-11-10', title: 'Laces', category: 'shopping', kind: 'refund' },
  { amountMinor: 200_000, day: '2026-11-01', title: 'Salary', category: 'salary', kind: 'income' },
  { amountMinor: 7700, day: '2026-11-25', title: 'Still to come', category: 'fun' },
  { amountMinor: 6000, day: '2026-10-05', title: 'Last month' },
  { amountMinor: 1000, day: '2026-10-22', title: 'The same day' },
  { amountMinor: 50_000, day: '2026-10-23', title: 'A day later' },
  { amountMinor: 1280, day: '2026-11-21', title: 'Ramen', currency: 'JPY' },
  { amountMinor: 12_345, day: '2026-11-20', title: 'Dinner', currency: 'KWD' },
]);

test.beforeEach(async ({ page }) => {
  await page.clock.setFixedTime('2026-11-22T12:00:00Z');
  await openScreen(page, '/');
  await putRevisions(page, rows);
  await openScreen(page, '/');
});

test('out, in and net of the month, against last month to the same day', async ({ page }) => {
  const month = page.getByRole('region', { name: 'Spent in November' });
  await expect(month).toContainText('€110.00');
  await expect(month).toContainText(/€40.00 more than on 1\s?–\s?22 October/);
  await expect(month.getByRole('definition').nth(0)).toHaveText('€2,000.00');
  await expect(month.getByRole('definition').nth(1)).toHaveText('+€1,890.00');
});

test('other currencies stand beside the total with their own decimals', async ({ page }) => {
  const others = page.getByRole('region', { name: 'Spent in November' }).getByRole('definition').nth(2);
  await expect(others).toContainText('1,280');
  await expect(others).not.toContainText('1,280.');
  await expect(others).toContainText('12.345');
});

test('categories and days add up to the total, and the chart is there as a table', async ({ page }) => {
  const categories = page.getByRole('region', { name: 'By category' });
  await expect(categories.getByRole('listitem').filter({ hasText: 'Shopping' })).toContainText('€91.50');
  await expect(categories.getByRole('listitem').filter({ hasText: 'Eating out' })).toContainText('€18.50');
  const calendar = page.getByRole('region', { name: 'Day by day' });
  await expect(calendar.getByRole('link', { name: /22 November: €18.50$/ })).toBeVisible();
  await calendar.getByRole('button', { name: 'Show as table' }).click();
  const rowsOfDays = calendar.getByRole('row');
  await expect(rowsOfDays.filter({ hasText: '22 November' })).toContainText('€18.50');
  // A heading, the days up to today, and their total.
  await expect(rowsOfDays).toHaveCount(24);
  await expect(rowsOfDays.last()).toContainText('€110.00');
});

test('another period is one tap away, outlives a reload, and a day leads to its entries', async ({
  page,
}) => {
  await page.getByRole('radio', { name: 'Year' }).check();
  await expect(page.getByRole('region', { name: 'Spent in 2026' })).toContainText('€680.00');
  await page.getByRole('radio', { name: 'Month' }).check();
  await page.getByRole('button', { name: /^Earlier/ }).click();
  await expect(page.getByRole('region', { name: 'Spent in October' })).toContainText('€570.00');
  await expect(page).toHaveURL(/at=2026-10-01/);
  await page.reload();
  await expect(page.getByRole('region', { name: 'Spent in October' })).toContainText('€570.00');
  await page.getByRole('link', { name: /22 October: €10.00$/ }).click();
  await expect(page.getByRole('heading', { name: 'Expenses' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'The same day' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'A day later' })).toHaveCount(0);
  await page.goBack();
  await expect(page.getByRole('region', { name: 'Spent in October' })).toBeVisible();
});

test('the list groups by day and month, with totals', async ({ page }) => {
  await openScreen(page, '/expenses');
  const november = page.getByRole('region', { name: /November/ }).first();
  await expect(november.getByRole('heading', { level: 2 })).toContainText('November');
  await expect(page.getByRole('listitem')).toHaveCount(rows.length);
  await expect(page.getByRole('listitem').first()).toContainText('Still to come');
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search' }).fill('SHOPPING');
  await expect(page.getByRole('listitem')).toHaveCount(2);
  await page.getByRole('searchbox', { name: 'Search' }).fill('12.345');
  await expect(page.getByRole('listitem')).toHaveCount(1);
});
