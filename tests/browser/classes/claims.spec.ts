import type { Page } from '@playwright/test';
import { rowOf } from '../../support/app-screens.ts';
import { classTest as test } from '../../support/class-phones.ts';
import {
  addClassExpense,
  balancesText,
  createClass,
  expectSynced,
  joinClass,
  openClass,
  regionOf,
  type OpenedClass,
} from '../../support/class-screens.ts';
import { expectAccessibleEverywhere, expectToFit } from '../../support/every-width.ts';
import { expect } from '../../support/fixtures.ts';

test.setTimeout(120_000);

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** A class with Grandma, who has no account. Ends on the class's screen. */
async function classWithGrandma(page: Page, name: string): Promise<OpenedClass> {
  const made = await createClass(page, name);
  await page.getByRole('link', { name: 'Class settings' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Grandma');
  await button(page, 'Add').click();
  await expect(page.getByText('Grandma was added')).toBeVisible();
  await openClass(page, made.classId);
  return made;
}

/** Both have everything, and read the same. */
async function expectSame(one: Page, other: Page): Promise<void> {
  await expectSynced(one);
  await expectSynced(other);
  await expect(async () => expect(await balancesText(one)).toBe(await balancesText(other))).toPass();
}

test('who joins says that they are Grandma, while a device without a network still records for her', async ({
  phones,
}) => {
  const anna = await phones.signedUp('Anna');
  const { code } = await classWithGrandma(anna.page, 'Garden');
  await addClassExpense(anna.page, { amount: '20', description: 'Seeds' });
  await expectSynced(anna.page);
  const ben = await phones.signedUp('Ben');
  await joinClass(ben.page, code);
  const question = ben.page.getByRole('region', { name: 'Which of these is you?' });
  await expect(question).toBeVisible();

  await anna.goOffline();
  await addClassExpense(anna.page, { amount: '30', description: 'Tools', without: ['Ben'] });

  await button(ben.page, 'Grandma').click();
  await expect(question).toContainText('One entry with Grandma counts as yours then.');
  await expect(question).toContainText('Grandma owes €10.00');
  await expectAccessibleEverywhere(ben.page);
  await expectToFit(ben.page, 'the question who somebody is');
  await button(ben.page, 'Yes, I am Grandma').click();
  await expect(ben.page.getByText('Grandma counts as you now.')).toBeVisible();
  await expect(question).toHaveCount(0);
  await expect(regionOf(ben.page, 'Balances')).not.toContainText('Grandma');
  await expectSynced(ben.page);

  await anna.goOnline();
  await expect(rowOf(ben.page, 'Tools')).toBeVisible();
  await expect(regionOf(anna.page, 'Balances')).not.toContainText('Grandma');
  await expectSame(anna.page, ben.page);
  await expect(regionOf(anna.page, 'Balances')).toContainText('25.00');

  await test.step('anybody may take it back, and everybody has it as it was', async () => {
    await expect(anna.page.getByText('Ben says: “I am Grandma.”')).toBeVisible();
    await button(anna.page, 'Undo who Grandma is').click();
    await expect(regionOf(ben.page, 'Balances')).toContainText('Grandma');
    await expect(regionOf(anna.page, 'Balances')).toContainText('Grandma');
    await expectSame(anna.page, ben.page);
    await expect(question).toBeVisible();
  });

  await test.step('who is none of them is not asked again on this device, and finds it on its own screen', async () => {
    await button(ben.page, 'None of these').click();
    await expect(question).toHaveCount(0);
    await ben.page.reload();
    await regionOf(ben.page, 'Settle up').waitFor();
    await expect(question).toHaveCount(0);
    await ben.page.goto(`${ben.page.url()}/claim`);
    await expect(button(ben.page, 'Grandma')).toBeVisible();
  });
});

test('somebody who joins late is in no earlier expense until it is asked for, and undo takes all of it back', async ({
  phones,
}) => {
  const anna = (await phones.signedUp('Anna')).page;
  const { code, classId } = await classWithGrandma(anna, 'Boat');
  await addClassExpense(anna, { amount: '30', description: 'Fuel' });
  await addClassExpense(anna, { amount: '12', description: 'Rope' });
  const cara = (await phones.signedUp('Cara')).page;
  await joinClass(cara, code);
  await expect(anna.getByText('Cara has joined.')).toBeVisible();
  await expectAccessibleEverywhere(anna);
  await expectToFit(anna, 'the notice that somebody has joined');
  await expectSynced(anna);
  const before = await balancesText(anna);

  await anna.getByRole('link', { name: 'Choose what counts for Cara' }).click();
  await expect(anna.getByRole('heading', { name: 'Add Cara to earlier expenses' })).toBeVisible();
  await expect(anna.getByText('Cara pays €14.00 more')).toBeVisible();
  await expect(anna.getByText('You pay €7.00 less')).toBeVisible();
  await anna.getByRole('checkbox', { name: /Rope/ }).uncheck();
  await expect(anna.getByText('Cara pays €10.00 more')).toBeVisible();
  await button(anna, 'Add Cara to one expense').click();
  await expect(anna.getByText('Cara is in one expense more.')).toBeVisible();
  await expect(regionOf(cara, 'Balances')).toContainText('10.00');
  await button(anna, 'Undo').click();
  await expect(anna.getByText('Taken back: Cara is in none of them.')).toBeVisible();
  await openClass(anna, classId);
  await expectSame(anna, cara);
  expect(await balancesText(anna)).toBe(before);
});
