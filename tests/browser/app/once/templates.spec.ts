import type { Page } from '@playwright/test';
import { expect, test } from '../../../support/fixtures.ts';
import { arrivedAtList, formOf, openScreen, rowOf, typeExpense } from '../../../support/app-screens.ts';

const startsOf = (page: Page) => page.getByRole('group', { name: 'Start with' });

async function keepRent(page: Page): Promise<void> {
  await openScreen(page, '/expenses/new');
  await typeExpense(page, {
    amount: '640',
    description: 'Rent',
    category: 'Home & rent',
    note: 'For the flat',
  });
  await page.getByRole('button', { name: 'Keep as a template' }).click();
  await expect(page.getByText('“Rent” is kept as a template.')).toBeVisible();
  await formOf(page).save.click();
  await arrivedAtList(page);
  await expect(rowOf(page, 'Rent')).toHaveCount(1);
}

test('a template fills in the whole expense with one tap', async ({ page }) => {
  const form = formOf(page);
  await keepRent(page);
  await openScreen(page, '/expenses/new');
  await startsOf(page).getByRole('button', { name: 'Rent', exact: true }).click();
  await expect(form.amount).toHaveValue('640');
  await expect(form.description).toHaveValue('Rent');
  await expect(form.category).toHaveValue('home');
  await expect(form.note).toHaveValue('For the flat');
  await form.save.click();
  await arrivedAtList(page);
  await expect(rowOf(page, 'Rent')).toHaveCount(2);
});

test('what was typed before a template comes back with Undo', async ({ page }) => {
  const form = formOf(page);
  await keepRent(page);
  await openScreen(page, '/expenses/new');
  await typeExpense(page, { amount: '3', description: 'Pear' });
  await startsOf(page).getByRole('button', { name: 'Rent', exact: true }).click();
  await expect(form.description).toHaveValue('Rent');
  await expect(page.getByText('Filled in from “Rent”.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(form.description).toHaveValue('Pear');
  await expect(form.amount).toHaveValue('3');
});

test('a template gets another name and is taken away in the settings', async ({ page }) => {
  await keepRent(page);
  await openScreen(page, '/settings/templates');
  const name = page.getByRole('textbox', { name: 'Name of Rent' });
  await name.fill('The flat');
  await name.press('Enter');
  await expect(page.getByText('“Rent” is now “The flat”.')).toBeVisible();
  await openScreen(page, '/expenses/new');
  await expect(startsOf(page).getByRole('button', { name: 'The flat', exact: true })).toBeVisible();
  await openScreen(page, '/settings/templates');
  await page.getByRole('button', { name: 'Take away The flat' }).click();
  await expect(page.getByText('No templates yet.')).toBeVisible();
  await openScreen(page, '/expenses/new');
  await expect(startsOf(page).getByRole('button', { name: 'Again: ' })).toBeVisible();
  await expect(startsOf(page).getByRole('button', { name: 'The flat', exact: true })).toHaveCount(0);
});
