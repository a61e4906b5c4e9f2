import type { Locator, Page } from '@playwright/test';

/** What a person types into the form of an expense; a field that is left out stays as the form has it. */
export interface TypedExpense {
  kind?: 'Expense' | 'Income' | 'Refund';
  amount?: string;
  /** A code such as 'JPY'. */
  currency?: string;
  description?: string;
  /** As the screen names it. */
  category?: string;
  /** 'YYYY-MM-DD' */
  date?: string;
  note?: string;
}

/** The form of an expense by the names that people and bookmarks rely on. */
export function formOf(page: Page) {
  return {
    amount: page.getByRole('textbox', { name: 'Amount' }),
    currency: page.getByRole('combobox', { name: 'Currency' }),
    description: page.getByRole('textbox', { name: 'Description' }),
    category: page.getByRole('combobox', { name: 'Category' }),
    date: page.getByLabel('Date'),
    note: page.getByRole('textbox', { name: 'Note' }),
    save: page.getByRole('button', { name: 'Save expense' }),
    delete: page.getByRole('button', { name: 'Delete' }),
    kind: (name: string) => page.getByRole('radio', { name }),
  };
}

/** Types in the order of the form. */
export async function typeExpense(page: Page, typed: TypedExpense): Promise<void> {
  const form = formOf(page);
  if (typed.kind !== undefined) await form.kind(typed.kind).check();
  if (typed.amount !== undefined) await form.amount.fill(typed.amount);
  if (typed.currency !== undefined) await form.currency.selectOption(typed.currency);
  if (typed.description !== undefined) await form.description.fill(typed.description);
  if (typed.category !== undefined) await form.category.selectOption({ label: typed.category });
  if (typed.date !== undefined) await form.date.fill(typed.date);
  if (typed.note !== undefined) await form.note.fill(typed.note);
}

/** The row of an expense by a text in it. */
export function rowOf(page: Page, text: string | RegExp): Locator {
  return page.getByRole('listitem').filter({ hasText: text });
}

/** Resolves once `path` is open, its entries are there and it can be used. */
export async function openScreen(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
}

/** Opens the form, types, saves and resolves when the list is there with the row. Needs a description. */
export async function addExpense(page: Page, typed: TypedExpense & { description: string }): Promise<void> {
  await openScreen(page, '/expenses/new');
  await typeExpense(page, typed);
  await formOf(page).save.click();
  await rowOf(page, typed.description).waitFor();
  await arrivedAtList(page);
}

/**
 * Resolves once the form has given way to the list. A wide window shows the rows beside the form, so that a row
 * says nothing about it; and leaving for another page while the app is on its way ends in an aborted visit.
 */
export async function arrivedAtList(page: Page): Promise<void> {
  await page.waitForURL((url) => url.pathname === '/expenses');
}
