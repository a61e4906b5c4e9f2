import type { Page } from '@playwright/test';
import { expectAccessible } from '../../support/accessibility.ts';
import { openScreen, rowOf } from '../../support/app-screens.ts';
import { classTest as test } from '../../support/class-phones.ts';
import { seedRealisticClass } from '../../support/class-realistic.ts';
import {
  addClassExpense,
  classIdOf,
  createClass,
  expectSynced,
  joinClass,
  openClass,
  recordSuggested,
} from '../../support/class-screens.ts';
import { expect } from '../../support/fixtures.ts';

const questions = ['Where did the money go?', 'Who paid, and who used it?', 'How much each month?'];

/** The figures in the last line of a table of a chart, once it is shown as one. */
async function totalsOf(page: Page, question: string): Promise<string[]> {
  const region = page.getByRole('region', { name: question });
  await region.getByRole('button', { name: 'Show as table', exact: true }).click();
  const total = region.getByRole('row').last();
  await expect(total.getByRole('rowheader')).toHaveText('Total');
  return total.getByRole('cell').allInnerTexts();
}

test('the charts of a class agree with each other, by keyboard, in each currency and without a network', async ({
  phones,
  server,
}) => {
  const seeded = await seedRealisticClass(server.origin, '2026-11-01');
  const [anna] = seeded.members;
  if (!anna) throw new RangeError('nobody');
  const phone = await phones.signedIn(anna);
  const { page } = phone;
  await openClass(page, seeded.classId);
  await expectSynced(page);
  await openScreen(page, `/classes/${seeded.classId}/charts`);
  await phone.goOffline();
  const whole = await page
    .getByText(/^in \d+ entries$/)
    .locator('..')
    .locator('strong')
    .innerText();
  const month = page.getByRole('slider', { name: 'Month to read out' });
  await month.press('End');
  await expect(month).toHaveAttribute('aria-valuetext', /^November 2026: €/);
  await month.press('Home');
  await expect(month).toHaveAttribute('aria-valuetext', /^October 2026: €/);
  await expectAccessible(page);
  for (const question of questions) {
    const cells = await totalsOf(page, question);
    expect(cells.length, question).toBe(question === questions[1] ? 2 : 1);
    expect(new Set(cells), question).toEqual(new Set([whole]));
  }
  await expectAccessible(page);
  await page.getByRole('combobox', { name: 'Currency' }).selectOption('USD');
  await expect(page.getByText('in 1 entry')).toBeVisible();
  await page.getByRole('combobox', { name: 'Time' }).selectOption('From day to day');
  await page.getByLabel('To', { exact: true }).fill('2020-01-01');
  await expect(page.getByText(/Nothing was spent in US Dollar/i)).toBeVisible();
  await page.getByRole('button', { name: 'Show all time' }).click();
  await expect(page.getByText('in 1 entry')).toBeVisible();
});

test('people are the same person in every class, and paying one changes what is shown of them', async ({
  phones,
}) => {
  const anna = await phones.signedUp('Anna');
  const bea = await phones.signedUp('Bea');
  for (const name of ['Flat', 'Trip']) {
    await openScreen(anna.page, '/classes');
    const { code } = await createClass(anna.page, name);
    await expectSynced(anna.page);
    await joinClass(bea.page, code);
    await expect(anna.page.getByText('Bea').first()).toBeVisible();
    await addClassExpense(name === 'Flat' ? anna.page : bea.page, {
      amount: name === 'Flat' ? '50' : '12',
      description: `Paid in ${name}`,
    });
    await expectSynced(bea.page);
    await expectSynced(anna.page);
    await expect(rowOf(anna.page, `Paid in ${name}`)).toBeVisible();
    await expect(rowOf(bea.page, `Paid in ${name}`)).toBeVisible();
  }
  const trip = classIdOf(anna.page);
  await openScreen(anna.page, '/people');
  const person = anna.page.getByRole('group').filter({ hasText: 'Bea' });
  await expect(person).toHaveCount(1);
  await expect(person.locator('summary')).toContainText('in 2 classes');
  await expect(person.locator('summary')).toContainText('owes you');
  await expect(person.locator('summary')).toContainText('€19.00');
  await person.locator('summary').click();
  await expect(person.getByRole('listitem').filter({ hasText: 'Flat' })).toContainText('owes you €25.00');
  await expect(person.getByRole('listitem').filter({ hasText: 'Trip' })).toContainText('you owe €6.00');
  await expectAccessible(anna.page);

  await person.getByRole('link', { name: 'Record payment of €6.00 from you to Bea in Trip' }).click();
  await expect(anna.page.getByRole('textbox', { name: 'Amount' })).toHaveValue('6.00');
  await anna.page.getByRole('button', { name: 'Save payment' }).click();
  await anna.page.waitForURL(new RegExp(`/classes/${trip}$`));
  await expectSynced(anna.page);
  await openScreen(anna.page, '/people');
  await expect(person.locator('summary')).toContainText('€25.00');
  await expect(person.locator('summary')).toContainText('in Flat');

  // What the other one settles in the class shows here without opening it.
  await openScreen(bea.page, '/classes');
  await bea.page.getByRole('link', { name: 'Flat' }).click();
  await recordSuggested(bea.page);
  await expectSynced(bea.page);
  await openScreen(anna.page, '/people');
  await expect(anna.page.getByText('You are even with everybody')).toBeVisible({ timeout: 30_000 });
});
