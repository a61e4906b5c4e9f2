import type { Page } from '@playwright/test';
import { openScreen } from './app-screens.ts';
import { answerAgain, breakStorage } from './broken-storage.ts';

type Role = 'button' | 'combobox' | 'heading' | 'link' | 'searchbox' | 'textbox';

export interface Screen {
  readonly name: string;
  readonly path: string;
  /** Brings the screen into the state that it is named after. */
  readonly prepare?: (page: Page) => Promise<void>;
  /** What people, tests and bookmarks rely on, each once. */
  readonly holds: readonly (readonly [Role, string])[];
}

const form: Screen['holds'] = [
  ['textbox', 'Amount'],
  ['textbox', 'Description'],
  ['combobox', 'Category'],
  ['combobox', 'Currency'],
  ['textbox', 'Note'],
  ['button', 'Save expense'],
];

/** Every screen of a working app, except for those of one entry. */
export const everyScreen: readonly Screen[] = [
  {
    name: 'overview',
    path: '/',
    holds: [
      ['heading', 'Overview'],
      ['link', 'Add expense'],
    ],
  },
  {
    name: 'expenses',
    path: '/expenses',
    holds: [
      ['heading', 'Expenses'],
      ['searchbox', 'Search'],
    ],
  },
  { name: 'new expense', path: '/expenses/new', holds: form },
  {
    name: 'new expense with problems',
    path: '/expenses/new?amount=12.505&note=x',
    holds: form,
    prepare: async (page) => {
      await page.getByLabel('Date').fill('');
      await page.getByRole('textbox', { name: 'Description' }).fill('x'.repeat(300));
      await page.getByRole('button', { name: 'Save expense' }).click();
      await page.getByText(/^At most/).waitFor();
    },
  },
  { name: 'bin', path: '/expenses/bin', holds: [['heading', 'Bin']] },
  { name: 'backup', path: '/backup', holds: [['button', 'Save backup']] },
  {
    name: 'settings',
    path: '/settings',
    holds: [
      ['link', 'Data'],
      ['link', 'Appearance'],
    ],
  },
  { name: 'data', path: '/settings/data', holds: [['heading', 'Data']] },
  { name: 'appearance', path: '/settings/appearance', holds: [['heading', 'Appearance']] },
  { name: 'entry settings', path: '/settings/entry', holds: [['heading', 'Entry']] },
  { name: 'templates', path: '/settings/templates', holds: [['heading', 'Templates']] },
  { name: 'categories', path: '/settings/categories', holds: [['heading', 'Categories']] },
  { name: 'category', path: '/settings/categories/groceries', holds: [['heading', 'Groceries']] },
  { name: 'app lock', path: '/settings/lock', holds: [['heading', 'App lock']] },
  {
    name: 'one line',
    path: '/expenses/new',
    holds: [...form, ['textbox', 'Quick entry']],
    prepare: async (page) => {
      await page.getByRole('button', { name: 'In one line' }).click();
      await page.getByRole('textbox', { name: 'Quick entry' }).fill('12.50 coffee yesterday #work');
    },
  },
  { name: 'insights', path: '/insights', holds: [['heading', 'Insights']] },
  { name: 'budgets', path: '/budgets', holds: [['heading', 'Budgets']] },
  {
    name: 'new budget',
    path: '/budgets/new',
    holds: [
      ['textbox', 'Limit'],
      ['button', 'Save budget'],
    ],
  },
  { name: 'recurring', path: '/recurring', holds: [['link', 'New recurring entry']] },
  {
    name: 'new recurring entry',
    path: '/recurring/new',
    holds: [
      ['textbox', 'Amount'],
      ['textbox', 'Description'],
    ],
  },
  { name: 'exchange rates', path: '/settings/rates', holds: [['button', 'Save rate']] },
  { name: 'search', path: '/search?q=groceries', holds: [['searchbox', 'Search everything']] },
  { name: 'not found', path: '/no/such/page', holds: [['heading', 'There is no such page']] },
];

/** The form of an entry with its history, a narrowed list, and a list whose last entry was deleted a moment ago. Need entries. */
export const screensOfEntries: readonly Screen[] = [
  {
    name: 'history',
    path: '/expenses',
    holds: [...form, ['button', 'Delete']],
    prepare: async (page) => {
      await page.getByRole('listitem').nth(2).getByRole('link').click();
      await page.getByText('History').click();
      await page.getByRole('list', { name: 'History' }).waitFor();
    },
  },
  {
    name: 'filters',
    path: '/expenses?q=%3E1+last+month',
    holds: [
      ['heading', 'Expenses'],
      ['searchbox', 'Search'],
    ],
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Filter' }).click();
      await page.getByLabel('At least').waitFor();
    },
  },
  {
    name: 'selection',
    path: '/expenses',
    holds: [['button', 'Move to bin']],
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Select' }).click();
      await page.getByRole('checkbox').first().check();
    },
  },
  {
    name: 'edit',
    path: '/expenses',
    holds: [...form, ['button', 'Delete']],
    prepare: async (page) => {
      await page.getByRole('listitem').nth(2).getByRole('link').click();
      await page.getByRole('button', { name: 'Delete' }).waitFor();
    },
  },
  {
    name: 'just deleted',
    path: '/expenses',
    holds: [['button', 'Undo']],
    prepare: async (page) => {
      await page.getByRole('listitem').nth(1).getByRole('link').click();
      await page.getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('button', { name: 'Undo' }).waitFor();
      // A message that is being read stays.
      await page.getByRole('button', { name: 'Undo' }).focus();
    },
  },
];

/** Opens a screen and resolves when it stands still. */
export async function showScreen(page: Page, { path, prepare }: Screen): Promise<void> {
  await openScreen(page, path);
  await prepare?.(page);
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
}

/** Opens the recovery screen by a storage that is silent once; it answers again afterwards. */
export async function showRecovery(page: Page): Promise<void> {
  await breakStorage(page, 'silent');
  await page.clock.install();
  await page.goto('/');
  await page.getByRole('status').waitFor();
  await page.clock.fastForward(5_100);
  await page.getByRole('heading', { name: 'Tallybook cannot open its ledger' }).waitFor();
  await answerAgain(page);
}
