import { expect, testWithOwnServer as test } from '../../support/fixtures.ts';
import { readRevisions } from '../../support/ledger-rows.ts';
import { cacheContents, waitForServiceWorker } from '../../support/service-worker.ts';

test('SERVICE_WORKER=off takes the service worker and its caches away, and no record', async ({
  page,
  context,
  ownServer,
}) => {
  await page.goto('/expenses/new');
  await page.getByRole('textbox', { name: 'Amount' }).fill('12.50');
  await page.getByRole('textbox', { name: 'Description' }).fill('Coffee');
  await page.getByRole('button', { name: 'Save expense' }).click();
  await expect.poll(async () => (await readRevisions(page)).length).toBe(1);
  await waitForServiceWorker(page);
  const rowsBefore = await readRevisions(page);

  await ownServer.restart({ SERVICE_WORKER: 'off' });
  await page.goto('/expenses');
  // The browser looks for another worker in its own time after a page has opened.
  await expect.poll(() => cacheContents(page).catch(() => ['unread']), { timeout: 20_000 }).toEqual([]);
  const later = await context.newPage();
  await later.goto('/expenses');
  await expect(later.getByRole('listitem').filter({ hasText: 'Coffee' })).toContainText('12.50');
  expect(await readRevisions(later)).toEqual(rowsBefore);
  expect(await later.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
});
