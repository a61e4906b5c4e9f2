import type { Phone } from '../../support/class-phones.ts';
import { classTestWithOwnServer as test } from '../../support/class-phones.ts';
import {
  addClassExpense,
  balancesText,
  createClass,
  deleteClassExpense,
  editClassExpense,
  entryRows,
  expectSynced,
  joinByLink,
  joinClass,
  openClass,
  recordSuggested,
  regionOf,
  settleUpText,
  signUp,
} from '../../support/class-screens.ts';
import { openScreen, rowOf } from '../../support/app-screens.ts';
import { expect } from '../../support/fixtures.ts';
import { waitForLaterParts } from '../../support/service-worker.ts';

test.setTimeout(240_000);

/** Everything is at the server, and every phone reads the same entries, balances and plan. */
async function expectSame(phones: readonly Phone[], entries: readonly (readonly [string, string])[]) {
  for (const { page } of phones) {
    await expectSynced(page);
    await expect(entryRows(page)).toHaveCount(entries.length);
    for (const [description, amount] of entries) await expect(rowOf(page, description)).toContainText(amount);
  }
  await expectSameFigures(phones);
}

async function expectSameFigures(phones: readonly Phone[]): Promise<void> {
  const read = async () =>
    Promise.all(phones.map(async ({ page }) => `${await balancesText(page)} | ${await settleUpText(page)}`));
  await expect.poll(async () => new Set(await read()).size, { message: 'different figures' }).toBe(1);
}

test('three phones: made offline, joined, cut, edited on both sides, server killed, settled to zero', async ({
  phones,
  ownServer,
  problems,
}) => {
  problems.expect(/net::ERR|NetworkError|Failed to fetch/);
  const anna = await phones.open('Anna');
  const bea = await phones.open('Bea');
  const carl = await phones.open('Carl');
  const everybody = [anna, bea, carl] as const;

  const { classId, code } = await test.step('sign up; create and record without a network', async () => {
    await signUp(anna.page, anna);
    await waitForLaterParts(anna.page);
    await anna.goOffline();
    const made = await createClass(anna.page, 'Lisbon');
    await addClassExpense(anna.page, { amount: '12.40', description: 'Guidebook' });
    await expect(anna.page.getByRole('status')).toHaveText('Offline');
    await anna.goOnline();
    await expectSynced(anna.page);
    return made;
  });

  await test.step('join by the class ID as typed, and by the link before there is an account', async () => {
    await signUp(bea.page, bea);
    await joinClass(bea.page, ` ${code.toLowerCase().replaceAll('-', ' ')} `);
    await openScreen(carl.page, `/join#${code}`);
    await signUp(carl.page, carl, `/join#${code}`);
    await expect(carl.page.getByRole('textbox', { name: 'Class ID' })).toHaveValue(code);
    await carl.page.getByRole('button', { name: 'Join class' }).click();
    await regionOf(carl.page, 'Settle up').waitFor();
    for (const { page } of everybody) {
      for (const { displayName } of everybody)
        await expect(page.getByText(displayName).first()).toBeVisible();
    }
    await expectSame(everybody, [['Guidebook', '12.40']]);
  });

  await test.step('splits among three and two arrive everywhere', async () => {
    await addClassExpense(anna.page, { amount: '60.30', description: 'Dinner' });
    await addClassExpense(bea.page, { amount: '20', description: 'Taxi', without: ['Carl'] });
    await addClassExpense(carl.page, { amount: '33.34', description: 'Museum', paidBy: 'Bea' });
    await expectSame(everybody, [
      ['Guidebook', '12.40'],
      ['Dinner', '60.30'],
      ['Taxi', '20.00'],
      ['Museum', '33.34'],
    ]);
    await expect(rowOf(anna.page, 'Dinner')).toContainText('you lent');
    await expect(rowOf(anna.page, 'Dinner')).toContainText('40.20');
    await expect(rowOf(carl.page, 'Dinner')).toContainText('you borrowed');
    await expect(rowOf(carl.page, 'Dinner')).toContainText('20.10');
    await expect(rowOf(carl.page, 'Taxi')).toContainText('not involved');
  });

  await test.step('the title on one phone and the amount on another, both offline: both are kept', async () => {
    await bea.goOffline();
    await carl.goOffline();
    await editClassExpense(bea.page, 'Dinner', { description: 'Dinner by the river' });
    await editClassExpense(carl.page, 'Dinner', { amount: '63.30' });
    await bea.goOnline();
    await carl.goOnline();
    await expectSame(everybody, [
      ['Guidebook', '12.40'],
      ['Dinner by the river', '63.30'],
      ['Taxi', '20.00'],
      ['Museum', '33.34'],
    ]);
  });

  await test.step('both amounts: the later one wins everywhere', async () => {
    await anna.goOffline();
    await bea.goOffline();
    await editClassExpense(anna.page, 'Taxi', { amount: '22' });
    await editClassExpense(bea.page, 'Taxi', { amount: '24' });
    await bea.goOnline();
    await anna.goOnline();
    await expectSame(everybody, [
      ['Guidebook', '12.40'],
      ['Dinner by the river', '63.30'],
      ['Taxi', '24.00'],
      ['Museum', '33.34'],
    ]);
  });

  await test.step('deleted on one phone, edited on another: it stays, and says so', async () => {
    await anna.goOffline();
    await carl.goOffline();
    await deleteClassExpense(carl.page, 'Museum');
    await editClassExpense(anna.page, 'Museum', { amount: '30' });
    await carl.goOnline();
    await anna.goOnline();
    await expectSame(everybody, [
      ['Guidebook', '12.40'],
      ['Dinner by the river', '63.30'],
      ['Taxi', '24.00'],
      ['Museum', '30.00'],
    ]);
    for (const { page } of everybody)
      await expect(rowOf(page, 'Museum')).toContainText(/edited while .* deleted/i);
  });

  await test.step('the server dies and comes back; one phone was offline for all of it', async () => {
    await carl.goOffline();
    await addClassExpense(carl.page, { amount: '7.50', description: 'Ice cream' });
    await ownServer.kill();
    await addClassExpense(anna.page, { amount: '9', description: 'Breakfast' });
    await expect(anna.page.getByRole('status')).not.toHaveText('Synced');
    await anna.page.reload();
    await expect(rowOf(anna.page, 'Breakfast')).toContainText('9.00');
    await expect(anna.page.getByRole('status')).toHaveText('Offline');
    await ownServer.restart();
    const withoutCarl = [
      ['Guidebook', '12.40'],
      ['Dinner by the river', '63.30'],
      ['Taxi', '24.00'],
      ['Museum', '30.00'],
      ['Breakfast', '9.00'],
    ] as const;
    await expectSame([anna, bea], withoutCarl);
    await carl.page.reload();
    await expect(rowOf(carl.page, 'Ice cream')).toContainText('7.50');
    await carl.goOnline();
    await expectSame(everybody, [...withoutCarl, ['Ice cream', '7.50']]);
  });

  await test.step('settled up to zero, the first payment in two parts', async () => {
    await recordSuggested(bea.page, '1');
    await expectSameFigures(everybody);
    for (let payments = 0; payments < 6; payments++) {
      const settled = regionOf(bea.page, 'Settle up').getByText('All settled up');
      await settled
        .or(
          regionOf(bea.page, 'Settle up')
            .getByText(/^Record payment/)
            .first(),
        )
        .waitFor();
      if (await settled.isVisible()) break;
      await recordSuggested(bea.page);
      await expectSynced(bea.page);
    }
    for (const { page } of everybody) {
      await expect(regionOf(page, 'Settle up')).toContainText('All settled up');
      await expectSynced(page);
    }
    await expectSameFigures(everybody);
  });

  await test.step('all of it is still so when everything is opened anew', async () => {
    await ownServer.restart();
    const before = await Promise.all(everybody.map(({ page }) => balancesText(page)));
    for (const { page } of everybody) await openClass(page, classId);
    await expectSameFigures(everybody);
    expect(await Promise.all(everybody.map(({ page }) => balancesText(page)))).toEqual(before);
    await joinByLink(anna.page, code);
    await expect(entryRows(anna.page).filter({ hasText: 'Guidebook' })).toHaveCount(1);
  });
});
