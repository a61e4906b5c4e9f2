import type { Locator, Page } from '@playwright/test';
import { formOf, openScreen, rowOf, typeExpense, type TypedExpense } from './app-screens.ts';
import { expect } from './fixtures.ts';

export const PASSWORD = 'seven quiet herons';

/** Creates an account and goes on to `next`, past the recovery code. */
export async function signUp(
  page: Page,
  { username, displayName }: { username: string; displayName: string },
  next = '/classes',
): Promise<void> {
  await openScreen(page, `/sign-up?next=${encodeURIComponent(next)}`);
  await typeSignUp(page, { username, displayName });
  await passRecoveryCode(page);
}

/** Fills the screen that is open; ends on the recovery code. */
export async function typeSignUp(
  page: Page,
  { username, displayName }: { username: string; displayName: string },
): Promise<void> {
  await page.getByRole('textbox', { name: 'Username' }).fill(username);
  await page.getByRole('textbox', { name: 'Display name' }).fill(displayName);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
}

/** The code is shown once. */
async function passRecoveryCode(page: Page): Promise<void> {
  await page.waitForURL(/\/recovery-code/);
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/recovery-code'));
  await page.getByRole('heading', { level: 1 }).first().waitFor();
}

/** Fills the screen that is open. */
export async function typeSignIn(page: Page, username: string, password = PASSWORD): Promise<void> {
  await page.getByRole('textbox', { name: 'Username' }).fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** A class as its screen names it. */
export interface OpenedClass {
  readonly classId: string;
  /** `XXXX-XXXX-XXXX` */
  readonly code: string;
}

/** Creates a class by taps alone, so that it works without a network, and ends on its screen. */
export async function createClass(page: Page, name: string, currency = 'EUR'): Promise<OpenedClass> {
  await page.getByRole('link', { name: 'Classes' }).first().click();
  await page.getByRole('link', { name: 'New class' }).click();
  await page.getByRole('textbox', { name: 'Class name' }).fill(name);
  await page.getByRole('combobox', { name: 'Currency' }).selectOption(currency);
  await page.getByRole('button', { name: 'Create class' }).click();
  await page.waitForURL(/\/classes\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  return { classId: classIdOf(page), code: await classCode(page) };
}

/** The id in the address. */
export function classIdOf(page: Page): string {
  return /\/classes\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
}

/** The class ID that the class's screen shows. */
export async function classCode(page: Page): Promise<string> {
  const shown = page.getByText(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/).first();
  return /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await shown.innerText())?.[0] ?? '';
}

export async function openClass(page: Page, classId: string): Promise<void> {
  await page.goto(`/classes/${classId}`);
  await regionOf(page, 'Settle up').waitFor();
}

/** Joins by what somebody types. Ends on the class's screen. */
export async function joinClass(page: Page, typedCode: string): Promise<void> {
  await openScreen(page, '/join');
  await page.getByRole('textbox', { name: 'Class ID' }).fill(typedCode);
  await page.getByRole('button', { name: 'Join class' }).click();
  await onClassScreen(page);
}

/** Joins by the link that was sent: one tap. Ends on the class's screen. */
export async function joinByLink(page: Page, code: string): Promise<void> {
  await openScreen(page, `/join#${code}`);
  await expect(page.getByRole('textbox', { name: 'Class ID' })).toHaveValue(code);
  await page.getByRole('button', { name: 'Join class' }).click();
  await onClassScreen(page);
}

async function onClassScreen(page: Page): Promise<void> {
  await page.waitForURL(/\/classes\/[0-9a-f-]{36}$/);
  await regionOf(page, 'Settle up').waitFor();
}

export function regionOf(page: Page, name: 'Balances' | 'Settle up'): Locator {
  return page.getByRole('region', { name });
}

const withoutBreaks = (text: string) => text.replace(/\s+/g, ' ').trim();

/** What Balances says, the same on every member's device. */
export async function balancesText(page: Page): Promise<string> {
  return withoutBreaks(await regionOf(page, 'Balances').innerText());
}

/** What Settle up says, the same on every member's device. */
export async function settleUpText(page: Page): Promise<string> {
  return withoutBreaks(await regionOf(page, 'Settle up').innerText());
}

/** Scrolls until the list of a class has all its rows. */
export async function readToTheEnd(page: Page): Promise<void> {
  const more = page.getByRole('button', { name: 'Show earlier entries' });
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(more).toBeHidden({ timeout: 200 });
  }).toPass();
}

/** The rows of a class's entries. */
export function entryRows(page: Page): Locator {
  return page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.locator('a[href*="/entries/"]') });
}

export function formOfClass(page: Page) {
  return {
    ...formOf(page),
    ofClass: page.getByRole('combobox', { name: 'Class' }),
    paidBy: page.getByRole('combobox', { name: 'Paid by' }),
    /** Opens the group of those who take part. */
    split: page.getByRole('button', { name: /^(everyone|one person|[0-9]+ people)/ }),
    takesPart: (name: string) =>
      page.getByRole('group', { name: 'Who takes part' }).getByRole('checkbox', { name }),
  };
}

export interface TypedClassExpense extends TypedExpense {
  description: string;
  paidBy?: string;
  /** Who does not take part, by the names that this device shows. */
  without?: readonly string[];
}

/** The bar's way to the form of the class: it leads to one's own until the class is on the screen. */
export function addLinkOfClass(page: Page): Locator {
  return page.getByRole('link', { name: 'Add expense' }).and(page.locator('[href*="class="]'));
}

/** From the class's screen to the form and back. Resolves when the row is in the list. */
export async function addClassExpense(page: Page, typed: TypedClassExpense): Promise<void> {
  await addLinkOfClass(page).click();
  const form = formOfClass(page);
  await form.amount.waitFor();
  await typeExpense(page, typed);
  if (typed.paidBy !== undefined) await form.paidBy.selectOption({ label: typed.paidBy });
  if (typed.without !== undefined) {
    await form.split.click();
    for (const name of typed.without) await form.takesPart(name).uncheck();
  }
  await form.save.click();
  await rowOf(page, typed.description).waitFor();
}

/** From the class's screen to the form of one entry. */
export async function openEntry(page: Page, description: string): Promise<void> {
  await rowOf(page, description).getByRole('link').click();
  await page.getByRole('heading', { name: 'Edit entry' }).waitFor();
  await formOf(page).amount.waitFor();
}

/** From the class's screen and back to it. */
export async function editClassExpense(page: Page, description: string, typed: TypedExpense): Promise<void> {
  await openEntry(page, description);
  await typeExpense(page, typed);
  await formOf(page).save.click();
  await regionOf(page, 'Settle up').waitFor();
}

export async function deleteClassExpense(page: Page, description: string): Promise<void> {
  await openEntry(page, description);
  await formOf(page).delete.click();
  await regionOf(page, 'Settle up').waitFor();
  await expect(rowOf(page, description)).toHaveCount(0);
}

/** Opens the first payment that Settle up suggests. */
export async function openSuggested(page: Page): Promise<void> {
  const region = regionOf(page, 'Settle up');
  const name = /^Record payment from/;
  await region.getByRole('button', { name }).or(region.getByRole('link', { name })).first().click();
}

/** Pays the first payment that is suggested, in part when an amount is given. Ends on the class's screen. */
export async function recordSuggested(page: Page, amount?: string): Promise<void> {
  await openSuggested(page);
  const field = page.getByRole('textbox', { name: 'Amount' });
  await expect(field).not.toHaveValue('');
  if (amount !== undefined) await field.fill(amount);
  await page.getByRole('button', { name: 'Save payment' }).click();
  await regionOf(page, 'Settle up').waitFor();
}

/** Resolves when all that was written is on the server's disk. */
export async function expectSynced(page: Page): Promise<void> {
  await expect(page.getByRole('status')).toHaveText('Synced', { timeout: 15_000 });
}
