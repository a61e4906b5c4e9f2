import { expect, test } from '../../../support/fixtures.ts';
import { addExpense, formOf, openScreen, rowOf, typeExpense } from '../../../support/app-screens.ts';
import { readDrafts } from '../../../support/stored-drafts.ts';

test('another tab shows what is added, edited and deleted here, without a reload', async ({
  page,
  context,
}) => {
  const other = await context.newPage();
  await openScreen(other, '/expenses');
  await addExpense(page, { amount: '8', description: 'Seen elsewhere' });
  await expect(rowOf(other, 'Seen elsewhere')).toContainText('8.00');

  await rowOf(page, 'Seen elsewhere').getByRole('link').click();
  await typeExpense(page, { amount: '8.25' });
  await formOf(page).save.click();
  await expect(rowOf(other, 'Seen elsewhere')).toContainText('8.25');

  await rowOf(page, 'Seen elsewhere').getByRole('link').click();
  await formOf(page).delete.click();
  await expect(rowOf(other, 'Seen elsewhere')).toHaveCount(0);
});

test('the description from one tab and the amount from the other are both kept', async ({
  page,
  context,
}) => {
  await addExpense(page, { amount: '10', description: 'Dinner' });
  const other = await context.newPage();
  await openScreen(other, '/expenses');
  for (const tab of [page, other]) await rowOf(tab, 'Dinner').getByRole('link').click();

  await typeExpense(page, { description: 'Dinner with Miguel' });
  await typeExpense(other, { amount: '12' });
  await formOf(page).save.click();
  await expect(rowOf(page, 'Dinner with Miguel')).toContainText('10.00');
  await expect(other.getByText(/changed since it was opened here/)).toBeVisible();
  await formOf(other).save.click();

  for (const tab of [page, other]) {
    await expect(rowOf(tab, 'Dinner with Miguel')).toContainText('12.00');
    await expect(tab.getByRole('listitem')).toHaveCount(1);
  }
  await page.reload();
  await expect(rowOf(page, 'Dinner with Miguel')).toContainText('12.00');
});

test('an entry deleted here while it is edited there is not lost', async ({ page, context }) => {
  await addExpense(page, { amount: '10', description: 'Taxi' });
  const other = await context.newPage();
  await openScreen(other, '/expenses');
  for (const tab of [page, other]) await rowOf(tab, 'Taxi').getByRole('link').click();
  await typeExpense(other, { amount: '11' });
  await formOf(page).delete.click();
  await expect(other.getByText('This entry is in the bin.')).toBeVisible();
  await formOf(other).save.click();
  await expect(rowOf(other, 'Taxi')).toContainText('11.00');
  await expect(rowOf(page, 'Taxi')).toContainText('11.00');
});

test('two tabs with a half-typed new expense each keep their own', async ({ page, context }) => {
  const other = await context.newPage();
  for (const tab of [page, other]) await openScreen(tab, '/expenses/new');
  await typeExpense(page, { amount: '1', description: 'in the first' });
  await typeExpense(other, { amount: '2', description: 'in the second' });
  const storedTitles = async () => (await readDrafts(page)).map(({ title }) => title).sort();
  await expect.poll(storedTitles).toEqual(['in the first', 'in the second']);

  await page.reload();
  await other.reload();
  await expect(formOf(page).description).toHaveValue('in the first');
  await expect(formOf(other).description).toHaveValue('in the second');
  await expect(formOf(other).amount).toHaveValue('2');
});
