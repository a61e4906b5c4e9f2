import { addEntry } from '@tallybook/shared/class-doc/commands/add-entry';
import { openScreen, rowOf, typeExpense } from '../../support/app-screens.ts';
import { classTest as test, type Phone, type Phones } from '../../support/class-phones.ts';
import {
  addLinkOfClass,
  addClassExpense,
  createClass,
  editClassExpense,
  entryRows,
  expectSynced,
  formOfClass,
  joinClass,
  openClass,
  openEntry,
  readToTheEnd,
  settleUpText,
} from '../../support/class-screens.ts';
import { seedRealisticClass } from '../../support/class-realistic.ts';
import { sendAll } from '../../support/class-seeding.ts';
import { expect } from '../../support/fixtures.ts';

/** Two people with the same class open. */
async function twoInAClass(phones: Phones): Promise<{ anna: Phone; bea: Phone; classId: string }> {
  const anna = await phones.signedUp('Anna');
  const bea = await phones.signedUp('Bea');
  const { classId, code } = await createClass(anna.page, 'Flat');
  await expectSynced(anna.page);
  await joinClass(bea.page, code);
  await expect(anna.page.getByText('Bea').first()).toBeVisible();
  return { anna, bea, classId };
}

test('what another adds arrives while one types, and nothing typed moves or goes', async ({ phones }) => {
  const { anna, bea } = await twoInAClass(phones);
  await addLinkOfClass(anna.page).click();
  const form = formOfClass(anna.page);
  await typeExpense(anna.page, { amount: '12.50+', description: 'Rent' });
  await form.amount.focus();
  const before = await form.amount.boundingBox();
  const width = () => form.save.boundingBox();
  const saveBefore = await width();
  await addClassExpense(bea.page, { amount: '9', description: 'Milk' });
  await addClassExpense(bea.page, { amount: '8', description: 'Bread' });
  await expectSynced(anna.page);
  await expect(form.amount).toHaveValue('12.50+');
  await expect(form.amount).toBeFocused();
  await expect(form.description).toHaveValue('Rent');
  expect(await form.amount.boundingBox()).toEqual(before);
  expect(await width()).toEqual(saveBefore);
  await anna.page.keyboard.type('2');
  await form.save.click();
  await expect(rowOf(anna.page, 'Rent')).toContainText('14.50');
  await expect(rowOf(anna.page, 'Bread')).toContainText('8.00');
  await expect(rowOf(bea.page, 'Rent')).toContainText('14.50');
});

test('a row that one reads stays where it is when others arrive above it', async ({ phones, server }) => {
  const seeded = await seedRealisticClass(server.origin, '2026-11-01');
  const [a, b] = seeded.members;
  if (!a || !b) throw new RangeError('The class has members');
  const { page } = await phones.signedIn(a);
  await openClass(page, seeded.classId);
  const read = rowOf(page, 'Rental car');
  await readToTheEnd(page);
  const rows = await entryRows(page).count();
  // Names come with the list of members, and a long one makes a row a line higher.
  await expect(page.getByText('Someone not yet synced')).toHaveCount(0);
  await read.scrollIntoViewIfNeeded();
  const topOf = async () => Math.round((await read.boundingBox())?.y ?? -1);
  // Days that come into sight are drawn in the next frame, and only then have their own height.
  await expect(async () => {
    const jumpedTo = await topOf();
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    expect(await topOf()).toBe(jumpedTo);
  }).toPass();
  const before = await topOf();
  const { memberId } = b.membership;
  b.device.nowMs = Date.now();
  b.device.run((ledger, context) =>
    addEntry(
      ledger,
      {
        money: {
          kind: 'expense',
          amountMinor: 500,
          currency: 'EUR',
          payers: [[memberId, 500]],
          split: { mode: 'equally', memberIds: [memberId, a.membership.memberId] },
        },
        day: '2026-11-02',
        title: 'Newest of all',
        category: '',
        note: '',
      },
      context,
    ),
  );
  await sendAll(seeded);
  await expect(rowOf(page, 'Newest of all')).toContainText('5.00');
  await expect(entryRows(page)).toHaveCount(rows + 1);
  expect(await topOf()).toBe(before);
});

test('an edit of the entry that one has open keeps both what was typed and what came', async ({ phones }) => {
  const { anna, bea } = await twoInAClass(phones);
  await addClassExpense(anna.page, { amount: '20', description: 'Lamp' });
  await expect(rowOf(bea.page, 'Lamp')).toContainText('20.00');
  await openEntry(bea.page, 'Lamp');
  await typeExpense(bea.page, { description: 'Lamp for the hall' });
  await editClassExpense(anna.page, 'Lamp', { amount: '25' });
  const form = formOfClass(bea.page);
  await expect(bea.page.getByText(/Anna changed this entry/)).toBeVisible();
  await expect(form.description).toHaveValue('Lamp for the hall');
  await form.save.click();
  for (const { page } of [anna, bea]) await expect(rowOf(page, 'Lamp for the hall')).toContainText('25.00');
});

test('an entry deleted elsewhere while it is open says so, and can be restored and saved', async ({
  phones,
}) => {
  const { anna, bea } = await twoInAClass(phones);
  await addClassExpense(anna.page, { amount: '20', description: 'Lamp' });
  await expect(rowOf(bea.page, 'Lamp')).toBeVisible();
  await openEntry(bea.page, 'Lamp');
  await typeExpense(bea.page, { amount: '22' });
  await openEntry(anna.page, 'Lamp');
  await formOfClass(anna.page).delete.click();
  await expect(entryRows(anna.page)).toHaveCount(0);
  await expect(
    bea.page
      .getByRole('main')
      .getByText(/deleted/i)
      .first(),
  ).toBeVisible();
  await expect(formOfClass(bea.page).amount).toHaveValue('22');
  await bea.page.getByRole('button', { name: 'Restore' }).click();
  await expect(formOfClass(bea.page).amount).toHaveValue('22');
  await formOfClass(bea.page).save.click();
  for (const { page } of [anna, bea]) await expect(rowOf(page, 'Lamp')).toContainText('22.00');
});

test('who else has the class open is shown, and no longer when they leave', async ({ phones }) => {
  const { anna, bea } = await twoInAClass(phones);
  const here = anna.page.getByText(/^Here now: .*Bea/);
  await expect(here).toBeVisible();
  await openScreen(bea.page, '/expenses');
  await expect(here).toBeHidden();
});

test('a second tab of the same person follows, and the plan too', async ({ phones }) => {
  const { anna, classId } = await twoInAClass(phones);
  const other = await anna.context.newPage();
  await other.goto(`/classes/${classId}`);
  await expectSynced(other);
  await addClassExpense(anna.page, { amount: '10', description: 'Milk' });
  await expect(rowOf(other, 'Milk')).toContainText('10.00');
  await expect.poll(() => settleUpText(other)).toBe(await settleUpText(anna.page));
  await expect(other.getByRole('region', { name: 'Settle up' })).toContainText('Bea pays Anna');
});
