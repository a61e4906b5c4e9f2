import type { Page } from '@playwright/test';
import { openScreen } from './app-screens.ts';
import { entryRows, openSuggested, regionOf } from './class-screens.ts';
import type { Screen } from './every-screen.ts';

/** Screens of an account for somebody who has none on this device. */
export const signedOutScreens: readonly Screen[] = [
  {
    name: 'sign up',
    path: '/sign-up',
    holds: [
      ['textbox', 'Username'],
      ['textbox', 'Display name'],
      ['button', 'Create account'],
    ],
  },
  {
    name: 'sign up with problems',
    path: '/sign-up',
    holds: [['button', 'Create account']],
    prepare: async (page) => {
      await page.getByRole('textbox', { name: 'Username' }).fill('a b');
      await page.getByLabel('Password', { exact: true }).fill('short');
      await page.getByRole('button', { name: 'Create account' }).click();
      await page.locator('[aria-invalid=true]').first().waitFor();
    },
  },
  {
    name: 'sign in',
    path: '/sign-in',
    holds: [
      ['textbox', 'Username'],
      ['button', 'Sign in'],
    ],
  },
  { name: 'recover', path: '/recover', holds: [['textbox', 'Username']] },
  {
    name: 'classes, signed out',
    path: '/classes',
    holds: [
      ['heading', 'Classes'],
      ['link', 'New class'],
      ['link', 'Join class'],
    ],
  },
  {
    name: 'new class, signed out',
    path: '/classes/new',
    holds: [
      ['textbox', 'Class name'],
      ['combobox', 'Currency'],
    ],
  },
  { name: 'join, signed out', path: '/join#K7QX-2M4R-9DHW', holds: [['textbox', 'Class ID']] },
];

/** Screens of somebody signed in, apart from a class's own. */
export const accountScreens: readonly Screen[] = [
  { name: 'account', path: '/settings/account', holds: [] },
  {
    name: 'classes',
    path: '/classes',
    holds: [
      ['heading', 'Classes'],
      ['link', 'New class'],
      ['link', 'Join class'],
    ],
  },
  {
    name: 'new class',
    path: '/classes/new',
    holds: [
      ['textbox', 'Class name'],
      ['combobox', 'Currency'],
      ['button', 'Create class'],
    ],
  },
  {
    name: 'join',
    path: '/join',
    holds: [
      ['textbox', 'Class ID'],
      ['button', 'Join class'],
    ],
  },
  {
    name: 'join with a problem',
    path: '/join',
    holds: [['textbox', 'Class ID']],
    prepare: async (page) => {
      await page.getByRole('textbox', { name: 'Class ID' }).fill('K7QX-2M');
      await page.getByRole('button', { name: 'Join class' }).click();
      await page.locator('[aria-invalid=true]').waitFor();
    },
  },
];

const ofClass: Screen['holds'] = [
  ['link', 'Add expense'],
  ['link', 'Class settings'],
];

/** The screens of one class. `name` is the class's; `whyId` a member with a balance. Need entries, unless it is empty. */
export function screensOfClass(classId: string, name: string, whyId: string): readonly Screen[] {
  const path = `/classes/${classId}`;
  const ready = (page: Page) => regionOf(page, 'Settle up').waitFor();
  return [
    { name: 'class', path, prepare: ready, holds: [['heading', name], ...ofClass] },
    { name: 'why', path: `${path}/why/${whyId}?currency=EUR`, holds: [] },
    {
      name: 'payment',
      path,
      holds: [
        ['textbox', 'Amount'],
        ['button', 'Save payment'],
      ],
      prepare: async (page) => {
        await openSuggested(page);
        await page.getByRole('textbox', { name: 'Amount' }).waitFor();
      },
    },
    {
      name: 'new class expense',
      path: `/expenses/new?class=${classId}`,
      holds: [
        ['textbox', 'Amount'],
        ['textbox', 'Description'],
        ['combobox', 'Category'],
        ['combobox', 'Currency'],
        ['combobox', 'Class'],
        ['combobox', 'Paid by'],
        ['textbox', 'Note'],
        ['button', 'Save expense'],
      ],
      prepare: async (page) => {
        await page.getByRole('button', { name: /^(everyone|one person|[0-9]+ people)/ }).click();
        await page.getByRole('group', { name: 'Who takes part' }).waitFor();
      },
    },
    {
      name: 'class entry',
      path,
      holds: [
        ['heading', 'Edit entry'],
        ['button', 'Delete'],
      ],
      prepare: async (page) => {
        await entryRows(page).nth(1).getByRole('link').click();
        await page.getByRole('heading', { name: 'Edit entry' }).waitFor();
        await page.getByRole('button', { name: 'Delete' }).waitFor();
      },
    },
    {
      name: 'class settings',
      path: `${path}/settings`,
      holds: [
        ['heading', 'Class settings'],
        ['button', 'Close joining'],
        ['button', 'Delete class'],
      ],
    },
    ...furtherScreensOfClass(classId, name),
    {
      name: 'search in a class',
      path: `${path}/search?q=petrol`,
      holds: [
        ['searchbox', 'Search'],
        ['button', 'Filter'],
      ],
      prepare: async (page) => {
        await page.getByRole('button', { name: 'Filter', exact: true }).click();
        await page.getByRole('combobox', { name: 'Person' }).waitFor();
      },
    },
    {
      name: 'search in a class with nothing found',
      path: `${path}/search?q=petrol&kind=income`,
      holds: [['searchbox', 'Search']],
      prepare: (page) => page.getByText('Nothing fits all of this.').waitFor(),
    },
    {
      name: 'continue in a new class',
      path: `${path}/continue`,
      holds: [
        ['heading', 'Continue in a new class'],
        ['textbox', 'Name of the new class'],
      ],
      prepare: (page) => page.getByText('gets back').first().waitFor(),
    },
    {
      name: 'who is who',
      path: `${path}/claim`,
      holds: [['heading', 'Who is who']],
      prepare: async (page) => {
        await page.getByRole('button', { name: 'Grandma', exact: true }).click();
        await page.getByRole('button', { name: 'Yes, I am Grandma' }).waitFor();
      },
    },
    {
      name: 'adding somebody to earlier expenses',
      path: `${path}/members/${whyId}/include`,
      holds: [['button', 'Choose none']],
      prepare: async (page) => {
        await page.locator('summary').first().click();
        await page.locator('summary + dl').first().waitFor();
      },
    },
    ...(['Shares', 'Percent', 'Exact amounts', 'Plus or minus', 'Items'] as const).map((mode): Screen => ({
      name: `new class expense split by ${mode}`,
      path: `/expenses/new?class=${classId}`,
      holds: [
        ['textbox', 'Amount'],
        ['combobox', 'Paid by'],
        ['button', 'Save expense'],
      ],
      prepare: async (page) => {
        await page.getByRole('textbox', { name: 'Amount' }).fill('187.20');
        await page.getByRole('radio', { name: mode, exact: true }).check();
        if (mode === 'Items') await page.getByRole('button', { name: 'Add item' }).click();
        await page.getByRole('textbox', { name: itemOrField }).first().waitFor();
      },
    })),
  ];
}

const itemOrField = /^(What item|Share of|Percent of|Part of|Plus or minus for)/;

/** What is a tap away from the screen of a class. */
function furtherScreensOfClass(classId: string, name: string): readonly Screen[] {
  const path = `/classes/${classId}`;
  return [
    {
      name: 'charts of a class',
      path: `${path}/charts`,
      holds: [['heading', `Charts of ${name}`]],
      prepare: async (page) => page.getByRole('button', { name: 'Show as table' }).first().waitFor(),
    },
    {
      name: 'all figures',
      path: `${path}/balances`,
      holds: [['heading', 'All figures']],
      prepare: async (page) => {
        await page.getByRole('button', { name: 'Show who owes whom' }).click();
        await page.getByRole('table').first().waitFor();
      },
    },
    {
      name: 'one currency for all',
      path: `${path}/convert`,
      holds: [['heading', 'Settle all in EUR']],
      prepare: async (page) => page.getByRole('textbox', { name: '1 USD in EUR' }).fill('0.92'),
    },
    {
      name: 'what repeats, before anything does',
      path: `${path}/plans`,
      holds: [
        ['heading', 'Repeating'],
        ['link', 'New plan'],
      ],
    },
    {
      name: 'what repeats',
      path: `${path}/plans/new`,
      holds: [['link', 'New plan']],
      prepare: async (page) => {
        await page.getByRole('textbox', { name: 'Amount' }).fill('12.99');
        await page.getByRole('textbox', { name: 'Description' }).fill('Music');
        await page.getByLabel('First day').fill('2199-03-31');
        await page.getByRole('button', { name: 'Save plan' }).click();
        await page.getByRole('link', { name: 'Music' }).first().waitFor();
      },
    },
    {
      name: 'a new plan with problems',
      path: `${path}/plans/new`,
      holds: [
        ['textbox', 'Amount'],
        ['combobox', 'Paid by'],
        ['button', 'Save plan'],
      ],
      prepare: async (page) => {
        await page.getByRole('radio', { name: 'After a number' }).check();
        await page.getByRole('textbox', { name: 'How many times' }).fill('100000');
        await page.getByRole('button', { name: 'Save plan' }).click();
        await page.locator('[aria-invalid=true]').first().waitFor();
      },
    },
    {
      name: 'a plan that is being changed',
      path: `${path}/plans/new`,
      holds: [
        ['textbox', 'Amount'],
        ['button', 'Save from now on'],
        ['button', 'End plan'],
      ],
      prepare: async (page) => {
        await page.getByRole('textbox', { name: 'Amount' }).fill('900');
        await page.getByRole('textbox', { name: 'Description' }).fill('Rent');
        await page.getByLabel('First day').fill('2199-01-31');
        await page.getByRole('button', { name: 'Save plan' }).click();
        await page.getByRole('link', { name: 'Rent' }).first().click();
        await page.getByRole('button', { name: 'Change from now on' }).click();
        await page.getByRole('button', { name: 'Save from now on' }).waitFor();
      },
    },
    { name: 'what happened', path: `${path}/history`, holds: [['heading', 'What happened']] },
    { name: 'people', path: '/people', holds: [['heading', 'People']] },
  ];
}

/** An empty class with its class ID, and the list with a class in it. */
export async function openEmptyClass(page: Page, name: string): Promise<void> {
  await openScreen(page, '/classes/new');
  await page.getByRole('textbox', { name: 'Class name' }).fill(name);
  await page.getByRole('button', { name: 'Create class' }).click();
  await regionOf(page, 'Settle up').waitFor();
}
