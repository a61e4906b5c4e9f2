import { expect, test } from '../../../support/fixtures.ts';
import {
  addExpense,
  formOf,
  openScreen,
  rowOf,
  typeExpense,
  arrivedAtList,
} from '../../../support/app-screens.ts';
import { readDrafts } from '../../../support/stored-drafts.ts';

test('the currency used last is there again, and its decimals count', async ({ page }) => {
  await addExpense(page, { amount: '1280', currency: 'JPY', description: 'Ramen' });
  await expect(rowOf(page, 'Ramen')).toContainText('1,280');
  await addExpense(page, { amount: '980', description: 'Tea' });
  await expect(rowOf(page, 'Tea')).toContainText('980');
  await expect(rowOf(page, 'Tea')).not.toContainText('980.00');
  await addExpense(page, { amount: '12.345', currency: 'KWD', description: 'Dinner' });
  await expect(rowOf(page, 'Dinner')).toContainText('12.345');
  await openScreen(page, '/expenses/new');
  await expect(formOf(page).currency).toHaveValue('KWD');
});

test('the category is learnt from the description, suggested, and stays a choice', async ({ page }) => {
  const form = formOf(page);
  await openScreen(page, '/expenses/new');
  await typeExpense(page, { amount: '3', description: 'Zvezda' });
  await expect(form.category).toHaveValue('');
  await typeExpense(page, { category: 'Pets' });
  await form.save.click();
  await rowOf(page, 'Zvezda').waitFor();
  await arrivedAtList(page);

  await openScreen(page, '/expenses/new');
  await form.description.fill('zvezda');
  await expect(form.category).toHaveValue('pets');
  await expect(form.category).toHaveAccessibleDescription('Suggested');
  await form.category.selectOption({ label: 'Gifts' });
  await form.description.fill('zvezda again');
  await expect(form.category).toHaveValue('gifts');
  await expect(form.category).toHaveAccessibleDescription('');
});

test('a link brings amount, description and category; nothing else is lost by it', async ({ page }) => {
  const form = formOf(page);
  await openScreen(page, '/expenses/new');
  await typeExpense(page, { amount: '7', description: 'Half-typed' });
  await expect.poll(async () => (await readDrafts(page)).map(({ title }) => title)).toEqual(['Half-typed']);
  await openScreen(page, '/expenses/new?amount=4.50&description=B%C3%A4cker&category=groceries');
  await expect(form.amount).toHaveValue('4.50');
  await expect(form.description).toHaveValue('Bäcker');
  await expect(form.category).toHaveValue('groceries');
  await form.save.click();
  await expect(rowOf(page, 'Bäcker')).toContainText('4.50');
  await arrivedAtList(page);
  await openScreen(page, '/expenses/new');
  await expect(form.description).toHaveValue('Half-typed');
});

test('a link with an amount that cannot be read shows it as it came, with the reason', async ({ page }) => {
  const form = formOf(page);
  await openScreen(page, '/expenses/new?amount=twelve&description=Cake&category=nonsense');
  await expect(form.amount).toHaveValue('twelve');
  await expect(form.category).toHaveValue(/^(|eating-out)$/);
  await form.save.click();
  await expect(form.amount).toHaveAccessibleDescription(/“twelve” cannot be read as an amount/);
  await expect(form.amount).toBeFocused();
  await expect(form.description).toHaveValue('Cake');
});
