import type { Page } from '@playwright/test';
import { openScreen, rowOf, typeExpense } from '../../support/app-screens.ts';
import { classTest as test, type Phone } from '../../support/class-phones.ts';
import {
  addLinkOfClass,
  balancesText,
  createClass,
  expectSynced,
  formOfClass,
  joinClass,
  openClass,
} from '../../support/class-screens.ts';
import { expect } from '../../support/fixtures.ts';

test.setTimeout(120_000);

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const nextDates = (page: Page) =>
  page.getByRole('region', { name: 'Next dates' }).getByRole('listitem').locator(':scope > :first-child');

/** Noon of a day in Berlin, as the clocks of all phones have it from now on. */
async function setDay(phones: readonly Phone[], day: string): Promise<void> {
  for (const { page } of phones) await page.clock.setFixedTime(`${day}T11:00:00Z`);
}

/** Leaves the class and comes back by taps, as somebody does who looks at it again without a network. */
async function lookAgain(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Classes' }).first().click();
  await page.getByRole('link', { name: /Flat/ }).first().click();
  await page.getByRole('region', { name: 'Settle up' }).waitFor();
}

test('a plan on the 31st: next dates, one skipped, and what is due comes by itself, once, from two offline phones', async ({
  phones,
}) => {
  const anna = await phones.signedUp('Anna');
  const bea = await phones.signedUp('Bea');
  const both = [anna, bea];
  await setDay(both, '2027-01-30');
  // A page that was there before goes on with the clock that it began with.
  for (const { page } of both) await openScreen(page, '/classes');
  const { code, classId } = await createClass(anna.page, 'Flat');
  await expectSynced(anna.page);
  await joinClass(bea.page, code);
  // Who is here is known by name before they are in.
  await expect(anna.page.getByText('Members: Anna, Bea')).toBeVisible();

  await test.step('what is typed shows its next dates, and what is wrong with it', async () => {
    const { page } = anna;
    await addLinkOfClass(page).click();
    await formOfClass(page).amount.waitFor();
    await typeExpense(page, { amount: '6', description: 'Milk' });
    await formOfClass(page).save.click();
    await rowOf(page, 'Milk').waitFor();
    await page.getByRole('link', { name: 'Repeating' }).click();
    await page.getByRole('link', { name: 'New plan' }).click();
    await field(page, 'Amount').fill('900');
    await field(page, 'Description').fill('House rent');
    await page.getByLabel('First day').fill('2027-01-31');
    await expect(page.getByRole('list', { name: 'Next dates' }).getByRole('listitem')).toHaveText([
      /31 January/,
      /28 February/,
      /31 March/,
      /30 April/,
      /31 May/,
    ]);
    await page.getByRole('radio', { name: 'After a number' }).check();
    await field(page, 'How many times').fill('100000');
    await page.getByRole('button', { name: 'Save plan' }).click();
    await expect(page.getByText('How many times is a whole number from 1 to 9,999.')).toBeVisible();
    await expect(field(page, 'Amount')).toHaveValue('900');
    await page.getByRole('radio', { name: 'Never' }).check();
    await page.getByRole('button', { name: 'Save plan' }).click();
    await expect(page.getByRole('link', { name: /House rent/ })).toContainText('Every month on the 31st');
  });

  await test.step('one is skipped, taken back in, and skipped', async () => {
    const { page } = anna;
    await page.getByRole('link', { name: /House rent/ }).click();
    await expect(nextDates(page)).toHaveText([/31 January/, /28 February/, /31 March/, /30 April/, /31 May/]);
    const skip = page.getByRole('button', { name: /^Skip .*28 February/ });
    const undo = page.getByRole('button', { name: /^Take .*28 February.* back in$/ });
    await skip.click();
    await undo.click();
    await skip.click();
    await undo.waitFor();
    await openClass(page, classId);
    await expectSynced(page);
    await expect(rowOf(page, 'House rent')).toHaveCount(0);
  });

  await test.step('on its day it is entered by itself', async () => {
    await setDay(both, '2027-01-31');
    await openClass(bea.page, classId);
    await expect(rowOf(bea.page, 'House rent')).toHaveCount(1);
    await expectSynced(bea.page);
    await openClass(anna.page, classId);
    await expect(rowOf(anna.page, 'House rent')).toHaveCount(1);
    await expectSynced(anna.page);
  });

  await test.step('two phones without a network enter the same, and one deletes one of it', async () => {
    for (const phone of both) await phone.goOffline();
    await setDay(both, '2027-05-01');
    for (const { page } of both) {
      await lookAgain(page);
      // 31 January, 31 March and 30 April.
      await expect(rowOf(page, 'House rent')).toHaveCount(3);
    }
    await rowOf(anna.page, 'House rent').nth(1).getByRole('link').first().click();
    await expect(anna.page.getByText('From the plan House rent')).toBeVisible();
    await anna.page.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(rowOf(anna.page, 'House rent')).toHaveCount(2);
  });

  await test.step('after syncing there is one of each, and the deleted one stays deleted', async () => {
    for (const phone of both) await phone.goOnline();
    for (const { page } of both) {
      await expectSynced(page);
      await expect(rowOf(page, 'House rent')).toHaveCount(2);
      await expect(page.getByRole('main')).toContainText('900');
    }
    expect(await balancesText(anna.page)).toContain('903.00');
  });

  await test.step('an ended plan enters nothing more, and goes on from the day it is taken up again', async () => {
    const { page } = bea;
    await page.getByRole('link', { name: 'Repeating' }).click();
    await page.getByRole('heading', { name: 'Repeating' }).waitFor();
    await page.getByRole('link', { name: /House rent/ }).click();
    await page.getByRole('button', { name: 'End plan' }).click();
    await expect(page.getByText('This plan is ended. What it entered stays.')).toBeVisible();
    await setDay(both, '2027-07-01');
    await page.getByRole('button', { name: 'Go on from today' }).click();
    await expect(nextDates(page).first()).toContainText('31 July');
    await lookAgain(page);
    await expect(rowOf(page, 'House rent')).toHaveCount(2);
  });
});
