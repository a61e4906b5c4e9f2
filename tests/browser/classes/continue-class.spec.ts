import { expectAccessible } from '../../support/accessibility.ts';
import { openScreen } from '../../support/app-screens.ts';
import { classTest as test } from '../../support/class-phones.ts';
import {
  addClassExpense,
  balancesText,
  classIdOf,
  createClass,
  expectSynced,
  joinClass,
} from '../../support/class-screens.ts';
import { expect } from '../../support/fixtures.ts';

test('a class is continued in a new one: balances go along, and the old one says where', async ({
  phones,
}) => {
  const { page } = await phones.signedUp('Anna');
  const bea = (await phones.signedUp('Bea')).page;
  const { code } = await createClass(page, 'Flat');
  const classId = classIdOf(page);
  await expectSynced(page);
  await joinClass(bea, code);
  // Who is here is known by name before they are in.
  await expect(page.getByText('Members: Anna, Bea')).toBeVisible();
  await addClassExpense(page, { amount: '10.01', description: 'Milk' });
  await expectSynced(page);
  const before = await balancesText(page);

  await openScreen(bea, `/classes/${classId}/continue`);
  await expect(bea.getByText('Only whoever runs the class can continue it')).toBeVisible();

  await openScreen(page, `/classes/${classId}/continue`);
  await expect(page.getByRole('textbox', { name: 'Name of the new class' })).toHaveValue('Flat 2');
  await expect(page.getByText('Anna (you)')).toBeVisible();
  await expect(page.getByRole('definition').first()).toContainText('5.0');
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'Name of the new class' }).fill(' ');
  await page.getByRole('button', { name: /^Continue in/ }).click();
  await expect(page.getByText('Give the new class a name.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Name of the new class' }).fill('Flat, on and on');
  await page.getByRole('button', { name: 'Continue in Flat, on and on' }).click();
  await expect(page.getByRole('heading', { name: 'Flat, on and on' })).toBeVisible();
  await expectSynced(page);
  expect(await balancesText(page)).toBe(before);

  await openScreen(page, '/classes');
  const archived = page.getByRole('link', { name: /Flat \(now Flat, on and on\)/ });
  await expect(async () => {
    // What stands above it is still being read, and moves it.
    if (!(await archived.isVisible())) await page.getByText(/^Archived/).click();
    await expect(archived).toBeVisible({ timeout: 500 });
  }).toPass();
  await openScreen(page, `/classes/${classId}/continue`);
  await expect(page.getByText('This class goes on as “Flat, on and on”.')).toBeVisible();
  await openScreen(bea, `/classes/${classId}/continue`);
  await expect(bea.getByText('Join it with the class ID')).toBeVisible();
});
