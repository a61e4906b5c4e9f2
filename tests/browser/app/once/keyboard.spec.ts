import type { Page } from '@playwright/test';
import { expect, test } from '../../../support/fixtures.ts';
import { addExpense, arrivedAtList, formOf, openScreen, rowOf } from '../../../support/app-screens.ts';
import { focusedName, tabTo } from '../../../support/keyboard.ts';

/** Each stop on the way from the focused element by Tab, until `last` or until the focus has come round. */
async function stopsUntil(page: Page, last: string): Promise<string[]> {
  const stops = [await focusedName(page)];
  while (stops.at(-1) !== last && stops.length < 60) {
    await page.keyboard.press('Tab');
    const name = await focusedName(page);
    // A date input is one control of several stops.
    if (name !== stops.at(-1)) stops.push(name);
  }
  return stops;
}

test('Tab leads from the amount to Save in the order of the screen', async ({ page }) => {
  await page.clock.setFixedTime('2026-11-22T12:00:00Z');
  await openScreen(page, '/expenses/new');
  await expect(formOf(page).amount).toBeFocused();
  expect(await stopsUntil(page, 'Save expense')).toEqual([
    'Amount',
    'Currency',
    'Description',
    'Category',
    'Date',
    'Today',
    'Yesterday',
    'Friday',
    'Note',
    'Tags',
    'Keep as a template',
    'Save expense',
  ]);
});

test('Enter in the description saves, and in the note makes a new line', async ({ page }) => {
  await openScreen(page, '/expenses/new');
  await page.keyboard.type('4.20');
  await tabTo(page, 'Note');
  await page.keyboard.type('one');
  await page.keyboard.press('Enter');
  await page.keyboard.type('two');
  await expect(formOf(page).note).toHaveValue('one\ntwo');
  await formOf(page).description.focus();
  await page.keyboard.type('Coffee');
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'Coffee')).toContainText('4.20');
});

test('the kind is chosen by arrow keys, as one stop of Tab', async ({ page }) => {
  await openScreen(page, '/expenses/new');
  await page.keyboard.press('Shift+Tab');
  await expect(formOf(page).kind('Expense')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(formOf(page).kind('Income')).toBeChecked();
  await page.keyboard.press('ArrowRight');
  await expect(formOf(page).kind('Refund')).toBeChecked();
  await page.keyboard.press('Tab');
  await expect(formOf(page).amount).toBeFocused();
});

test('the first stop skips to the content', async ({ page }) => {
  await addExpense(page, { amount: '1', description: 'Something' });
  for (const path of ['/', '/expenses', '/settings']) {
    await openScreen(page, path);
    await page.keyboard.press('Tab');
    expect(await focusedName(page)).toBe('Skip to content');
    await expect(page.getByRole('link', { name: 'Skip to content' })).toBeInViewport();
    await page.keyboard.press('Enter');
    await expect(page.locator('#content')).toBeFocused();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
  }
});

/** Whether the focused element, what is around it or the label beside it looks another way than before it had the focus. */
async function watchFocusMark(page: Page): Promise<() => Promise<boolean>> {
  const watch = await page.evaluateHandle(() => {
    const look = (element: Element) => {
      const places = [element, element.parentElement, element.nextElementSibling];
      return places.map((place) => {
        if (!place) return '';
        const { outline, borderColor, boxShadow, transform } = getComputedStyle(place);
        return [outline, borderColor, boxShadow, transform].join();
      });
    };
    (document.activeElement as HTMLElement | null)?.blur();
    const before = new Map([...document.querySelectorAll('*')].map((element) => [element, look(element)]));
    return () => {
      const focused = document.activeElement;
      const unfocused = focused === null ? undefined : before.get(focused);
      if (focused === null || unfocused === undefined) return false;
      return look(focused).some((at, i) => at !== unfocused[i]);
    };
  });
  return () => watch.evaluate((isMarked) => isMarked());
}

test('every stop shows where the focus is, and Tab comes out of every screen again', async ({ page }) => {
  await addExpense(page, { amount: '1', description: 'Something' });
  for (const path of ['/', '/expenses', '/expenses/new', '/backup', '/settings', '/settings/appearance']) {
    await openScreen(page, path);
    // What is read from the device comes after the heading, and is to be compared as well.
    if (path === '/' || path.startsWith('/expenses'))
      await page.getByText('Something').first().waitFor({ state: 'attached' });
    await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
    const isMarked = await watchFocusMark(page);
    const unmarked: string[] = [];
    const seen = new Set<string>();
    for (let presses = 0; ; presses++) {
      expect(presses, `Tab is trapped on ${path}: ${[...seen].join(', ')}`).toBeLessThan(80);
      await page.keyboard.press('Tab');
      const name = await focusedName(page);
      if (name === '') break;
      // The calendar button inside a date input has a mark that only the browser knows of.
      if (!(await isMarked()) && !seen.has(name)) unmarked.push(name);
      seen.add(name);
    }
    expect(unmarked, `stops without a visible focus on ${path}`).toEqual([]);
    expect(seen.size).toBeGreaterThan(1);
  }
});

test('adding, finding, editing, deleting and undoing need no mouse', async ({ page }) => {
  await openScreen(page, '/');
  await tabTo(page, 'Add expense');
  await page.keyboard.press('Enter');
  await expect(formOf(page).amount).toBeFocused();
  await page.keyboard.type('12.50+3*2');
  await tabTo(page, 'Description');
  await page.keyboard.type('Lunch with Ana');
  await tabTo(page, 'Category');
  await page.keyboard.type('Eat');
  await page.keyboard.press('Tab');
  await tabTo(page, 'Save expense');
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'Lunch with Ana')).toContainText('Eating out');
  // Leaving the form sets the focus back to the top of the page: what is typed before that goes nowhere.
  await expect(page).not.toHaveURL(/\/new/);
  await expect(formOf(page).amount).toBeHidden();

  await tabTo(page, 'Search');
  await page.keyboard.type('lunch');
  await expect(page.getByText('1 entry matches')).toBeVisible();
  await tabTo(page, /^Lunch with Ana/);
  await page.keyboard.press('Enter');
  await expect(formOf(page).amount).toHaveValue('18.50');
  await tabTo(page, 'Amount');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('20');
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'Lunch with Ana')).toContainText('20.00');
  await expect(formOf(page).amount).toBeHidden();

  await tabTo(page, /^Lunch with Ana/);
  await page.keyboard.press('Enter');
  await expect(formOf(page).amount).toHaveValue('20.00');
  await tabTo(page, 'Delete');
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'Lunch with Ana')).toHaveCount(0);
  await expect(formOf(page).amount).toBeHidden();
  await tabTo(page, 'Undo');
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'Lunch with Ana')).toContainText('20.00');
});

test('Escape empties the search and leaves a form, which keeps what was typed', async ({ page }) => {
  await addExpense(page, { amount: '1', description: 'Something' });
  await openScreen(page, '/expenses');
  await tabTo(page, 'Search');
  await page.keyboard.type('nothing like it');
  await expect(page.getByText('Nothing matches “nothing like it”.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(rowOf(page, 'Something')).toBeVisible();

  await openScreen(page, '/expenses/new');
  await page.keyboard.type('12');
  await page.keyboard.press('Escape');
  await arrivedAtList(page);
  await openScreen(page, '/expenses/new');
  await expect(formOf(page).amount).toHaveValue('12');
});
