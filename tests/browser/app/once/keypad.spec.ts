import type { Page } from '@playwright/test';
import { expect, test } from '../../../support/fixtures.ts';
import { arrivedAtList, formOf, openScreen, rowOf } from '../../../support/app-screens.ts';

// The keypad is for fingers.
test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const padOf = (page: Page) => page.getByRole('group', { name: 'Keypad' });

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await padOf(page).getByRole('button', { name: key, exact: true }).tap();
}

test('an amount is worked out on the keypad and saved with the keypad still there', async ({ page }) => {
  const form = formOf(page);
  await openScreen(page, '/expenses/new');
  await form.description.fill('Two coffees');
  await form.amount.tap();
  await press(page, '1', '2', 'decimal separator', '5', '0', 'plus', '3');
  await expect(form.amount).toHaveAccessibleDescription(/15\.50/);
  await expect(padOf(page)).toBeVisible();
  await expect(form.save).toBeInViewport({ ratio: 1 });
  await form.save.tap();
  await arrivedAtList(page);
  await expect(rowOf(page, 'Two coffees')).toContainText('15.50');
});

test('a digit too many is taken back, and the keyboard of the device can have its place', async ({
  page,
}) => {
  const form = formOf(page);
  await openScreen(page, '/expenses/new');
  await form.amount.tap();
  await press(page, '4', '2', '7', 'Take back one digit');
  await expect(form.amount).toHaveValue('42');
  await press(page, 'Use the keyboard of this device');
  await expect(padOf(page)).toBeHidden();
  await expect(form.amount).toBeFocused();
  await expect(form.amount).toHaveValue('42');
  await page.getByRole('button', { name: 'Use the keypad of Tallybook' }).tap();
  await press(page, '1');
  await expect(form.amount).toHaveValue('421');
});

test('cents first: digits come in from the right, on the keypad and on a keyboard', async ({ page }) => {
  const form = formOf(page);
  await openScreen(page, '/settings/entry');
  await page.getByRole('switch', { name: 'Cents first' }).check();
  await openScreen(page, '/expenses/new');
  await form.description.fill('Bread');
  await form.amount.tap();
  await press(page, '1', '2', '5');
  await expect(form.amount).toHaveValue('1.25');
  await press(page, '0');
  await expect(form.amount).toHaveValue('12.50');
  await form.amount.press('Backspace');
  await expect(form.amount).toHaveValue('1.25');
  await form.amount.pressSequentially('9');
  await expect(form.amount).toHaveValue('12.59');
  await form.save.tap();
  await arrivedAtList(page);
  await expect(rowOf(page, 'Bread')).toContainText('12.59');
});
