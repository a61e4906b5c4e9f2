import { expect, test } from '../../../support/fixtures.ts';
import { arrivedAtList, formOf, openScreen, rowOf } from '../../../support/app-screens.ts';

test.beforeEach(async ({ page }) => {
  await page.clock.setFixedTime('2026-11-22T12:00:00Z');
});

test('one line makes a whole expense', async ({ page }) => {
  const form = formOf(page);
  await openScreen(page, '/expenses/new');
  await page.getByRole('button', { name: 'In one line' }).click();
  await page.getByRole('textbox', { name: 'Quick entry' }).fill('12.50 coffee yesterday #work');
  await expect(page.getByRole('list', { name: 'Understood as' }).getByRole('button')).toHaveCount(3);
  await expect(form.amount).toHaveValue('12.50');
  await expect(form.description).toHaveValue('coffee');
  await expect(form.date).toHaveValue('2026-11-21');
  await expect(form.category).toHaveValue('eating-out');
  await form.save.click();
  await arrivedAtList(page);
  await expect(rowOf(page, 'coffee')).toContainText('12.50');

  // A tag is seen in the form and found by the search.
  await page.getByRole('searchbox', { name: 'Search' }).fill('#work');
  await expect(page.getByText('1 entry matches')).toBeVisible();
  await rowOf(page, 'coffee').getByRole('link').click();
  await expect(form.date).toHaveValue('2026-11-21');
  await expect(page.getByRole('button', { name: 'Take out work' })).toBeVisible();
});

test('a guess that is declined becomes part of the name', async ({ page }) => {
  const form = formOf(page);
  await openScreen(page, '/expenses/new');
  await page.getByRole('button', { name: 'In one line' }).click();
  const line = page.getByRole('textbox', { name: 'Quick entry' });
  await line.fill('7.90 Yesterday magazine');
  await expect(form.date).toHaveValue('2026-11-21');
  await page.getByRole('button', { name: '“Yesterday” is part of the name' }).click();
  await expect(form.date).toHaveValue('2026-11-22');
  await expect(form.description).toHaveValue('Yesterday magazine');
  await expect(line).toBeFocused();
  await form.save.click();
  await arrivedAtList(page);
  await expect(rowOf(page, 'Yesterday magazine')).toContainText('7.90');
});

test('what is changed below the line stays when the line goes on, and when it is closed', async ({
  page,
}) => {
  const form = formOf(page);
  await openScreen(page, '/expenses/new');
  await page.getByRole('button', { name: 'In one line' }).click();
  const line = page.getByRole('textbox', { name: 'Quick entry' });
  await line.fill('9 stamps');
  await form.date.fill('2026-11-19');
  await line.fill('9.50 stamps');
  await expect(form.amount).toHaveValue('9.50');
  await expect(form.date).toHaveValue('2026-11-19');
  await line.press('Escape');
  await expect(page.getByRole('button', { name: 'In one line' })).toBeFocused();
  await expect(form.description).toHaveValue('stamps');
  await expect(form.amount).toHaveValue('9.50');
});
