import { expect, test } from '../../../support/fixtures.ts';
import { openScreen, rowOf } from '../../../support/app-screens.ts';
import { rowsOfEntries } from '../../../support/chosen-entries.ts';
import { putRevisions } from '../../../support/ledger-rows.ts';

const dayOf = (index: number) =>
  `2026-${index % 2 ? '10' : '11'}-${String(1 + (index % 20)).padStart(2, '0')}`;

// More than are drawn at once.
const rows = rowsOfEntries([
  ...Array.from({ length: 120 }, (_, index) => ({
    amountMinor: 900 + index,
    day: dayOf(index),
    title: `Canteen ${index + 1}`,
    category: 'eating-out',
  })),
  { amountMinor: 4000, day: '2026-11-18', title: 'Running shoes', category: 'shopping' },
]);

test.beforeEach(async ({ page }) => {
  await page.clock.setFixedTime('2026-11-22T12:00:00Z');
  await openScreen(page, '/');
  await putRevisions(page, rows);
  await openScreen(page, '/expenses');
});

test('all that match go to the bin at once, and come back at once', async ({ page }) => {
  const search = page.getByRole('searchbox', { name: 'Search' });
  const bar = page.getByRole('group', { name: 'Selected entries' });
  await search.fill('canteen');
  await expect(page.getByText('120 entries match')).toBeVisible();
  await page.getByRole('button', { name: 'Select', exact: true }).click();
  await bar.getByRole('button', { name: 'All that match (120)' }).click();
  await expect(bar).toContainText('120 selected');
  await bar.getByRole('button', { name: 'Move to bin' }).click();
  await expect(page.getByText('120 entries moved to the bin.')).toBeVisible();
  await expect(page.getByText('Nothing matches “canteen”.')).toBeVisible();

  await page.reload();
  await expect(page.getByText('Nothing matches “canteen”.')).toBeVisible();
  await search.fill('');
  await expect(rowOf(page, 'Running shoes')).toBeVisible();

  await openScreen(page, '/expenses/bin');
  await expect(page.getByRole('heading', { name: /^120 entries, deleted / })).toBeVisible();
  await page.getByRole('button', { name: 'Restore all' }).click();
  await expect(page.getByText('Restored 120 entries.')).toBeVisible();
  await expect(page.getByText('The bin is empty.')).toBeVisible();
  await openScreen(page, '/expenses?q=canteen');
  await expect(page.getByText('120 entries match')).toBeVisible();
});

test('a chosen entry gets another category, and Undo takes it back', async ({ page }) => {
  const bar = page.getByRole('group', { name: 'Selected entries' });
  await page.getByRole('button', { name: 'Select', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Running shoes' }).click();
  await expect(bar).toContainText('1 selected');
  // The box has the place of the picture, and of nothing else.
  await expect(rowOf(page, 'Running shoes').getByText('€', { exact: true })).toBeVisible();
  await bar.getByRole('button', { name: 'Categorise…' }).click();
  await bar.getByRole('combobox', { name: 'Change to' }).selectOption({ label: 'Travel' });
  await bar.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('1 entry changed to Travel.')).toBeVisible();
  await expect(rowOf(page, 'Running shoes')).toContainText('Travel');
  await expect(rowOf(page, 'Canteen 19')).toContainText('Eating out');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rowOf(page, 'Running shoes')).toContainText('Shopping');
});
