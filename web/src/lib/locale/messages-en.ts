import type { AmountRefusal } from '@tallybook/shared/money/parse-amount';

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
      title: 'This device is full',
      advice:
        'Free some space on it, then save again. What you typed is still here. A backup keeps what is already saved.',
    },
    refused: {
      short: 'this browser lets no site store data here',
      title: 'Nothing will be kept on this device',
      advice:
        'This browser refuses to store data for this site, as some do in private windows. Open Tallybook in a normal window, or allow site data in the browser’s settings.',
    },
    lost: {
      short: 'the browser’s storage stopped answering',
      title: 'The browser’s storage stopped answering',
      advice: 'Reload the page. If it happens again, restart the browser. What is saved already stays saved.',
    },
    'timed-out': {
      short: 'the browser’s storage does not answer',
      title: 'The browser’s storage does not answer',
      advice: 'Close other tabs of Tallybook and reload. If that does not help, restart the browser.',
    },
    'blocked-by-other-tab': {
      short: 'another tab of Tallybook is in the way',
      title: 'Another tab is in the way',
      advice:
        'Tallybook was updated and needs the other tabs to close first. Close them, then reload this one.',
    },
    'updated-in-another-tab': {
      short: 'Tallybook was updated in another tab',
      title: 'Updated in another tab',
      advice: 'Reload to go on with the new version. What you typed here is kept.',
    },
    'newer-version': {
      short: 'this ledger was written by a newer Tallybook',
      title: 'This ledger was written by a newer Tallybook',
      advice:
        'This page is an older version. Reload while you are online to get the new one. Nothing will be changed until then.',
    },
    failed: {
      short: 'the browser could not write it',
      title: 'The browser could not write',
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
  categoryHints: {
    groceries:
      'groceries supermarket market milk bread vegetables fruit aldi lidl tesco rewe edeka carrefour walmart',
    'eating-out':
      'lunch dinner restaurant pizza sushi burger breakfast brunch takeaway kebab ramen coffee espresso cappuccino latte tea bakery croissant cake snack',
    home: 'rent mortgage furniture ikea lamp repair',
    utilities: 'electricity water gas heating internet phone mobile broadband',
    transport: 'bus train metro tram taxi uber fuel petrol diesel parking bike ticket toll',
    health: 'pharmacy doctor dentist medicine gym glasses hospital',
    shopping: 'clothes shoes shirt jacket amazon electronics',
    fun: 'cinema movie concert bar beer club museum game theatre party',
    travel: 'hotel flight hostel airbnb airport luggage visa',
    subscriptions: 'netflix spotify subscription membership icloud youtube',
    education: 'book books course school tuition stationery',
    children: 'kids nursery nappies diapers toys daycare',
    pets: 'vet dog cat pet',
    gifts: 'gift present flowers birthday donation',
    'fees-taxes': 'fee fees tax taxes insurance bank fine',
    salary: 'salary wage wages pay payroll bonus',
    interest: 'interest dividend',
    sold: 'sold sale ebay',
  } as Record<string, string>,

  form: {
    newTitle: 'New expense',
    editTitle: 'Edit entry',
    amount: 'Amount',
    description: 'Description',
    category: 'Category',
    date: 'Date',
    currency: 'Currency',
    note: 'Note',
    save: 'Save expense',
    saving: 'Saving…',
    cancel: 'Cancel',
    delete: 'Delete',
    calculator: 'Calculate',
    operators: {
      '+': 'plus',
      '−': 'minus',
      '×': 'times',
      '÷': 'divided by',
      '(': 'open bracket',
      ')': 'close bracket',
      '%': 'per cent',
    } as Record<string, string>,
    suggested: 'Suggested',
    restored: 'Brought back what you had typed.',
    discard: 'Start again',
    offered: 'There is an entry that was not finished.',
    takeOffered: 'Bring it back',
    futureDay: 'This day is still to come.',
    readsAs: (amount: string) => `Reads as ${amount}`,
    roundedTo: (amount: string) => `≈ ${amount}, rounded`,
    frequentCurrencies: 'Used before',
    allCurrencies: 'All currencies',
    missing:
      'There is no entry at this address. It may have been restored from an older backup, or typed wrongly.',
    deletedEntry: 'This entry is in the bin.',
    changedElsewhere:
      'This entry was changed in another tab. Saving keeps both changes where they do not touch the same field.',
  },

  amountRefusals: {
    describe: (refusal: AmountRefusal, amount: (minor: number) => string): string => {
      switch (refusal.reason) {
        case 'empty':
          return 'Enter an amount.';
        case 'zero':
          return 'Enter an amount above zero.';
        case 'negative':
          return 'Enter an amount above zero. For money that came back, choose Refund.';
        case 'too-large':
          return `The largest amount is ${amount(refusal.maxMinor)}.`;
        case 'too-many-decimals':
          return `${refusal.currency} has ${decimalsInWords(refusal.allowed)}; this has ${refusal.given}.`;
        case 'division-by-zero':
          return 'Dividing by zero has no result.';
        case 'too-long':
          return `At most ${refusal.limit} characters; this has ${refusal.given}.`;
        case 'unbalanced-parenthesis':
          return 'A bracket is missing its partner.';
        case 'unfinished':
          return 'The calculation stops halfway. Add a number or take the last sign away.';
        case 'other-currency':
          return `“${refusal.found}” is another currency than the one chosen. Choose it below or take the sign away.`;
        case 'unreadable':
          return `“${refusal.found}” cannot be read as an amount. Use figures, such as 12.50 or 3*4.`;
      }
    },
  },

  fieldRefusals: {
    tooLong: (limit: string, given: string) => `At most ${limit} characters; this has ${given}.`,
    tooHeavy: 'This note needs more room than a record has. Shorten it.',
    day: 'Choose a day between 1970 and 2199.',
    category: 'Choose a category from the list.',
    currency: 'Choose a currency from the list.',
  },

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
    less: (amount: string, day: string) => `${amount} less than by ${day}`,
    more: (amount: string, day: string) => `${amount} more than by ${day}`,
    same: (day: string) => `The same as by ${day}`,
    income: 'In',
    net: 'Net',
    otherCurrencies: 'Also spent',
    byCategory: 'By category',
    lastDays: 'Last 14 days',
    latest: 'Latest',
    all: 'All entries',
    showAsTable: 'Show as table',
    showAsChart: 'Show as chart',
    dayColumn: 'Day',
    spentColumn: 'Spent',
    dayFigure: (day: string, amount: string) => `${day}: ${amount}`,
    emptyTitle: 'Where does the money go?',
    emptyText:
      'Log what you spend as it happens. It takes a few seconds, needs no network, and stays on this device.',
    emptyAction: 'Log the first one',
  },

  list: {
    title: 'Expenses',
    search: 'Search',
    clear: 'Clear',
    emptyTitle: 'Nothing logged yet',
    emptyText: 'What you log appears here, day by day.',
    noMatch: (query: string) => `Nothing matches “${query}”.`,
    noMatchAdvice: (amount: string) =>
      `Try fewer words, an amount such as ${amount}, or a day such as 2026-11-19.`,
    matches: (count: string, isOne: boolean) => (isOne ? '1 entry matches' : `${count} entries match`),
    spent: 'spent',
    received: 'in',
    unreadable: 'Amount could not be read',
    editedWhileDeleted: 'Edited while it was deleted',
    pickOne: 'Choose an entry to see or change it, or add a new one.',
    damaged: (count: string, isOne: boolean) =>
      isOne
        ? '1 entry could not be read and was put aside.'
        : `${count} entries could not be read and were put aside.`,
    damagedAdvice: 'It counts nowhere. A backup carries it along as it is.',
    bin: 'Bin',
  },

  bin: {
    title: 'Bin',
    text: 'What you delete can be restored here for 30 days.',
    empty: 'The bin is empty.',
    back: 'Back to the list',
    deletedOn: (when: string) => `Deleted ${when}`,
    restore: 'Restore',
    restoreWhat: (what: string) => `Restore ${what}`,
  },

  settings: {
    title: 'Settings',
    backTo: (place: string) => `Back to ${place}`,
    account: 'Account',
    accountText: 'Share classes with others',
    data: 'Data',
    dataText: 'Backup, restore, bin, storage',
    appearance: 'Appearance',
    appearanceText: 'Light or dark',
    theme: 'Theme',
    themes: { system: 'Automatic', light: 'Light', dark: 'Dark' },
    storage: 'Storage on this device',
    entriesCount: (count: string, isOne: boolean) => (isOne ? '1 entry' : `${count} entries`),
    used: (used: string, quota: string) => `${used} of ${quota} used`,
    protectedYes: 'Protected: the browser will not clear it to make room.',
    protectedNo: 'Not protected: the browser may clear it when the device runs out of space. Keep a backup.',
    protect: 'Ask for protection',
    protectionRefused:
      'The browser said no for now. Installing the app or using it more often usually changes that.',
    backup: 'Backup and restore',
    lastBackup: (when: string) => `Last backup ${when}`,
    noBackup: 'No backup made yet',
    install: 'Install Tallybook',
    installed: 'Installed on this device',
    version: (version: string) => `Version ${version}`,
    checkForUpdate: 'Check for an update',
    updateChecks: {
      newest: 'This is the newest version.',
      found: 'A new version is on its way.',
      'not-reached': 'The server could not be reached. Try again when you are online.',
    },
    savedHere: 'Everything is saved on this device and nowhere else.',
  },

  install: {
    title: 'Keep Tallybook at hand',
    text: 'Installed, it opens from the home screen, also without a network.',
    action: 'Install',
    later: 'Not now',
    iosSteps: [
      'Tap the Share button of Safari.',
      'Choose “Add to Home Screen”.',
      'Open Tallybook from the home screen from then on.',
    ],
    iosWarning:
      'The installed app starts with an empty ledger of its own: save a backup here first and restore it there. Safari deletes the data of websites it has not opened for 7 days; installed apps are spared.',
    backupFirst: 'Save a backup first',
    elsewhere: 'Look for “Install” or “Add to Home Screen” in the menu of the browser.',
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

function decimalsInWords(count: number): string {
  return (
    ['no decimals', 'one decimal', 'two decimals', 'three decimals', 'four decimals'][count] ??
    `${count} decimals`
  );
}
