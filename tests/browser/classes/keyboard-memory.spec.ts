import type { Page } from '@playwright/test';
import { openScreen } from '../../support/app-screens.ts';
import { classTest as test } from '../../support/class-phones.ts';
import { seedRealisticClass } from '../../support/class-realistic.ts';
import { openClass, openEntry } from '../../support/class-screens.ts';
import { expect } from '../../support/fixtures.ts';
import { focusedName, tabTo } from '../../support/keyboard.ts';

test.setTimeout(180_000);

async function press(page: Page, name: string | RegExp, key = 'Enter'): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press(key);
}

test('figures, what happened, comments, charts and the way back to a day need no mouse', async ({
  phones,
  server,
}) => {
  const seeded = await seedRealisticClass(server.origin, '2026-11-01');
  const [anna] = seeded.members;
  if (!anna) throw new RangeError('nobody');
  const { page } = await phones.signedIn(anna);
  await openClass(page, seeded.classId);

  await test.step('figures: the pairs come and go under the same key, and the table can be scrolled', async () => {
    await press(page, 'All figures');
    await page.getByRole('heading', { level: 1, name: 'All figures' }).waitFor();
    await press(page, 'Show who owes whom');
    await expect.poll(() => focusedName(page)).toBe('Hide who owes whom');
    await page.keyboard.press('Enter');
    await expect.poll(() => focusedName(page)).toBe('Show who owes whom');
    await page.keyboard.press('Shift+Tab');
    expect(await focusedName(page)).not.toBe('');
    await openClass(page, seeded.classId);
  });

  await test.step('charts: each becomes a table and back under the same key', async () => {
    await press(page, 'Charts');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Show as table' }).first().waitFor();
    await press(page, 'Show as table');
    await expect(page.getByRole('table').first()).toBeVisible();
    await expect.poll(() => focusedName(page)).toBe('Show as chart');
    await page.keyboard.press('Enter');
    await expect.poll(() => focusedName(page)).toBe('Show as table');
    await openClass(page, seeded.classId);
  });

  await test.step('an entry: a comment is written and taken back, a version is brought back', async () => {
    await openEntry(page, 'Bread and fruit at the market');
    await page.getByRole('textbox', { name: 'Write a comment' }).waitFor();
    await tabTo(page, 'Write a comment');
    await page.keyboard.type('Who had the figs?');
    await page.keyboard.press('Tab');
    expect(await focusedName(page)).toBe('Post comment');
    await page.keyboard.press('Enter');
    const comments = page.getByRole('region', { name: 'Comments' });
    await expect(comments.getByText('Who had the figs?')).toBeVisible();
    expect(await focusedName(page)).toBe('Post comment');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    expect(await focusedName(page)).toMatch(/^Remove your comment/);
    await page.keyboard.press('Enter');
    await expect(comments.getByRole('listitem')).toHaveCount(0);
    await expect.poll(() => focusedName(page)).toBe('Write a comment');
    await tabTo(page, 'Description', 'Shift+Tab');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('Figs');
    await page.keyboard.press('Enter');
    await openEntry(page, 'Figs');
    await page
      .getByRole('button', { name: /^Bring back the version of/ })
      .first()
      .waitFor();
    await press(page, /^Bring back the version of/);
    await expect(page.getByText(/^It is again what it was on/)).toBeVisible();
    await expect.poll(() => focusedName(page)).toBe('History');
    await openClass(page, seeded.classId);
  });

  await test.step('what happened: who did it is chosen by arrows, older ones by Enter', async () => {
    await press(page, 'What happened');
    await page.getByRole('heading', { level: 1, name: 'What happened' }).waitFor();
    await tabTo(page, 'Show what was done by');
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('combobox', { name: 'Show what was done by' })).not.toHaveValue('');
    expect(await focusedName(page)).toBe('Show what was done by');
  });

  await test.step('the way back to a day asks first, and Cancel returns to the day', async () => {
    await openScreen(page, `/classes/${seeded.classId}/settings`);
    const day = page.getByRole('combobox', { name: 'Back to the end of' });
    await day.waitFor();
    // Without a day it says so, and leads to it.
    await press(page, 'Go on');
    await expect(page.getByText('Choose a day first.')).toBeVisible();
    await expect(day).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await press(page, 'Go on');
    const question = page.getByRole('group', { name: /^Take the class back to/ });
    await expect(question).toBeFocused();
    await page.keyboard.press('Tab');
    expect(await focusedName(page)).toMatch(/^Yes, back to/);
    await page.keyboard.press('Tab');
    expect(await focusedName(page)).toBe('Cancel');
    await page.keyboard.press('Enter');
    await expect(day).toBeFocused();
    await expect(question).toHaveCount(0);
  });
});
