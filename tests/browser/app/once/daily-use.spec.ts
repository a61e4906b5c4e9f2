import type { Page } from '@playwright/test';
import { addExpense, openScreen, rowOf } from '../../../support/app-screens.ts';
import { expect, test } from '../../../support/fixtures.ts';
import { putRevisions } from '../../../support/ledger-rows.ts';
import { realisticYear } from '../../../support/realistic-year.ts';

test.beforeEach(async ({ page }) => {
  await page.clock.setFixedTime('2026-11-22T12:00:00Z');
});

async function fillYear(page: Page): Promise<void> {
  await openScreen(page, '/');
  await putRevisions(page, realisticYear('2026-11-22'));
}

/** The figure behind what a screen says was spent. */
async function spentOn(page: Page): Promise<string> {
  const region = page.getByRole('region', { name: /^Spent/ });
  const text = await region.locator('.figure').innerText();
  return text.trim();
}

test('Overview and Insights say the same, and each chart is there as a table that adds up to it', async ({
  page,
}) => {
  await fillYear(page);
  for (const unit of ['month', 'year']) {
    await openScreen(page, `/?unit=${unit}`);
    const spent = await spentOn(page);
    await openScreen(page, `/insights?unit=${unit}`);
    expect(await spentOn(page)).toBe(spent);
    await page.getByRole('heading', { name: 'How do two periods compare?' }).waitFor();
    const byCategory = page.getByRole('region', { name: 'Where did the money go?' });
    await byCategory.getByRole('button', { name: 'Show as table' }).click();
    await expect(byCategory.getByRole('row').last()).toContainText(spent);
  }
});

test('a budget of zero is refused in words; one that is passed is told of once', async ({ page }) => {
  await openScreen(page, '/budgets/new');
  await page.getByRole('radio', { name: 'All spending' }).check();
  const limit = page.getByRole('textbox', { name: 'Limit' });
  await limit.fill('0');
  await page.getByRole('button', { name: 'Save budget' }).click();
  await expect(limit).toHaveAttribute('aria-invalid', 'true');
  await expect(page).toHaveURL(/budgets\/new$/);
  await limit.fill('20');
  await page.getByRole('button', { name: 'Save budget' }).click();
  await expect(page.getByText(/20\.00 left of .20\.00/)).toBeVisible();
  await addExpense(page, { amount: '25', description: 'Too much' });
  await expect(page.getByText(/over the budget/)).toBeVisible();
  await openScreen(page, '/budgets');
  await expect(page.getByText(/5\.00 over .20\.00/)).toBeVisible();
  await page.getByRole('button', { name: 'Show as table' }).click();
  await expect(page.getByRole('row').last()).toContainText('25.00');
});

test('a half-typed budget and a half-typed plan are there after a reload, and end with Save', async ({
  page,
}) => {
  for (const { path, typed, save, rest } of [
    { path: '/budgets/new', typed: ['Limit', '12*'], save: 'Save budget', rest: ['Limit', '120'] },
    { path: '/recurring/new', typed: ['Description', 'Gym'], save: 'Save', rest: ['Amount', '30'] },
  ] as const) {
    await openScreen(page, path);
    const field = page.getByRole('textbox', { name: typed[0] });
    if (path === '/budgets/new') await page.getByRole('radio', { name: 'All spending' }).check();
    await field.fill(typed[1]);
    await page.reload();
    await expect(field).toHaveValue(typed[1]);
    await expect(page.getByText('Brought back what you had typed.')).toBeVisible();
    await page.getByRole('textbox', { name: rest[0] }).fill(rest[1]);
    await page.getByRole('button', { name: save, exact: true }).click();
    await expect(page).not.toHaveURL(/new$/);
    await openScreen(page, path);
    await expect(field).toHaveValue('');
    await expect(page.getByText('Brought back what you had typed.')).toHaveCount(0);
  }
});

test('what recurs is entered once, whatever tabs are open and without a network', async ({
  page,
  context,
}) => {
  await openScreen(page, '/recurring/new');
  await page.getByRole('textbox', { name: 'Amount' }).fill('850');
  await page.getByRole('textbox', { name: 'Description' }).fill('Rent');
  await page.getByLabel('First day').fill('2026-08-31');
  await page.getByRole('checkbox', { name: /Also enter the 3/ }).check();
  const other = await context.newPage();
  await other.clock.setFixedTime('2026-11-22T12:00:00Z');
  await openScreen(other, '/expenses');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Rent is recurring.')).toBeVisible();
  await expect(rowOf(other, 'Rent')).toHaveCount(3);
  await context.setOffline(true);
  for (const tab of [page, other]) await openScreen(tab, '/expenses');
  for (const tab of [page, other]) await expect(rowOf(tab, 'Rent')).toHaveCount(3);
  await expect(rowOf(page, 'Rent').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: /30 September/ })).toBeVisible();
});

test('a rule that would never end is refused in words', async ({ page }) => {
  await openScreen(page, '/recurring/new');
  await page.getByRole('textbox', { name: 'Amount' }).fill('1');
  await page.getByRole('combobox', { name: 'Unit of time' }).selectOption('day');
  await page.getByRole('radio', { name: /^On a day/ }).check();
  await page.getByLabel('Last day').fill('2199-12-31');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(/9,999/)).toBeVisible();
  await expect(page).toHaveURL(/recurring\/new/);
});

test('own exchange rates give one total that says about, and pay-day moves the month', async ({ page }) => {
  await fillYear(page);
  await openScreen(page, '/settings/rates');
  const rate = page.getByRole('textbox', { name: 'is worth' });
  await rate.fill('0');
  await page.getByRole('button', { name: 'Save rate' }).click();
  await expect(page.getByText('A rate cannot be zero.')).toBeVisible();
  await page.getByLabel('in', { exact: true }).selectOption('EUR');
  await page.getByLabel('One unit of').selectOption('EUR');
  await expect(page.getByText('Both currencies are the same.')).toBeVisible();
  await page.getByLabel('One unit of').selectOption('KWD');
  await rate.fill('2.80');
  await page.reload();
  const broughtBack = page.getByText('Brought back what you had typed.');
  await expect(broughtBack).toBeVisible();
  await expect(rate).toHaveValue('2.80');
  await expect(page.getByLabel('One unit of')).toHaveValue('KWD');
  await page.getByRole('button', { name: 'Save rate' }).click();
  // The form says the same while it is typed; a row of the list is stored.
  await expect(page.getByRole('listitem').filter({ hasText: '1 KWD = 2.8 EUR' })).toBeVisible();
  await expect(rate).toHaveValue('');
  await expect(broughtBack).toHaveCount(0);
  await page.getByRole('button', { name: /^Change 1 KWD/ }).click();
  await expect(rate).toBeFocused();
  await rate.fill('2.9');
  await page.reload();
  await expect(rate).toHaveValue('');
  await page.getByRole('button', { name: /^Change 1 KWD/ }).click();
  await expect(rate).toHaveValue('2.9');
  await expect(broughtBack).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(rate).toHaveValue('');
  await openScreen(page, '/');
  await expect(page.getByText(/^About €[\d,.]+ in all ·/)).toBeVisible();
  await openScreen(page, '/settings/appearance');
  await page.getByLabel('Months begin on').selectOption({ label: 'day 25' });
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(page.getByRole('region', { name: /Spent on 25 Oct\s?–\s?24 Nov/ })).toBeVisible();
});

test('one search finds by words, amounts and days, and keeps them in the address', async ({ page }) => {
  await fillYear(page);
  await openScreen(page, '/search');
  const box = page.getByRole('searchbox', { name: 'Search everything' });
  await box.fill('river > 30');
  await expect(page.getByText(/entr(y|ies) match/)).toBeVisible();
  await expect(
    page.getByRole('listitem').filter({ hasText: 'Dinner at the little place' }).first(),
  ).toBeVisible();
  await box.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue(/^Dinner at the little place/);
  await page.goBack();
  await expect(box).toHaveValue('river > 30');
  await box.press('Escape');
  await expect(box).toHaveValue('');
});
