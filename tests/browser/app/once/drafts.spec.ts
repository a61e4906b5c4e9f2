import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from '../../../support/fixtures.ts';
import { formOf, openScreen, rowOf, typeExpense, arrivedAtList } from '../../../support/app-screens.ts';
import { readRevisions } from '../../../support/ledger-rows.ts';
import { crashPage } from '../../../support/page-crash.ts';
import { readDrafts } from '../../../support/stored-drafts.ts';

const draftTitles = async (page: Page) => (await readDrafts(page)).map(({ title }) => title);

async function openAgain(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await openScreen(page, path);
  return page;
}

test('a half-typed expense is back after a crash of the tab, and Start again empties it', async ({
  page,
  context,
}) => {
  await openScreen(page, '/expenses/new');
  await typeExpense(page, {
    kind: 'Refund',
    amount: '12.50+',
    currency: 'USD',
    description: 'Tic',
    note: 'two of\nthree',
  });
  await expect.poll(async () => (await readDrafts(page)).at(0)?.['note']).toBe('two of\nthree');
  await crashPage(page);

  const again = await openAgain(context, '/expenses/new');
  const form = formOf(again);
  await expect(again.getByText('Brought back what you had typed.')).toBeVisible();
  await expect(form.amount).toHaveValue('12.50+');
  await expect(form.currency).toHaveValue('USD');
  await expect(form.description).toHaveValue('Tic');
  await expect(form.note).toHaveValue('two of\nthree');
  await expect(form.kind('Refund')).toBeChecked();

  await again.getByRole('button', { name: 'Start again' }).click();
  await expect(form.amount).toHaveValue('');
  await expect(form.description).toHaveValue('');
  await expect.poll(() => draftTitles(again)).toEqual([]);
});

test('a half-done edit is back after a crash of the tab, and the entry is as it was', async ({
  page,
  context,
}) => {
  await openScreen(page, '/expenses/new');
  await typeExpense(page, { amount: '5', description: 'Book' });
  await formOf(page).save.click();
  await rowOf(page, 'Book').getByRole('link').click();
  await typeExpense(page, { description: 'Book about tides' });
  await expect.poll(() => draftTitles(page)).toEqual(['Book about tides']);
  await crashPage(page);

  const again = await openAgain(context, '/expenses');
  const row = rowOf(again, 'Book');
  await expect(row).not.toContainText('tides');
  await row.getByRole('link').click();
  await expect(formOf(again).description).toHaveValue('Book about tides');
  await formOf(again).save.click();
  await expect(rowOf(again, 'Book about tides')).toContainText('5.00');
  await expect.poll(() => draftTitles(again)).toEqual([]);
});

test('what was typed in the very last moment before leaving the page is kept', async ({ page }) => {
  await openScreen(page, '/expenses/new');
  await typeExpense(page, { amount: '7', description: 'Just now' });
  await page.reload();
  await expect(formOf(page).description).toHaveValue('Just now');
});

test('after saving no draft is left', async ({ page }) => {
  await openScreen(page, '/expenses/new');
  await typeExpense(page, { amount: '5', description: 'Stamps' });
  await expect.poll(() => draftTitles(page)).toEqual(['Stamps']);
  await formOf(page).save.click();
  await rowOf(page, 'Stamps').waitFor();
  await arrivedAtList(page);
  expect(await draftTitles(page)).toEqual([]);
  await openScreen(page, '/expenses/new');
  await expect(formOf(page).description).toHaveValue('');
});

test('a crash while saving leaves the draft or the record, never both and never neither', async ({
  context,
}) => {
  let savedBefore = 0;
  let draftsBefore = 0;
  for (const turnsBeforeCrash of [0, 1, 4, 16]) {
    const title = `crash after ${turnsBeforeCrash} turns`;
    const page = await openAgain(context, '/expenses/new');
    await typeExpense(page, { amount: '5', description: title });
    await expect.poll(() => draftTitles(page)).toContain(title);
    const session = await context.newCDPSession(page);
    const dead = page.waitForEvent('crash');
    await page.evaluate(async (turns) => {
      document.querySelector<HTMLButtonElement>('button[type=submit]')?.click();
      for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setTimeout(resolve));
    }, turnsBeforeCrash);
    // Answered by nobody.
    session.send('Page.crash').catch(() => undefined);
    await dead;
    await page.close();

    const witness = await openAgain(context, '/settings');
    const isRecord = (await readRevisions(witness)).some(({ json }) => json.includes(title));
    const isDraft = (await draftTitles(witness)).includes(title);
    await witness.close();
    expect([isRecord, isDraft].filter(Boolean), title).toHaveLength(1);
    if (isRecord) savedBefore++;
    else draftsBefore++;
  }
  expect(savedBefore + draftsBefore).toBe(4);
});
