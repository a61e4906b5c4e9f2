import { expect, test } from '../../../support/fixtures.ts';
import { addExpense, formOf, openScreen, rowOf, typeExpense } from '../../../support/app-screens.ts';

const refused: readonly { typed: string; currency: string; says: string | RegExp }[] = [
  { typed: 'abc', currency: 'EUR', says: /^“abc” cannot be read as an amount/ },
  { typed: '12.505', currency: 'EUR', says: 'EUR has two decimals; this has 3.' },
  { typed: '12.5', currency: 'JPY', says: 'JPY has no decimals; this has 1.' },
  { typed: '1.2345', currency: 'KWD', says: 'KWD has three decimals; this has 4.' },
  { typed: '0', currency: 'EUR', says: 'Enter an amount above zero.' },
  { typed: '-5', currency: 'EUR', says: /above zero.*choose Refund/ },
  { typed: '1000000000000', currency: 'EUR', says: 'The largest amount is €10,000,000,000.00.' },
  { typed: '1000000000001', currency: 'JPY', says: /^The largest amount is .*1,000,000,000,000\.$/ },
  { typed: '999999999999*999999999999', currency: 'EUR', says: /^The largest amount is/ },
  { typed: '10/0', currency: 'EUR', says: 'Dividing by zero has no result.' },
  { typed: '12/(3-3)', currency: 'EUR', says: 'Dividing by zero has no result.' },
  { typed: '$12', currency: 'EUR', says: /^“\$” is another currency/ },
  { typed: '12 USD', currency: 'EUR', says: /^“USD” is another currency/ },
  { typed: '(12+3', currency: 'EUR', says: 'A bracket is missing its partner.' },
  { typed: '12+', currency: 'EUR', says: /^The calculation stops halfway/ },
  { typed: '9'.repeat(500), currency: 'EUR', says: /At most|largest amount/ },
];

test('an amount that cannot be taken says why at the field, and nothing typed is lost', async ({ page }) => {
  await openScreen(page, '/expenses/new');
  const form = formOf(page);
  await typeExpense(page, { description: 'Stays', note: 'stays too' });
  for (const { typed, currency, says } of refused) {
    await form.currency.selectOption(currency);
    await form.amount.fill(typed);
    await form.save.click();
    await expect(form.amount, typed).toHaveAccessibleDescription(says);
    await expect(form.amount).toHaveAttribute('aria-invalid', 'true');
    await expect(form.amount).toBeFocused();
    await expect(form.amount).toHaveValue(typed);
  }
  await form.amount.fill('');
  await form.save.click();
  await expect(form.amount).toHaveAccessibleDescription('Enter an amount.');
  await expect(form.description).toHaveValue('Stays');
  await expect(form.note).toHaveValue('stays too');

  await form.amount.fill('12');
  await expect(form.amount).not.toHaveAttribute('aria-invalid');
  await form.save.click();
  await expect(rowOf(page, 'Stays')).toContainText('12.00');
});

test('nobody is told off before leaving the field', async ({ page }) => {
  await openScreen(page, '/expenses/new');
  const form = formOf(page);
  await form.amount.pressSequentially('12.5 + ');
  await expect(form.amount).not.toHaveAttribute('aria-invalid');
  await page.keyboard.press('Tab');
  await expect(form.amount).toHaveAccessibleDescription(/stops halfway/);
});

test('a pasted amount with its sign and another order of separators is read as it was meant', async ({
  page,
}) => {
  await openScreen(page, '/expenses/new');
  const form = formOf(page);
  await form.currency.selectOption('EUR');
  await form.amount.focus();
  await page.keyboard.insertText('€ 1.234,56');
  await expect(form.amount).toHaveValue('€ 1.234,56');
  await form.description.fill('Boiler');
  await form.save.click();
  await expect(rowOf(page, 'Boiler')).toContainText('1,234.56');
});

test('a day to come is a hint and no refusal; no day at all is one', async ({ page }) => {
  await page.clock.setFixedTime('2026-11-22T12:00:00Z');
  await openScreen(page, '/expenses/new');
  const form = formOf(page);
  await typeExpense(page, { amount: '9', description: 'Concert', date: '' });
  await form.save.click();
  await expect(form.date).toHaveAccessibleDescription('Choose a day between 1970 and 2199.');
  await expect(form.date).toBeFocused();
  await form.date.fill('2026-12-24');
  await expect(form.date).toHaveAccessibleDescription('This day is still to come.');
  await form.save.click();
  await expect(rowOf(page, 'Concert')).toContainText('9.00');
  await expect(page.getByRole('heading', { name: /December/ }).first()).toBeVisible();
});

test('a note of 10,000 characters is kept; one more is refused and stays in the field', async ({ page }) => {
  const form = formOf(page);
  const whole = 'äb'.repeat(5_000);
  await openScreen(page, '/expenses/new');
  await typeExpense(page, { amount: '9', description: 'Long story', note: `${whole}c` });
  await form.save.click();
  await expect(form.note).toHaveAccessibleDescription('At most 10,000 characters; this has 10,001.');
  await expect(form.note).toBeFocused();
  await expect(form.note).toHaveValue(`${whole}c`);

  await form.note.fill(whole);
  await form.save.click();
  await rowOf(page, 'Long story').getByRole('link').click();
  await expect(form.note).toHaveValue(whole);
});

test('a pasted description of 5,000 characters is refused whole and not cut silently', async ({ page }) => {
  const form = formOf(page);
  const pasted = 'word '.repeat(1_000).trim();
  await openScreen(page, '/expenses/new');
  await typeExpense(page, { amount: '9' });
  await form.description.focus();
  await page.keyboard.insertText(pasted);
  await form.save.click();
  await expect(form.description).toHaveAccessibleDescription(/^At most \d+ characters; this has 4,999\.$/);
  await expect(form.description).toHaveValue(pasted);
});

test('emoji, combined characters and right-to-left names come back as they were typed', async ({ page }) => {
  for (const description of [
    '👩‍👩‍👧‍👦 Zoo 🦒',
    'عشاء في المدينة',
    'מתנה לנועה (3)',
    'Cafe\u0301 <b>&amp;',
    '\u202Eback',
  ]) {
    await addExpense(page, { amount: '9', description });
    await rowOf(page, description).getByRole('link').click();
    await expect(formOf(page).description).toHaveValue(description);
  }
  await openScreen(page, '/expenses');
  await expect(page.getByRole('listitem')).toHaveCount(5);
  for (const row of await page.getByRole('listitem').all()) await expect(row).toContainText('9.00');
});

test('an address of an entry that is not there says so', async ({ page, problems }) => {
  problems.expect(/Not found: \/no\/such\/page/);
  await openScreen(page, '/expenses/e_thereisnosuchone');
  await expect(page.getByText('There is no entry at this address.')).toBeVisible();
  await page.goto('/no/such/page');
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  await page.getByRole('link', { name: 'Go to Overview' }).click();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
});
