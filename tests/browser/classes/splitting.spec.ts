import type { Page } from '@playwright/test';
import { rowOf, typeExpense } from '../../support/app-screens.ts';
import { classTest as test, type Phone } from '../../support/class-phones.ts';
import {
  addLinkOfClass,
  balancesText,
  createClass,
  expectSynced,
  formOfClass,
  joinClass,
  openEntry,
} from '../../support/class-screens.ts';
import { expect } from '../../support/fixtures.ts';

test.setTimeout(120_000);

const mode = (page: Page, name: string) => page.getByRole('radio', { name, exact: true });
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

async function twoInAClass(phones: {
  signedUp(name: string): Promise<Phone>;
}): Promise<{ anna: Page; bea: Page }> {
  const anna = (await phones.signedUp('Anna')).page;
  const bea = (await phones.signedUp('Bea')).page;
  const { code } = await createClass(anna, 'Flat');
  await expectSynced(anna);
  await joinClass(bea, code);
  await expect(anna.getByText('Bea').first()).toBeVisible();
  return { anna, bea };
}

/** From the class's screen to a form with an amount. */
async function begin(page: Page, amount: string, description: string): Promise<void> {
  await addLinkOfClass(page).click();
  await formOfClass(page).amount.waitFor();
  await typeExpense(page, { amount, description });
}

async function save(page: Page, description: string): Promise<void> {
  await formOfClass(page).save.click();
  await rowOf(page, description).waitFor();
}

test('each way to split saves what it shows, opens as it was typed, and is the same elsewhere', async ({
  phones,
}) => {
  const { anna, bea } = await twoInAClass(phones);

  await test.step('shares', async () => {
    await begin(anna, '9', 'Taxi');
    await mode(anna, 'Shares').check();
    await anna.getByRole('button', { name: 'One share more for Bea' }).click();
    await expect(field(anna, 'Share of Bea')).toHaveValue('2');
    await anna.getByRole('button', { name: 'Always split like this among these people' }).click();
    await save(anna, 'Taxi');
    await expect(rowOf(bea, 'Taxi')).toContainText('6.00');
  });

  await test.step('the usual split of these people is where the next one starts, on every device', async () => {
    await begin(bea, '6', 'Milk');
    await expect(mode(bea, 'Shares')).toBeChecked();
    await expect(field(bea, 'Share of Bea (you)')).toHaveValue('2');
    await mode(bea, 'Equally').check();
    await bea.getByRole('button', { name: 'Equally from now on' }).click();
    await save(bea, 'Milk');
    await expect(rowOf(anna, 'Milk')).toContainText('3.00');
  });

  await test.step('percent: the last empty one takes the rest, and over a hundred says by how much', async () => {
    await begin(anna, '20', 'Wine');
    await mode(anna, 'Percent').check();
    await field(anna, 'Percent of Bea').fill('75');
    await expect(field(anna, 'Percent of Anna (you)')).toHaveAttribute('placeholder', '25.00');
    await field(anna, 'Percent of Anna (you)').fill('40');
    await expect(anna.getByText('15.00 % too much is given out.')).toBeVisible();
    await formOfClass(anna).save.click();
    await expect(rowOf(anna, 'Wine')).toHaveCount(0);
    await anna.getByRole('button', { name: 'Take the 15.00 off Bea' }).click();
    await expect(field(anna, 'Percent of Bea')).toHaveValue('60.00');
    await save(anna, 'Wine');
    await expect(rowOf(bea, 'Wine')).toContainText('12.00');
  });

  await test.step('exact amounts, paid by two', async () => {
    await begin(bea, '30', 'Groceries');
    await formOfClass(bea).paidBy.selectOption('several');
    await bea.getByRole('combobox', { name: 'Who else paid' }).selectOption({ label: 'Anna' });
    await field(bea, 'Paid by Bea (you)').fill('10');
    await mode(bea, 'Exact amounts').check();
    await field(bea, 'Part of Anna').fill('12.50');
    await save(bea, 'Groceries');
    await openEntry(anna, 'Groceries');
    await expect(mode(anna, 'Exact amounts')).toBeChecked();
    await expect(field(anna, 'Part of Anna (you)')).toHaveValue('12.50');
    await expect(field(anna, 'Part of Bea')).toHaveValue('17.50');
    await expect(field(anna, 'Paid by Anna (you)')).toHaveValue('20.00');
    await anna.getByRole('button', { name: 'Cancel' }).click();
  });

  await test.step('more or less, in another currency at a rate', async () => {
    await begin(anna, '100', 'Hotel');
    await anna.getByRole('combobox', { name: 'Currency' }).selectOption('USD');
    await anna.getByRole('button', { name: 'Count in EUR' }).click();
    await field(anna, 'Rate: 1 USD in EUR').fill('0');
    await expect(anna.getByText('Type a rate above zero').first()).toBeVisible();
    await field(anna, 'Rate: 1 USD in EUR').fill('0,9');
    await mode(anna, 'Plus or minus').check();
    await field(anna, 'Plus or minus for Bea').fill('-20');
    await save(anna, 'Hotel');
    await openEntry(bea, 'Hotel');
    await expect(field(bea, 'Rate: 1 USD in EUR')).toHaveValue('0.9');
    await expect(field(bea, 'Plus or minus for Bea (you)')).toHaveValue('−20.00');
    await expect(bea.getByText('Counts as €90.00')).toBeVisible();
    await bea.getByRole('button', { name: 'Cancel' }).click();
  });

  await expectSynced(anna);
  await expectSynced(bea);
  expect(await balancesText(bea)).toBe(await balancesText(anna));
});

test('a bill that two people have open shows the items of both, and who is in them', async ({ phones }) => {
  const { anna, bea } = await twoInAClass(phones);
  await begin(anna, '30', 'Dinner');
  await mode(anna, 'Items').check();
  const addItem = async (page: Page, number: number, title: string, price: string, people: string[]) => {
    await page.getByRole('button', { name: 'Add item' }).click();
    await page.keyboard.type(title);
    await field(page, `Price of item ${number}`).fill(price);
    for (const name of people)
      await page
        .getByRole('group', { name: `Who shares item ${number}` })
        .getByRole('button', { name, exact: true })
        .click();
  };
  await addItem(anna, 1, 'Soup', '10', ['Anna (you)']);
  await addItem(anna, 2, 'All the rest', '20', ['Everyone']);
  await save(anna, 'Dinner');

  await openEntry(anna, 'Dinner');
  await openEntry(bea, 'Dinner');
  await expect(anna.getByText('Bea has this open, too.')).toBeVisible();
  await field(bea, 'Price of item 2').fill('8');
  await addItem(bea, 3, 'Fish', '12', ['Bea (you)']);
  await addItem(anna, 3, 'Bread', '', []);
  await bea.getByRole('button', { name: 'Save and go on' }).click();

  await expect(field(anna, 'What item 4 is')).toHaveValue('Fish');
  await expect(field(anna, 'Price of item 2')).toHaveValue('8.00');
  await expect(field(anna, 'What item 3 is')).toHaveValue('Bread');
  const fish = anna.getByRole('group', { name: 'Who shares item 4' });
  await expect(fish.getByRole('button', { name: 'Bea', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await field(anna, 'Price of item 3').fill('4');
  await field(anna, 'Price of item 2').fill('4');
  await anna
    .getByRole('group', { name: 'Who shares item 3' })
    .getByRole('button', { name: 'Everyone' })
    .click();
  await anna.getByRole('button', { name: 'Save and go on' }).click();

  await expect(field(bea, 'What item 4 is').or(field(bea, 'What item 3 is')).first()).toBeVisible();
  await expect(bea.getByRole('textbox', { name: /^What item/ })).toHaveCount(4);
  await bea.getByRole('button', { name: 'Cancel' }).click();
  await anna.getByRole('button', { name: 'Cancel' }).click();
  await expectSynced(anna);
  await expectSynced(bea);
  await expect(rowOf(bea, 'Dinner')).toContainText('16.00');
  expect(await balancesText(bea)).toBe(await balancesText(anna));
});
