import type { Page } from '@playwright/test';
import { openScreen, rowOf } from '../../support/app-screens.ts';
import { classTest as test } from '../../support/class-phones.ts';
import { classCode, entryRows, PASSWORD, regionOf } from '../../support/class-screens.ts';
import { expect } from '../../support/fixtures.ts';
import { focusedName, tabTo } from '../../support/keyboard.ts';

test.setTimeout(180_000);

async function press(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}

async function type(page: Page, name: string, text: string): Promise<void> {
  if ((await focusedName(page)) !== name) await tabTo(page, name);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

async function signUpByKeyboard(
  page: Page,
  username: string,
  displayName: string,
  next: string,
): Promise<void> {
  await openScreen(page, `/sign-up?next=${encodeURIComponent(next)}`);
  await type(page, 'Username', username);
  await type(page, 'Display name', displayName);
  await type(page, 'Password', PASSWORD);
  await press(page, 'Create account');
  await page.waitForURL(/recovery-code/);
  await press(page, 'I have kept it');
  await page.waitForURL((url) => !url.pathname.startsWith('/recovery-code'));
}

test('the whole story needs no mouse', async ({ phones }) => {
  const { page, username } = await phones.open('Anna');
  await signUpByKeyboard(page, username, 'Anna', '/classes/new');
  await page.getByRole('textbox', { name: 'Class name' }).waitFor();
  await type(page, 'Class name', 'Flat');
  await press(page, 'Create class');
  await expect(page.getByRole('heading', { level: 1, name: 'Flat' })).toBeVisible();
  const code = await classCode(page);

  const bea = await phones.open('Bea');
  await signUpByKeyboard(bea.page, bea.username, 'Bea', '/join');
  await bea.page.getByRole('textbox', { name: 'Class ID' }).waitFor();
  await type(bea.page, 'Class ID', code);
  await press(bea.page, 'Join class');
  await regionOf(bea.page, 'Settle up').waitFor();
  await expect(page.getByText('Bea').first()).toBeVisible();

  await press(page, 'Add expense');
  await page.getByRole('textbox', { name: 'Amount' }).waitFor();
  await type(page, 'Amount', '20');
  await type(page, 'Description', 'Milk');
  await press(page, 'Save expense');
  await expect(rowOf(page, 'Milk')).toContainText('20.00');

  await expect(rowOf(bea.page, 'Milk')).toContainText('20.00');
  await press(bea.page, /^Milk/);
  await bea.page.getByRole('heading', { name: 'Edit entry' }).waitFor();
  await type(bea.page, 'Amount', '24');
  await bea.page.keyboard.press('Enter');
  await expect(rowOf(bea.page, 'Milk')).toContainText('24.00');

  await press(bea.page, 'Record payment from Bea to Anna');
  await expect(bea.page.getByRole('textbox', { name: 'Amount' })).toHaveValue(/12/);
  await press(bea.page, 'Save payment');
  for (const { page: here } of [bea, { page }])
    await expect(regionOf(here, 'Settle up')).toContainText('All settled up');

  await press(page, /^Milk/);
  await page.getByRole('heading', { name: 'Edit entry' }).waitFor();
  await press(page, 'Delete');
  // Leaving the form sets the focus back to the top of the page.
  await regionOf(page, 'Settle up').waitFor();
  await expect(rowOf(page, 'Milk')).toHaveCount(0);
  await press(page, 'Undo');
  await expect(rowOf(page, 'Milk')).toBeVisible();
  await expect(entryRows(page)).toHaveCount(2);
});
