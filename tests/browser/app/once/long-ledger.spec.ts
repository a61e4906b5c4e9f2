import { entryFromEntity } from '@tallybook/shared/personal/personal-entry';
import { foldLog } from '@tallybook/shared/revisions/fold';
import { expect, test } from '../../../support/fixtures.ts';
import { openScreen } from '../../../support/app-screens.ts';
import { generateRows } from '../../../support/realistic-data.ts';
import { restoreRows } from '../../../support/restore-rows.ts';

const COUNT = 5_000;
const MOST_NODES = 1_200;
const rows = generateRows(COUNT, 5, '2026-06-15', 1_000);
const entries = [...foldLog(rows).entities.values()].map(entryFromEntity).filter((entry) => entry !== null);
const oldestDay = entries.reduce((oldest, { day }) => (day < oldest ? day : oldest), '9999-12-31');

test('a ledger of 5,000 entries is opened, searched and read to its end', async ({ page }) => {
  await restoreRows(page, rows);
  await openScreen(page, '/expenses');
  const items = page.getByRole('main').getByRole('listitem');
  const nodes = () => page.evaluate(() => document.querySelectorAll('*').length);

  await test.step('opening shows the newest entries of the whole', async () => {
    await expect(items.first().getByRole('link')).toBeVisible();
    await expect(items.first()).toHaveAttribute('aria-posinset', '1');
    await expect(items.first()).toHaveAttribute('aria-setsize', String(COUNT));
    expect(await nodes()).toBeLessThan(MOST_NODES);
  });

  await test.step('a search finds exactly what matches', async () => {
    const matching = entries.filter(({ title }) => title.startsWith('Cinema ')).length;
    expect(matching).toBeGreaterThan(100);
    const search = page.getByRole('searchbox', { name: 'Search' });
    await search.fill('cinema');
    await expect(page.getByText(`${matching} entries match`)).toBeVisible();
    await expect(items.first()).toHaveAttribute('aria-setsize', String(matching));
    await expect(items.first()).toContainText('Cinema');
    expect(await nodes()).toBeLessThan(MOST_NODES);
    await search.fill('');
    await expect(items.first()).toHaveAttribute('aria-setsize', String(COUNT));
    await search.blur();
  });

  await test.step('the End key comes to the oldest entry', async () => {
    const oldest = page.locator(`main li[aria-posinset="${COUNT}"]`);
    await expect(async () => {
      await page.keyboard.press('End');
      await expect(oldest).toBeInViewport({ timeout: 500 });
    }).toPass();
    const id = (await oldest.getByRole('link').getAttribute('href'))?.replace('/expenses/', '');
    expect(entries.find((entry) => entry.id === id)?.day).toBe(oldestDay);
    await expect(oldest).toHaveAttribute('aria-setsize', String(COUNT));
    expect(await nodes()).toBeLessThan(MOST_NODES);
  });
});
