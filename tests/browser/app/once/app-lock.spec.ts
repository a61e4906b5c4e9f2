import type { Page } from '@playwright/test';
import { expect, test } from '../../../support/fixtures.ts';
import { addExpense, openScreen, rowOf } from '../../../support/app-screens.ts';

const passcode = 'tulip 4711';

async function lock(page: Page): Promise<void> {
  await openScreen(page, '/settings/lock');
  await page.getByLabel('Passcode').fill(passcode);
  await page.getByLabel('The same once more').fill(passcode);
  await page.getByRole('button', { name: 'Turn on the app lock' }).click();
  await expect(page.getByText('The app lock is on.')).toBeVisible();
}

/** From now on, whether any frame of a page showed `text`. */
async function watchFor(page: Page, text: string): Promise<() => Promise<boolean>> {
  await page.addInitScript((wanted) => {
    const look = () => {
      const shown = document.querySelector('body')?.innerText ?? '';
      if (shown.includes(wanted)) document.documentElement.dataset['seen'] = 'yes';
      requestAnimationFrame(look);
    };
    look();
  }, text);
  return () => page.evaluate(() => document.documentElement.dataset['seen'] === 'yes');
}

test('nothing of the records is shown before the right passcode', async ({ page }) => {
  await addExpense(page, { amount: '87.50', description: 'Surprise party' });
  await lock(page);
  const wasSeen = await watchFor(page, 'Surprise party');
  const locked = page.getByRole('dialog', { name: 'Tallybook is locked' });
  await page.goto('/expenses');
  await expect(locked).toBeVisible();
  await expect(rowOf(page, 'Surprise party')).toHaveCount(0);

  await locked.getByLabel('Passcode').fill('tulip 4712');
  await locked.getByRole('button', { name: 'Unlock' }).click();
  await expect(locked.getByLabel('Passcode')).toHaveAccessibleDescription('This is not the passcode.');
  await expect(rowOf(page, 'Surprise party')).toHaveCount(0);
  expect(await wasSeen()).toBe(false);

  await locked.getByLabel('Passcode').fill(passcode);
  await locked.getByRole('button', { name: 'Unlock' }).click();
  await expect(locked).toHaveCount(0);
  await expect(rowOf(page, 'Surprise party')).toBeVisible();
  await expect.poll(wasSeen).toBe(true);
});

test('it is turned off with the passcode only', async ({ page }) => {
  await lock(page);
  const field = page.getByLabel('Passcode');
  await field.fill('nonsense');
  await page.getByRole('button', { name: 'Turn off the app lock' }).click();
  await expect(field).toHaveAccessibleDescription(/This is not the passcode/);
  await field.fill(passcode);
  await page.getByRole('button', { name: 'Turn off the app lock' }).click();
  await expect(page.getByRole('button', { name: 'Turn on the app lock' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Turn on the app lock' })).toBeVisible();
});
