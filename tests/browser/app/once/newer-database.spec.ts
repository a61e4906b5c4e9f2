import { expect, test } from '../../../support/fixtures.ts';
import { addExpense, formOf, openScreen, rowOf, typeExpense } from '../../../support/app-screens.ts';
import { dumpDatabase, upgradeDatabase } from '../../../support/database-dump.ts';
import { savedFile } from '../../../support/downloads.ts';

test('a ledger of a newer app is shown and exported whole, and nothing is written to it', async ({
  page,
}) => {
  await addExpense(page, { amount: '5', description: 'From before' });
  await addExpense(page, { amount: '6', description: 'Also from before' });
  await page.goto('/robots.txt');
  await upgradeDatabase(page, 99);
  const before = await dumpDatabase(page);

  await openScreen(page, '/expenses');
  await expect(page.getByText('This ledger was written by a newer Tallybook').first()).toBeVisible();
  await expect(page.getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('status')).toHaveText(
    'Not saved: this ledger was written by a newer Tallybook',
  );

  await openScreen(page, '/expenses/new');
  await typeExpense(page, { amount: '7', description: 'Not now' });
  await formOf(page).save.click();
  await expect(page.getByRole('alert')).toContainText('Not saved');
  await expect(formOf(page).description).toHaveValue('Not now');

  await openScreen(page, '/backup');
  const { text } = await savedFile(page, () => page.getByRole('button', { name: 'Save backup' }).click());
  expect(text).toContain('From before');
  expect(text).toContain('Also from before');
  await page.goto('/robots.txt');
  expect(await dumpDatabase(page)).toBe(before);
});

test('a tab that was open while a newer app upgraded writes no more, says so and keeps the text', async ({
  page,
  context,
}) => {
  await addExpense(page, { amount: '5', description: 'From before' });
  await openScreen(page, '/expenses/new');
  await typeExpense(page, { amount: '7', description: 'Half-typed' });
  const newer = await context.newPage();
  await newer.goto('/robots.txt');
  await upgradeDatabase(newer, 99);
  await expect(page.getByRole('status')).toHaveText('Not saved: Tallybook was updated in another tab');
  await formOf(page).save.click();
  await expect(page.getByRole('alert')).toContainText('Not saved');
  await expect(formOf(page).description).toHaveValue('Half-typed');
  const stored = await dumpDatabase(newer);
  expect(stored).toContain('Half-typed');
  expect(JSON.parse(stored)).toMatchObject({
    revisions: [{}],
    drafts: [{ fields: { title: 'Half-typed' } }],
  });
  await expect(rowOf(page, 'Half-typed')).toHaveCount(0);
});
