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
  openEntry,
  recordSuggested,
  regionOf,
  settleUpText,
} from '../../support/class-screens.ts';
import { expect } from '../../support/fixtures.ts';

test.setTimeout(180_000);

const mode = (page: Page, name: string) => page.getByRole('radio', { name, exact: true });
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function setDay(phones: readonly Phone[], day: string): Promise<void> {
  for (const { page } of phones) await page.clock.setFixedTime(`${day}T11:00:00Z`);
}

async function begin(page: Page, amount: string, description: string): Promise<void> {
  await addLinkOfClass(page).click();
  await formOfClass(page).amount.waitFor();
  await typeExpense(page, { amount, description });
}

async function save(page: Page, description: string): Promise<void> {
  await formOfClass(page).save.click();
  await rowOf(page, description).waitFor();
}

/** From the form: one more row of the bill, shared by these people. */
async function addItem(page: Page, number: number, title: string, price: string, people: readonly string[]) {
  await button(page, 'Add item').click();
  await page.keyboard.type(title);
  await field(page, `Price of item ${String(number)}`).fill(price);
  const group = page.getByRole('group', { name: `Who shares item ${String(number)}` });
  for (const name of people) await group.getByRole('button', { name, exact: true }).click();
}

/** All have everything, and read the same. */
async function expectSame(phones: readonly Phone[]): Promise<void> {
  for (const { page } of phones) await expectSynced(page);
  await expect(async () => {
    const texts = await Promise.all(phones.map(({ page }) => balancesText(page)));
    const plans = await Promise.all(phones.map(({ page }) => settleUpText(page)));
    expect(new Set(texts).size).toBe(1);
    expect(new Set(plans).size).toBe(1);
  }).toPass();
}

/** Leaves the class and comes back by taps, as without a network. */
async function lookAgain(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Classes' }).first().click();
  await page.getByRole('link', { name: /Flat/ }).first().click();
  await regionOf(page, 'Settle up').waitFor();
}

test('three devices, every way to split, a claim, a plan and a couple: the same everywhere, zero after settling', async ({
  phones,
}) => {
  const anna = await phones.signedUp('Anna');
  const ben = await phones.signedUp('Ben');
  const cleo = await phones.signedUp('Cleo');
  const all = [anna, ben, cleo];
  await setDay(all, '2027-01-30');
  for (const { page } of all) await openScreen(page, '/classes');
  const { code, classId } = await createClass(anna.page, 'Flat');
  await anna.page.getByRole('link', { name: 'Class settings' }).click();
  await field(anna.page, 'Name').fill('Grandma');
  await button(anna.page, 'Add').click();
  await expect(anna.page.getByText('Grandma was added')).toBeVisible();
  await openClass(anna.page, classId);
  await expectSynced(anna.page);
  await joinClass(ben.page, code);
  await joinClass(cleo.page, code);

  await test.step('Cleo says that she is Grandma while Anna, without a network, records for Grandma', async () => {
    await begin(anna.page, '40', 'Flowers');
    const form = formOfClass(anna.page);
    await form.split.click();
    for (const name of ['Ben', 'Cleo']) await form.takesPart(name).uncheck();
    await anna.goOffline();
    await save(anna.page, 'Flowers');
    await button(cleo.page, 'Grandma').click();
    await button(cleo.page, 'Yes, I am Grandma').click();
    await expect(cleo.page.getByText('Grandma counts as you now.')).toBeVisible();
    await anna.goOnline();
    await expect(rowOf(cleo.page, 'Flowers')).toContainText('20.00');
    await expectSame(all);
  });

  await test.step('shares, percent, exact amounts by two payers, plus or minus in another currency', async () => {
    await begin(anna.page, '90', 'Rent');
    await mode(anna.page, 'Shares').check();
    await button(anna.page, 'One share more for Ben').click();
    await save(anna.page, 'Rent');

    await begin(ben.page, '50', 'Power');
    await mode(ben.page, 'Percent').check();
    await field(ben.page, 'Percent of Ben (you)').fill('50');
    await field(ben.page, 'Percent of Anna').fill('33.33');
    await save(ben.page, 'Power');

    await begin(cleo.page, '60', 'Groceries');
    await formOfClass(cleo.page).paidBy.selectOption('several');
    await cleo.page.getByRole('combobox', { name: 'Who else paid' }).selectOption({ label: 'Ben' });
    await field(cleo.page, 'Paid by Cleo (you)').fill('15');
    await mode(cleo.page, 'Exact amounts').check();
    await field(cleo.page, 'Part of Anna').fill('10.01');
    await field(cleo.page, 'Part of Ben').fill('20.02');
    await save(cleo.page, 'Groceries');

    await begin(anna.page, '100', 'Hotel');
    await anna.page.getByRole('combobox', { name: 'Currency' }).selectOption('USD');
    await button(anna.page, 'Count in EUR').click();
    await field(anna.page, 'Rate: 1 USD in EUR').fill('0.91');
    await mode(anna.page, 'Plus or minus').check();
    await field(anna.page, 'Plus or minus for Ben').fill('12.5');
    await save(anna.page, 'Hotel');
    for (const title of ['Rent', 'Power', 'Groceries', 'Hotel'])
      for (const { page } of all) await expect(rowOf(page, title)).toBeVisible();
    await expectSame(all);
  });

  await test.step('two edit the items of one bill at the same time, and both stay', async () => {
    await begin(anna.page, '30', 'Dinner');
    await mode(anna.page, 'Items').check();
    await addItem(anna.page, 1, 'Soup', '10', ['Anna (you)']);
    await addItem(anna.page, 2, 'Rest', '20', ['Everyone']);
    await save(anna.page, 'Dinner');
    await expect(rowOf(ben.page, 'Dinner')).toBeVisible();
    await openEntry(anna.page, 'Dinner');
    await openEntry(ben.page, 'Dinner');
    await field(ben.page, 'Price of item 2').fill('8');
    await addItem(ben.page, 3, 'Fish', '12', ['Ben (you)']);
    await button(ben.page, 'Save and go on').click();
    await expect(field(anna.page, 'What item 3 is')).toHaveValue('Fish');
    await field(anna.page, 'What item 1 is').fill('Tomato soup');
    await button(anna.page, 'Save and go on').click();
    await expect(field(ben.page, 'What item 1 is')).toHaveValue('Tomato soup');
    for (const { page } of [anna, ben]) await button(page, 'Cancel').click();
    await expectSame(all);
  });

  await test.step('a plan: two phones without a network enter the same occurrence, which is there once', async () => {
    await anna.page.getByRole('link', { name: 'Repeating' }).click();
    await anna.page.getByRole('link', { name: 'New plan' }).click();
    await field(anna.page, 'Amount').fill('31');
    await field(anna.page, 'Description').fill('Internet');
    await anna.page.getByLabel('First day').fill('2027-01-31');
    await button(anna.page, 'Save plan').click();
    await expect(anna.page.getByRole('link', { name: /Internet/ })).toBeVisible();
    await openClass(anna.page, classId);
    await expectSynced(anna.page);
    await ben.page.getByRole('link', { name: 'Repeating' }).click();
    await expect(ben.page.getByRole('link', { name: /Internet/ })).toBeVisible();
    await openClass(ben.page, classId);
    for (const phone of [anna, ben]) await phone.goOffline();
    await setDay(all, '2027-03-01');
    for (const { page } of [anna, ben]) {
      await lookAgain(page);
      await expect(rowOf(page, 'Internet')).toHaveCount(2);
    }
    for (const phone of [anna, ben]) await phone.goOnline();
    for (const { page } of all) await expect(rowOf(page, 'Internet')).toHaveCount(2);
    await expectSame(all);
  });

  await test.step('Anna and Ben settle as one', async () => {
    await anna.page.getByRole('link', { name: 'Class settings' }).click();
    await button(anna.page, 'Settle as one with…').click();
    await anna.page.getByRole('checkbox', { name: 'Ben' }).check();
    await button(anna.page, 'Settle as one').click();
    await expect(anna.page.getByText('It holds once Ben agrees').first()).toBeVisible();
    await ben.page.getByRole('link', { name: 'Class settings' }).click();
    await button(ben.page, 'Accept: settle as one with Anna').click();
    await expect(ben.page.getByText('You settle as one with Anna').first()).toBeVisible();
    for (const { page } of [anna, ben]) await openClass(page, classId);
    await expect(regionOf(cleo.page, 'Settle up')).toContainText('&');
    await expectSame(all);
  });

  await test.step('settling takes every figure of the plan to zero, on every device', async () => {
    await recordSuggested(cleo.page);
    for (const { page } of all) await expect(regionOf(page, 'Settle up')).toContainText('All settled up');
    await expectSame(all);
  });
});
