import { expect, test } from '../../support/fixtures.ts';
import {
  addExpense,
  formOf,
  openScreen,
  rowOf,
  typeExpense,
  arrivedAtList,
} from '../../support/app-screens.ts';

test('an expense is logged, calculated, listed and saved on this device', async ({ page }) => {
  await openScreen(page, '/');
  await page.getByRole('link', { name: 'Add expense' }).click();
  const form = formOf(page);
  await expect(form.amount).toBeFocused();
  await typeExpense(page, { amount: '12.50+3*2', description: 'Lunch with Ana', category: 'Eating out' });
  await expect(page.getByText('18.50')).toBeVisible();
  await form.save.click();

  await expect(page).toHaveURL(/\/expenses$/);
  const row = page.getByRole('listitem').filter({ hasText: 'Lunch with Ana' });
  await expect(row).toContainText('18.50');
  await expect(row).toContainText('Eating out');
  await expect(page.getByRole('status')).toHaveText('Saved on this device');

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toHaveCount(0);
  await expect(page.getByText('Nothing logged yet')).toBeVisible();
});

test('an edit changes the row and keeps what was not touched', async ({ page }) => {
  await addExpense(page, {
    amount: '4.20',
    description: 'Coffee',
    category: 'Groceries',
    note: 'by the river',
  });
  await rowOf(page, 'Coffee').getByRole('link').click();
  const form = formOf(page);
  await expect(form.amount).toHaveValue('4.20');
  await expect(form.note).toHaveValue('by the river');
  await typeExpense(page, { amount: '5', description: 'Coffee and cake' });
  await form.save.click();

  await expect(rowOf(page, 'Coffee and cake')).toContainText('5.00');
  await expect(page.getByRole('listitem')).toHaveCount(1);
  await arrivedAtList(page);
  await page.reload();
  await rowOf(page, 'Coffee and cake').getByRole('link').click();
  await expect(form.note).toHaveValue('by the river');
  await expect(form.category).toHaveValue('groceries');
});

test('a deleted entry comes back by Undo, and later from the bin', async ({ page }) => {
  await addExpense(page, { amount: '30', description: 'Cinema' });
  const row = rowOf(page, 'Cinema');
  await row.getByRole('link').click();
  await formOf(page).delete.click();
  await expect(row).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toContainText('30.00');

  await row.getByRole('link').click();
  await formOf(page).delete.click();
  // A form that covers the list hides the row before anything is stored; the offer to undo comes after.
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await expect(row).toHaveCount(0);
  await arrivedAtList(page);
  await openScreen(page, '/expenses/bin');
  await row.getByRole('button', { name: /Restore/ }).click();
  await expect(page.getByText('The bin is empty.')).toBeVisible();
  await openScreen(page, '/expenses');
  await expect(row).toContainText('30.00');
});

test('income and refunds are told apart from spending, in the row and in the totals', async ({ page }) => {
  await addExpense(page, { amount: '100', description: 'Shoes' });
  await addExpense(page, { kind: 'Refund', amount: '40', description: 'Shoelaces sent back' });
  await addExpense(page, {
    kind: 'Income',
    amount: '250',
    description: 'Old bicycle',
    category: 'Sold something',
  });
  await expect(rowOf(page, 'Shoelaces sent back')).toContainText('+£40.00');
  await expect(rowOf(page, 'Shoelaces sent back')).toContainText('Refund');
  await expect(rowOf(page, 'Old bicycle')).toContainText('+£250.00');

  await openScreen(page, '/');
  const month = page.getByRole('region', { name: /^Spent in / });
  await expect(month).toContainText('60.00');
  await expect(month.getByRole('definition').nth(0)).toContainText('250.00');
  await expect(month.getByRole('definition').nth(1)).toContainText('+£190.00');
});
