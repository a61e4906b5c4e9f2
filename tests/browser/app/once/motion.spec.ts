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
