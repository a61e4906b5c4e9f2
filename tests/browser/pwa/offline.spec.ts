import { expect, testWithOwnServer as test } from '../../support/fixtures.ts';
import { waitForServiceWorker } from '../../support/service-worker.ts';

test('with the network cut and the server dead, the app reloads and starts cold without a request', async ({
  page,
  context,
  ownServer,
  problems,
}) => {
  problems.expect(/net::ERR_/);
  await page.goto('/');
  await waitForServiceWorker(page);
  await ownServer.kill();
  await context.setOffline(true);

  await page.reload();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();

  const cold = await context.newPage();
  const pastTheCache: string[] = [];
  cold.on('response', (response) => {
    if (!response.fromServiceWorker()) pastTheCache.push(response.url());
  });
  cold.on('requestfailed', (request) => pastTheCache.push(request.url()));
  await cold.goto('/expenses/new');
  await expect(cold.getByRole('textbox', { name: 'Amount' })).toBeVisible();
  await expect(cold.getByRole('button', { name: 'Save expense' })).toBeVisible();
  expect(pastTheCache).toEqual([]);
});

test('with the server dead and the network up, every screen still opens', async ({
  page,
  ownServer,
  problems,
}) => {
  problems.expect(/net::ERR_/);
  await page.goto('/');
  await waitForServiceWorker(page);
  await ownServer.kill();

  await page.goto('/expenses');
  await expect(page.getByRole('heading', { name: 'Expenses' })).toBeVisible();
  await page.goto('/expenses/new');
  await expect(page.getByRole('textbox', { name: 'Description' })).toBeVisible();
  await page.goto('/?source=pwa');
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
});
