import { expect, testWithOwnServer as test } from '../../../support/fixtures.ts';
import { addExpense, formOf, openScreen, rowOf, typeExpense } from '../../../support/app-screens.ts';
import { waitForServiceWorker } from '../../../support/service-worker.ts';

test('what was logged after a first visit on a nested link is there after a reload and in another page', async ({
  page,
  context,
}) => {
  await addExpense(page, { amount: '9.99', description: 'First of all' });
  await page.reload();
  await expect(rowOf(page, 'First of all')).toContainText('9.99');
  await page.close();
  const again = await context.newPage();
  await openScreen(again, '/');
  await expect(rowOf(again, 'First of all')).toContainText('9.99');
});

test('with the server dead and no network, logging goes on and nothing is lost', async ({
  page,
  context,
  ownServer,
  problems,
}) => {
  problems.expect(/net::ERR_/);
  await addExpense(page, { amount: '1', description: 'Before the cut' });
  await addExpense(page, { amount: '2', description: 'Deleted without a network' });
  await waitForServiceWorker(page);
  await ownServer.kill();
  await context.setOffline(true);

  await addExpense(page, { amount: '3', description: 'Added without a network' });
  await rowOf(page, 'Before the cut').getByRole('link').click();
  await typeExpense(page, { amount: '1.50' });
  await formOf(page).save.click();
  await expect(rowOf(page, 'Before the cut')).toContainText('1.50');
  await rowOf(page, 'Deleted without a network').getByRole('link').click();
  await formOf(page).delete.click();
  await expect(rowOf(page, 'Deleted without a network')).toHaveCount(0);
  await expect(page.getByRole('status')).toHaveText('Saved on this device');

  await page.close();
  const again = await context.newPage();
  await openScreen(again, '/expenses');
  await expect(again.getByRole('listitem')).toHaveCount(2);
  await expect(rowOf(again, 'Added without a network')).toContainText('3.00');
  await expect(rowOf(again, 'Before the cut')).toContainText('1.50');
  await again.reload();
  await expect(again.getByRole('listitem')).toHaveCount(2);
});
