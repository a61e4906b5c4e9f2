import type { Page } from '@playwright/test';
import { rowOf } from '../../support/app-screens.ts';
import { classTest as test } from '../../support/class-phones.ts';
import { createClass, expectSynced, formOfClass, joinClass, openEntry } from '../../support/class-screens.ts';
import { expect } from '../../support/fixtures.ts';
import { focusedName, tabTo } from '../../support/keyboard.ts';

test.setTimeout(180_000);

const modes = ['Equally', 'Shares', 'Percent', 'Exact amounts', 'Plus or minus', 'Items'];

async function press(page: Page, name: string | RegExp, key = 'Enter'): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press(key);
}

async function type(page: Page, name: string, text: string): Promise<void> {
  if ((await focusedName(page)) !== name) await tabTo(page, name);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

/** From the class's screen to a form with an amount, a name and a mode; the radios are one stop of Tab. */
async function begin(page: Page, amount: string, description: string, mode: string): Promise<void> {
  await press(page, 'Add expense');
  await formOfClass(page).amount.waitFor();
  await type(page, 'Amount', amount);
  await type(page, 'Description', description);
  await tabTo(page, 'Equally');
  for (let at = 0; at < modes.indexOf(mode); at++) await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: mode, exact: true })).toBeChecked();
  expect(await focusedName(page)).toBe(mode);
}

/** Enter in the field that has the focus; ends on the class's screen. */
async function saveByEnter(page: Page, description: string): Promise<void> {
  await page.keyboard.press('Enter');
  await rowOf(page, description).waitFor();
}

/** Nothing that a key did may leave the focus nowhere. */
async function expectFocus(page: Page): Promise<void> {
  await expect.poll(() => focusedName(page)).not.toBe('');
}

test('every way to split is chosen, filled in and saved by keys alone', async ({ phones }) => {
  const { page } = await phones.signedUp('Anna');
  const bea = await phones.signedUp('Bea');
  const { code } = await createClass(page, 'Flat');
  await expectSynced(page);
  await joinClass(bea.page, code);
  await expect(page.getByText('Bea').first()).toBeVisible();

  await test.step('equally, among some of them', async () => {
    await begin(page, '10', 'Bread', 'Equally');
    await page.keyboard.press('Shift+Tab');
    expect(await focusedName(page)).toMatch(/^everyone/);
    await page.keyboard.press('Enter');
    await press(page, 'Bea', 'Space');
    await expect(formOfClass(page).takesPart('Bea')).not.toBeChecked();
    await press(page, 'Save expense');
    await rowOf(page, 'Bread').waitFor();
  });

  await test.step('shares, by their buttons and by typing', async () => {
    await begin(page, '9', 'Taxi', 'Shares');
    await press(page, 'One share more for Bea');
    await expect(page.getByRole('textbox', { name: 'Share of Bea' })).toHaveValue('2');
    expect(await focusedName(page)).toBe('One share more for Bea');
    await page.keyboard.press('Shift+Tab');
    await type(page, 'Share of Bea', '3.5');
    await saveByEnter(page, 'Taxi');
    await expect(rowOf(page, 'Taxi')).toContainText('7.00');
  });

  await test.step('percent', async () => {
    await begin(page, '20', 'Wine', 'Percent');
    await type(page, 'Percent of Bea', '75');
    await saveByEnter(page, 'Wine');
    await expect(rowOf(page, 'Wine')).toContainText('15.00');
  });

  await test.step('exact amounts that are too much keep the form, say so and are mended by a key', async () => {
    await begin(page, '30', 'Groceries', 'Exact amounts');
    await type(page, 'Part of Anna (you)', '20');
    await type(page, 'Part of Bea', '12.50');
    await page.keyboard.press('Enter');
    await expect(page.getByText('€2.50 too much is given out.').first()).toBeVisible();
    await expectFocus(page);
    await press(page, /^Take the 2\.50 off/);
    await expect(page.getByRole('textbox', { name: 'Part of Anna (you)' })).toHaveValue('17.50');
    await expectFocus(page);
    await press(page, 'Save expense');
    await rowOf(page, 'Groceries').waitFor();
  });

  await test.step('more or less', async () => {
    await begin(page, '16', 'Museum', 'Plus or minus');
    await type(page, 'Plus or minus for Bea', '-4');
    await saveByEnter(page, 'Museum');
    await expect(rowOf(page, 'Museum')).toContainText('6.00');
  });

  await test.step('items with a tip, of which one is taken out again', async () => {
    await begin(page, '26', 'Dinner', 'Items');
    await press(page, 'Add item');
    await expect.poll(() => focusedName(page)).toBe('What item 1 is');
    await page.keyboard.type('Soup');
    await type(page, 'Price of item 1', '15');
    await press(page, 'Everyone', 'Space');
    await press(page, 'Add item');
    await expect.poll(() => focusedName(page)).toBe('What item 2 is');
    await page.keyboard.type('Fish');
    await type(page, 'Price of item 2', '10');
    await press(page, 'Bea', 'Space');
    await press(page, 'Add item');
    await expect.poll(() => focusedName(page)).toBe('What item 3 is');
    await press(page, 'Remove this item');
    await expect(page.getByRole('textbox', { name: 'What item 3 is' })).toHaveCount(0);
    await expect.poll(() => focusedName(page)).toBe('Add item');
    await type(page, 'Tip', '5');
    await press(page, 'Make €30.00 the amount');
    await expect(formOfClass(page).amount).toHaveValue('30.00');
    await expectFocus(page);
    await press(page, 'Save expense');
    await expect(rowOf(page, 'Dinner')).toContainText('30.00');
  });

  await test.step('paid by two, in another currency at a rate', async () => {
    await begin(page, '30', 'Hotel', 'Equally');
    await formOfClass(page).amount.focus();
    await page.keyboard.press('Tab');
    expect(await focusedName(page)).toBe('Currency');
    await page.keyboard.type('USD');
    await tabTo(page, 'Paid by');
    await page.keyboard.press('End');
    await expect.poll(() => focusedName(page)).toBe('Paid by Anna (you)');
    await tabTo(page, 'Who else paid');
    await page.keyboard.press('End');
    await expect.poll(() => focusedName(page)).toBe('Paid by Bea');
    await page.keyboard.type('12');
    await press(page, 'Count in EUR');
    await expect.poll(() => focusedName(page)).toBe('Rate: 1 USD in EUR');
    await page.keyboard.type('0.9');
    await saveByEnter(page, 'Hotel');
    await expect(rowOf(page, 'Hotel')).toContainText('27.00');
  });

  await test.step('Escape leaves the form of an entry as it was', async () => {
    await openEntry(page, 'Hotel');
    await formOfClass(page).amount.waitFor();
    await tabTo(page, 'Paid by Bea');
    await page.keyboard.press('Escape');
    await rowOf(page, 'Hotel').waitFor();
    await expect(rowOf(page, 'Hotel')).toContainText('27.00');
  });
});
