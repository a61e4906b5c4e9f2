import type { Page } from '@playwright/test';
import { expect, test } from '../../../support/fixtures.ts';
import { addExpense, arrivedAtList, formOf, openScreen, rowOf } from '../../../support/app-screens.ts';

/** What moves on the page now; an animation of no length does not. */
const moving = (page: Page) =>
  page.evaluate(() =>
    document
      .getAnimations()
      .filter(
        ({ playState, effect }) =>
          playState === 'running' && Number(effect?.getComputedTiming().duration) > 1,
      )
      .map(({ effect }) => (effect as KeyframeEffect).target?.outerHTML.slice(0, 200)),
  );

test('nothing moves for people who ask for less motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await addExpense(page, { amount: '5', description: 'Still' });
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  expect(await moving(page)).toEqual([]);
  await rowOf(page, 'Still').getByRole('link').click();
  await formOf(page).kind('Refund').check();
  expect(await moving(page)).toEqual([]);
  await formOf(page).delete.click();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await arrivedAtList(page);
  expect(await moving(page)).toEqual([]);
  for (const path of ['/', '/settings', '/settings/appearance', '/backup']) {
    await openScreen(page, path);
    expect(await moving(page)).toEqual([]);
  }
});

test('who goes back while a screen is passing into the next stays where the address says', async ({
  page,
}) => {
  await addExpense(page, { amount: '5', description: 'Bread' });
  const link = rowOf(page, 'Bread').getByRole('link');
  // Back, in the moment in which the address has changed and the screen waits for its picture.
  await link.evaluate((element: HTMLAnchorElement) => {
    const before = location.href;
    const { port1, port2 } = new MessageChannel();
    const wentBack = new Promise<void>((resolve) => {
      port1.onmessage = () => {
        if (location.href === before) port2.postMessage(null);
        else {
          history.back();
          resolve();
        }
      };
    });
    element.click();
    port2.postMessage(null);
    return wentBack;
  });
  await expect(page).toHaveURL(/\/expenses$/);
  await page.evaluate(
    () =>
      new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))),
  );
  await expect(formOf(page).amount).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Expenses', level: 1 })).toBeVisible();
  // And the way there is open again.
  await link.click();
  await expect(formOf(page).amount).toHaveValue('5.00');
});
