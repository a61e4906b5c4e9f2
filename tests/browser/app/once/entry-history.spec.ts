import { expect, test } from '../../../support/fixtures.ts';
import { addExpense, arrivedAtList, formOf, rowOf } from '../../../support/app-screens.ts';

test('an older version is brought back, and Undo takes that back', async ({ page }) => {
  const form = formOf(page);
  await addExpense(page, { amount: '10', description: 'Lunch', category: 'Eating out' });
  await rowOf(page, 'Lunch').getByRole('link').click();
  await form.amount.fill('12');
  await form.description.fill('Lunch with Ada');
  await form.save.click();
  await arrivedAtList(page);
  await expect(rowOf(page, 'Lunch with Ada')).toContainText('12.00');

  await rowOf(page, 'Lunch with Ada').getByRole('link').click();
  await page.getByText('History', { exact: true }).click();
  const versions = page.getByRole('list', { name: 'History' }).getByRole('listitem');
  await expect(versions).toHaveCount(2);
  await expect(versions.first()).toContainText('Changed');
  await expect(versions.first()).toContainText(/Name: .?Lunch.? → .?Lunch with Ada/);
  await expect(versions.last()).toContainText('Logged');
  await versions.last().getByRole('button', { name: 'Bring back' }).click();
  await expect(page.getByText(/^As it was on /)).toBeVisible();
  await expect(form.amount).toHaveValue('10.00');
  await expect(form.description).toHaveValue('Lunch');
  await expect(versions).toHaveCount(3);

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(form.amount).toHaveValue('12.00');
  await expect(form.description).toHaveValue('Lunch with Ada');
  // The row beside the form; the history has the name too.
  await expect(page.getByRole('link').filter({ hasText: 'Lunch with Ada' })).toContainText('12.00');
});

test('a version that was brought back stays, also after a reload', async ({ page }) => {
  const form = formOf(page);
  await addExpense(page, { amount: '10', description: 'Lunch' });
  await rowOf(page, 'Lunch').getByRole('link').click();
  await form.amount.fill('12');
  await form.save.click();
  await arrivedAtList(page);
  await rowOf(page, 'Lunch').getByRole('link').click();
  await page.getByText('History', { exact: true }).click();
  await page.getByRole('button', { name: 'Bring back' }).click();
  await expect(form.amount).toHaveValue('10.00');
  await page.reload();
  await expect(form.amount).toHaveValue('10.00');
  await expect(rowOf(page, 'Lunch')).toContainText('10.00');
});

test('Undo leaves what was typed since a version was brought back', async ({ page }) => {
  const form = formOf(page);
  await addExpense(page, { amount: '10', description: 'Lunch' });
  await rowOf(page, 'Lunch').getByRole('link').click();
  await form.amount.fill('12');
  await form.save.click();
  await arrivedAtList(page);
  await rowOf(page, 'Lunch').getByRole('link').click();
  await page.getByText('History', { exact: true }).click();
  await page.getByRole('button', { name: 'Bring back' }).click();
  await expect(form.amount).toHaveValue('10.00');
  await form.description.fill('Lunch with Ada');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText(/changed since it was opened here/)).toBeVisible();
  await expect(form.description).toHaveValue('Lunch with Ada');
  await form.save.click();
  await arrivedAtList(page);
  // The row; the history, which leaves with the form, has the name too.
  await expect(page.getByRole('link').filter({ hasText: 'Lunch with Ada' })).toContainText('12.00');
});
