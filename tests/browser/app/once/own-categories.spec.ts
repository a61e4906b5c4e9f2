import { expect, test } from '../../../support/fixtures.ts';
import { addExpense, openScreen, rowOf } from '../../../support/app-screens.ts';
import { rowsOfEntries } from '../../../support/chosen-entries.ts';
import { putRevisions } from '../../../support/ledger-rows.ts';

const rows = rowsOfEntries([
  { amountMinor: 3900, day: '2026-11-20', title: 'Bag of hay', category: 'pets' },
  { amountMinor: 280, day: '2026-11-19', title: 'To the lake', category: 'transport' },
]);

test('a category of one’s own is added and chosen like any other', async ({ page }) => {
  await openScreen(page, '/settings/categories');
  await page.getByRole('link', { name: 'Add a category: Spending' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Bikes');
  await page.getByRole('radio', { name: 'Arrows in a circle' }).check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Added Bikes')).toBeVisible();
  await expect(page.getByRole('link', { name: /^Bikes/ })).toBeVisible();
  await addExpense(page, { amount: '39', description: 'New tyre', category: 'Bikes' });
  await expect(rowOf(page, 'New tyre')).toContainText('Bikes');
});

test('a category by another name is seen in the rows it has', async ({ page }) => {
  await openScreen(page, '/');
  await putRevisions(page, rows);
  await openScreen(page, '/settings/categories');
  await expect(page.getByRole('link', { name: /^Pets/ })).toHaveAccessibleName('Pets 1 entry');
  await page.getByRole('link', { name: /^Pets/ }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Horses');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved Horses')).toBeVisible();
  await openScreen(page, '/expenses');
  await expect(rowOf(page, 'Bag of hay')).toContainText('Horses');
  await expect(rowOf(page, 'Bag of hay')).not.toContainText('Pets');
});

test('a merged category counts as the other one, in the search too, until they are separated', async ({
  page,
}) => {
  await openScreen(page, '/');
  await putRevisions(page, rows);
  await openScreen(page, '/settings/categories/pets');
  await page.getByRole('combobox', { name: 'Merge into' }).selectOption({ label: 'Transport' });
  await page.getByRole('button', { name: 'Merge', exact: true }).click();
  await page.getByRole('button', { name: 'Separate again' }).waitFor();
  await openScreen(page, '/expenses?q=transport');
  await expect(page.getByText('2 entries match')).toBeVisible();
  await expect(rowOf(page, 'Bag of hay')).toContainText('Transport');

  await openScreen(page, '/settings/categories/pets');
  await page.getByRole('button', { name: 'Separate again' }).click();
  await page.getByRole('combobox', { name: 'Merge into' }).waitFor();
  await openScreen(page, '/expenses?q=transport');
  await expect(page.getByText('1 entry matches')).toBeVisible();
});

test('a name that another category has is refused with what can be done', async ({ page }) => {
  await openScreen(page, '/settings/categories/new');
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('groceries');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(name).toHaveAccessibleDescription(/Groceries has this name already/);
  await expect(name).toBeFocused();
});
