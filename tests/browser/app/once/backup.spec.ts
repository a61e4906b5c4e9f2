import type { Page } from '@playwright/test';
import { expect, test } from '../../../support/fixtures.ts';
import { addExpense, formOf, openScreen, rowOf, arrivedAtList } from '../../../support/app-screens.ts';
import { savedFile } from '../../../support/downloads.ts';
import { readRevisions } from '../../../support/ledger-rows.ts';

async function choose(page: Page, text: string): Promise<void> {
  await page
    .getByLabel('Backup to restore')
    .setInputFiles({ name: 'backup.json', mimeType: 'application/json', buffer: Buffer.from(text) });
}

/** A backup as the app saves it, of two entries and a deleted one. */
async function makeBackup(page: Page): Promise<string> {
  await addExpense(page, { amount: '5', description: 'One', note: 'with a note' });
  await addExpense(page, { amount: '1280', currency: 'JPY', description: 'Two' });
  await addExpense(page, { amount: '7', currency: 'EUR', description: 'Three' });
  await rowOf(page, 'Three').getByRole('link').click();
  await formOf(page).delete.click();
  await expect(rowOf(page, 'Three')).toHaveCount(0);
  await arrivedAtList(page);
  await openScreen(page, '/backup');
  const { text } = await savedFile(page, () => page.getByRole('button', { name: 'Save backup' }).click());
  await expect(page.getByText(/^Backup saved as tallybook-backup-/)).toBeVisible();
  return text;
}

test('a backup restores everything into an empty profile, byte for byte, and a second time adds nothing', async ({
  page,
  browser,
  baseURL,
  problems,
}) => {
  const text = await makeBackup(page);
  const original = await readRevisions(page);
  expect(original).toHaveLength(4);

  const elsewhere = await browser.newContext(baseURL === undefined ? {} : { baseURL, locale: 'en-GB' });
  await problems.watch(elsewhere);
  const other = await elsewhere.newPage();
  await openScreen(other, '/backup');
  await other.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(other.getByText('Choose a backup file first.')).toBeVisible();
  await choose(other, text);
  await expect(other.getByText('4 changes are new here')).toBeVisible();
  await expect(other.getByText(/changed or damaged/)).toHaveCount(0);
  expect(await readRevisions(other)).toEqual([]);
  await other.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(other.getByText('Restored 4 changes.')).toBeVisible();
  expect(await readRevisions(other)).toEqual(original);

  await choose(other, text);
  await expect(other.getByText('Everything in this file is here already.')).toBeVisible();
  await other.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(other.getByText(/nothing was added/)).toBeVisible();
  expect(await readRevisions(other)).toEqual(original);

  await openScreen(other, '/expenses');
  await expect(other.getByRole('listitem')).toHaveCount(2);
  await expect(rowOf(other, 'Two')).toContainText('1,280');
  await openScreen(other, '/expenses/bin');
  await expect(rowOf(other, 'Three')).toBeVisible();
  await elsewhere.close();
});

test('a file that is no whole, readable backup is refused with the reason, and nothing is written', async ({
  page,
}) => {
  const text = await makeBackup(page);
  const before = await readRevisions(page);
  const refusals: readonly [file: string, says: RegExp][] = [
    [text.slice(0, Math.floor(text.length / 2)), /cut short/],
    [text.replaceAll('"', "'"), /not a backup/],
    ['', /empty|not a backup|cut off/],
    ['{"format":"somebody-elses","version":1}', /something else than a Tallybook backup/],
    [text.replace('"version":1', '"version":2'), /newer Tallybook/],
    [text.replace('"revisions":[', '"revisions":{},"other":['), /damaged/],
  ];
  for (const [file, says] of refusals) {
    await choose(page, file);
    await expect(page.getByLabel('Backup to restore')).toHaveAccessibleDescription(says);
    await page.getByRole('button', { name: 'Restore', exact: true }).click();
    await expect(page.getByLabel('Backup to restore')).toHaveAccessibleDescription(says);
  }
  expect(await readRevisions(page)).toEqual(before);
});

test('one bad row does not spoil the rest: it is counted, the others are restored', async ({
  page,
  browser,
  baseURL,
  problems,
}) => {
  const text = await makeBackup(page);
  const spoiled = text.replace(/\["(e_[\w-]+)","/, '["$1","{not json ');
  expect(spoiled).not.toBe(text);
  const elsewhere = await browser.newContext(baseURL === undefined ? {} : { baseURL, locale: 'en-GB' });
  await problems.watch(elsewhere);
  const other = await elsewhere.newPage();
  await openScreen(other, '/backup');
  await choose(other, spoiled);
  await expect(other.getByText('1 row cannot be read and is left out')).toBeVisible();
  await expect(other.getByText('3 changes are new here')).toBeVisible();
  await expect(other.getByText(/changed or damaged/)).toBeVisible();
  await other.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(other.getByText('Restored 3 changes.')).toBeVisible();
  expect(await readRevisions(other)).toHaveLength(3);
  await elsewhere.close();
});
