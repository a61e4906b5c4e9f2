import { expectAccessible } from '../../support/accessibility.ts';
import { openScreen, rowOf } from '../../support/app-screens.ts';
import { classTest as test } from '../../support/class-phones.ts';
import { seedRealisticClass } from '../../support/class-realistic.ts';
import { expectSynced, openClass } from '../../support/class-screens.ts';
import { expect } from '../../support/fixtures.ts';

test('a class is searched by words, amounts, tags of people and days, and Back finds the same place', async ({
  phones,
  server,
}) => {
  const seeded = await seedRealisticClass(server.origin, '2026-11-01');
  const [anna] = seeded.members;
  if (!anna) throw new RangeError('nobody');
  const { page } = await phones.signedIn(anna);
  await openClass(page, seeded.classId);
  await expectSynced(page);
  await openScreen(page, `/classes/${seeded.classId}/search`);
  const box = page.getByRole('searchbox', { name: 'Search', exact: true });
  const found = page.getByRole('list', { name: 'Found' }).getByRole('listitem');

  await test.step('by a word, from the keyboard', async () => {
    await box.blur();
    await page.keyboard.press('/');
    await expect(box).toBeFocused();
    await page.keyboard.type('petrol');
    await expect(found).toHaveCount(4);
    await expect(page.getByText('4 entries', { exact: true })).toBeVisible();
    await expect(page.getByText('€168.00 spent')).toBeVisible();
    await expect(found.first()).toContainText('Petrol');
    await expectAccessible(page);
  });

  await test.step('by an amount', async () => {
    await box.fill('42.00');
    await expect(found).toHaveCount(4);
  });

  await test.step('by a person, as who paid', async () => {
    await box.fill('');
    await expect(found).toHaveCount(0);
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('combobox', { name: 'Person' }).selectOption('Carlo');
    const all = await page.getByText(/^\d+ entries$/).innerText();
    await page.getByRole('combobox', { name: 'In which way' }).selectOption('Paid by them');
    await expect(page.getByText(/^\d+ entries$/)).not.toHaveText(all);
    await box.fill('bread');
    await expect(found).toHaveCount(4);
    for (const row of await found.all()) await expect(row).toContainText('Carlo');
    await expectAccessible(page);
  });

  await test.step('what is found opens, and Back has the same question, also over a reload', async () => {
    const address = page.url();
    await found.nth(2).getByRole('link').click();
    await expect(page).toHaveURL(/\/entries\//);
    await page.goBack();
    await expect(page).toHaveURL(address);
    await expect(box).toHaveValue('bread');
    await expect(found).toHaveCount(4);
    await expect(found.nth(2).getByRole('link')).toBeFocused();
    await page.reload();
    await expect(box).toHaveValue('bread');
    await expect(found).toHaveCount(4);
  });

  await test.step('where nothing is found, it says what to leave out', async () => {
    await box.fill('petrol');
    await expect(page.getByText('Nothing fits all of this.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Without paid by Carlo: 4 entries' }).click();
    await expect(found).toHaveCount(4);
    await expect(rowOf(page, 'Petrol').first()).toBeVisible();
  });
});
