/**
 * Every text of the app. A translation is one more object of type `Messages`; what varies with a number or a name
 * is a function, so that each language orders and inflects it in its own way.
 */
export const messagesEn = {
  app: {
    name: 'Tallybook',
    skipToContent: 'Skip to content',
    navigation: 'Main',
    notices: 'Notices',
    titleOf: (page: string) => `${page} · Tallybook`,
  },

  nav: {
    overview: 'Overview',
    expenses: 'Expenses',
    classes: 'Classes',
    insights: 'Insights',
    budgets: 'Budgets',
    recurring: 'Recurring',
    settings: 'Settings',
    addExpense: 'Add expense',
  },

  status: {
    saved: 'Saved on this device',
    synced: 'Synced',
    offline: 'Offline',
    signIn: 'Sign in to sync',
    update: 'Update needed',
    notSaved: (why: string) => `Not saved: ${why}`,
  },

  storage: {
    full: {
      short: 'this device is full',
      advice:
        'Free some space on it, then save again. What you typed is still here. A backup keeps what is already saved.',
    },
    refused: {
      short: 'this browser lets no site store data here',
      advice:
        'This browser refuses to store data for this site, as some do in private windows. Open Tallybook in a normal window, or allow site data in the browser’s settings.',
    },
    lost: {
      short: 'the browser’s storage stopped answering',
      advice: 'Reload the page. If it happens again, restart the browser. What is saved already stays saved.',
    },
    'timed-out': {
      short: 'the browser’s storage does not answer',
      advice: 'Close other tabs of Tallybook and reload. If that does not help, restart the browser.',
    },
    'blocked-by-other-tab': {
      short: 'another tab of Tallybook is in the way',
      advice:
        'Tallybook was updated and needs the other tabs to close first. Close them, then reload this one.',
    },
    'updated-in-another-tab': {
      short: 'Tallybook was updated in another tab',
      advice: 'Reload to go on with the new version. What you typed here is kept.',
    },
    'newer-version': {
      short: 'this ledger was written by a newer Tallybook',
      advice:
        'This page is an older version. Reload while you are online to get the new one. Nothing will be changed until then.',
    },
    failed: {
      short: 'the browser could not write it',
      advice: 'Try again. If it keeps failing, save a backup and restart the browser.',
    },
  },

  kinds: {
    label: 'Kind',
    expense: 'Expense',
    income: 'Income',
    refund: 'Refund',
  },

  categories: {
    // Ids come from others, too, and `constructor` is no category.
    __proto__: null as never,
    groceries: 'Groceries',
    'eating-out': 'Eating out',
    home: 'Home & rent',
    utilities: 'Utilities',
    transport: 'Transport',
    health: 'Health',
    shopping: 'Shopping',
    fun: 'Going out & fun',
    travel: 'Travel',
    subscriptions: 'Subscriptions',
    education: 'Education',
    children: 'Children',
    pets: 'Pets',
    gifts: 'Gifts',
    'fees-taxes': 'Fees & taxes',
    other: 'Other',
    salary: 'Salary',
    'gift-received': 'Gift received',
    interest: 'Interest',
    sold: 'Sold something',
    'other-income': 'Other income',
  } as Record<string, string>,
  noCategory: 'No category',

  /** Words that tell a category before the device has learnt anything. */

  saved: {
    added: (what: string) => `Saved ${what}`,
    changed: (what: string) => `Saved ${what}`,
    deleted: (what: string) => `Deleted ${what}`,
    restored: (what: string) => `Restored ${what}`,
    undo: 'Undo',
    dismiss: 'Dismiss',
    unnamed: 'entry',
  },

  overview: {
    title: 'Overview',
    spentIn: (month: string) => `Spent in ${month}`,
    showAsTable: 'Show as table',
    showAsChart: 'Show as chart',
    emptyTitle: 'Where does the money go?',
    emptyText:
      'Log what you spend as it happens. It takes a few seconds, needs no network, and stays on this device.',
    emptyAction: 'Log the first one',
  },

  list: {
    title: 'Expenses',
    search: 'Search',
    spent: 'spent',
    received: 'in',
    unreadable: 'Amount could not be read',
    editedWhileDeleted: 'Edited while it was deleted',
    bin: 'Bin',
  },

  bin: {
    title: 'Bin',
    text: 'What you delete waits here until you restore it.',
    restore: 'Restore',
  },

  settings: {
    title: 'Settings',
    backTo: (place: string) => `Back to ${place}`,
    data: 'Data',
  },

  install: {
    title: 'Keep Tallybook at hand',
    text: 'Installed, it opens from the home screen, also without a network.',
    action: 'Install',
    later: 'Not now',
  },

  errors: {
    notFoundTitle: 'There is no such page',
    notFoundText: 'The address may be mistyped or belong to an older version. Your entries are safe.',
    crashTitle: 'Something went wrong on this page',
    crashText: 'What was saved is safe. Reload to go on.',
    chunkTitle: 'A part of the app could not be loaded',
    chunkText:
      'It was replaced by an update, or the network dropped. Reload to go on; what was saved is safe.',
    toOverview: 'Go to Overview',
    reload: 'Reload',
    backup: 'Save a backup',
  },
};

export type Messages = typeof messagesEn;
