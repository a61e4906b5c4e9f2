import { expect, test } from '../../../support/fixtures.ts';
import {
  addExpense,
  formOf,
  openScreen,
  rowOf,
  typeExpense,
  arrivedAtList,
} from '../../../support/app-screens.ts';
import { controlRoom, limitQuota } from '../../../support/broken-storage.ts';
import { savedFile } from '../../../support/downloads.ts';

test('a full device: nothing is claimed or lost, a backup can be saved, and saving works when there is room', async ({
  page,
}) => {
  const device = await controlRoom(page);
  await addExpense(page, { amount: '1', description: 'Before it was full' });
  await page.getByRole('link', { name: 'Add expense' }).click();
  const form = formOf(page);
  await device.fill();
  await typeExpense(page, { amount: '12', description: 'One too many' });
  await form.save.click();
  await expect(page.getByRole('status')).toHaveText('Not saved: this device is full');
  await expect(page.getByRole('alert')).toContainText('Not saved');
  await expect(page).toHaveURL(/\/expenses\/new$/);
  await expect(form.amount).toHaveValue('12');
  await expect(form.description).toHaveValue('One too many');

  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('status')).toHaveText('Not saved: this device is full');
  await expect(page.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: /^Data/ }).click();
  await page.getByRole('link', { name: /^Backup/ }).click();
  const { text } = await savedFile(page, () => page.getByRole('button', { name: 'Save backup' }).click());
  expect(text).toContain('Before it was full');

  await device.makeRoom();
  await page.getByRole('link', { name: 'Add expense' }).click();
  await expect(form.description).toHaveValue('One too many');
  await form.save.click();
  await expect(rowOf(page, 'One too many')).toContainText('12.00');
  await expect(page.getByRole('status')).toHaveText('Saved on this device');
  await arrivedAtList(page);
  await page.reload();
  await expect(page.getByRole('listitem')).toHaveCount(2);
});

test('deleting on a full device says that it did not happen, and the entry stays', async ({ page }) => {
  const device = await controlRoom(page);
  await addExpense(page, { amount: '1', description: 'Still there' });
  await rowOf(page, 'Still there').getByRole('link').click();
  await device.fill();
  await formOf(page).delete.click();
  await expect(page.getByRole('status')).toHaveText('Not saved: this device is full');
  await device.makeRoom();
  await openScreen(page, '/expenses');
  await expect(rowOf(page, 'Still there')).toBeVisible();
});

test('a restore that does not fit adds nothing and says why', async ({ page, browser, baseURL }) => {
  await addExpense(page, { amount: '1', description: 'Only one' });
  await openScreen(page, '/backup');
  const { text } = await savedFile(page, () => page.getByRole('button', { name: 'Save backup' }).click());
  const elsewhere = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const other = await elsewhere.newPage();
  const device = await controlRoom(other);
  await openScreen(other, '/backup');
  await other
    .getByLabel('Backup to restore')
    .setInputFiles({ name: 'backup.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await expect(other.getByText('1 change is new here')).toBeVisible();
  await device.fill();
  const restore = other.getByRole('button', { name: 'Restore', exact: true });
  await restore.click();
  await expect(other.getByRole('status')).toHaveText('Not saved: this device is full');
  await device.makeRoom();
  await restore.click();
  await expect(other.getByText('Restored 1 change.')).toBeVisible();
  await expect(other.getByRole('status')).toHaveText('Saved on this device');
  await elsewhere.close();
});

test("the browser's own quota is told as a full device, and what was saved before stays", async ({
  page,
  baseURL,
}) => {
  await page.goto('/robots.txt');
  await limitQuota(page, new URL(baseURL ?? '').origin, 100_000);
  const status = page.getByRole('status');
  let saved = 0;
  await openScreen(page, '/expenses');
  while ((await status.textContent()) === 'Saved on this device' && saved < 30) {
    await page.getByRole('link', { name: 'Add expense' }).click();
    await typeExpense(page, { amount: '1', description: `Number ${saved}`, note: 'n'.repeat(10_000) });
    await formOf(page).save.click();
    await rowOf(page, `Number ${saved}`).or(page.getByRole('alert')).first().waitFor();
    if (await rowOf(page, `Number ${saved}`).isVisible()) saved++;
  }
  await expect(status).toHaveText('Not saved: this device is full');
  await expect(formOf(page).description).toHaveValue(`Number ${saved}`);
  await page.getByRole('link', { name: 'Expenses' }).click();
  await expect(page.getByRole('listitem')).toHaveCount(saved);
});
