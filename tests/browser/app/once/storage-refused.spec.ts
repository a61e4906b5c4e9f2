import { expect, test } from '../../../support/fixtures.ts';
import { addExpense, formOf, openScreen, rowOf, typeExpense } from '../../../support/app-screens.ts';
import { answerAgain, breakStorage } from '../../../support/broken-storage.ts';
import { savedFile } from '../../../support/downloads.ts';

for (const how of ['missing', 'throwing'] as const) {
  test(`without storage (${how}) the app says so and keeps what is typed in sight`, async ({ page }) => {
    await breakStorage(page, how);
    await openScreen(page, '/expenses/new');
    const form = formOf(page);
    await typeExpense(page, { amount: '12', description: 'Not kept', note: 'not at all' });
    await form.save.click();
    await expect(page.getByRole('status')).toHaveText('Not saved: this browser lets no site store data here');
    await expect(page.getByText('Nothing will be kept on this device').first()).toBeVisible();
    await expect(page).toHaveURL(/\/expenses\/new$/);
    await expect(form.amount).toHaveValue('12');
    await expect(form.description).toHaveValue('Not kept');
    await expect(form.note).toHaveValue('not at all');

    await openScreen(page, '/');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tallybook cannot open its ledger');
    await page.getByRole('button', { name: 'Save backup' }).click();
    await expect(page.getByText(/^Nothing could be read this time/)).toBeVisible();
  });
}

test('storage that never answers is given up after five seconds, not waited for', async ({ page }) => {
  await breakStorage(page, 'silent');
  await page.clock.install();
  await page.goto('/');
  await page.getByRole('status').waitFor();
  await page.clock.fastForward(5_100);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tallybook cannot open its ledger');
  await expect(page.getByRole('status')).toHaveText('Not saved: the browser’s storage does not answer');
});

test('the recovery screen saves a backup as soon as anything can be read', async ({ page }) => {
  await addExpense(page, { amount: '5', description: 'Still in there' });
  await breakStorage(page, 'silent');
  await page.clock.install();
  await page.goto('/');
  await page.getByRole('status').waitFor();
  await page.clock.fastForward(5_100);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tallybook cannot open its ledger');

  await answerAgain(page);
  const { name, text } = await savedFile(page, () =>
    page.getByRole('button', { name: 'Save backup' }).click(),
  );
  expect(name).toMatch(/^tallybook-backup-\d{4}-\d\d-\d\d\.json$/);
  expect(text).toContain('Still in there');
  await page.goto('/expenses');
  await expect(rowOf(page, 'Still in there')).toContainText('5.00');
});
