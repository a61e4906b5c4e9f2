/** Texts of the budgets, their form and what is told of them. */
export const budgetsMessagesEn = {
  title: 'Budgets',
  back: 'Back to Overview',
  backToBudgets: 'Back to Budgets',
  newBudget: 'New budget',
  all: 'All budgets',
  editTitle: 'Change this budget',
  allSpending: 'All spending',
  andMore: (names: string, count: string) => `${names} and ${count} more`,

  emptyTitle: 'Decide once, then just look',
  emptyText:
    'A budget is a limit for what you spend in a week, a month or a year. It shows how much is left and for how long that lasts.',
  suggestionFor: (name: string) => `Budget for ${name}`,

  standing: 'How they stand today',
  showAsTable: 'Show as table',
  showAsChart: 'Show as chart',
  units: { week: 'This week', month: 'This month', year: 'This year' },
  until: (day: string, days: number, count: string) =>
    days === 1 ? `until ${day} · last day` : `until ${day} · ${count} days`,
  left: (amount: string, total: string) => `${amount} left of ${total}`,
  over: (amount: string) => `${amount} over`,
  overOf: (amount: string, total: string) => `${amount} over ${total}`,
  onTrack: 'On track',
  shortUntil: (day: string) => `At this pace it lasts until ${day}`,
  short: 'At this pace it does not last',
  usedUp: 'Used up',
  passed: 'Passed',
  carried: (amount: string, since: string) => `${amount} from ${since}`,
  carriedSince: (amount: string, since: string) => `${amount} carried over since ${since}`,
  entries: 'Entries',
  entriesOf: (name: string) => `Entries of ${name}`,
  columns: { budget: 'Budget', spent: 'Spent', available: 'To spend', left: 'Left' },
  partial:
    'Your classes cannot be read now, so your shares in them are not counted here. Reload to try again.',

  periods: {
    title: { week: 'The last weeks', month: 'The last months', year: 'The last years' },
    note: 'The dashed line is the limit now.',
    column: 'Period',
    spent: 'Spent',
    limit: 'Limit',
    choose: 'Choose a period',
    spentOf: (period: string, spent: string, limit: string) => `${period}: ${spent} spent of ${limit}`,
    spentAlone: (period: string, spent: string) => `${period}: ${spent} spent`,
    ofLimit: (limit: string) => `of ${limit}`,
    noLimit: 'There was no limit yet.',
  },

  form: {
    limit: 'Limit',
    currency: 'Currency',
    period: 'For each',
    units: { week: 'Week', month: 'Month', year: 'Year' },
    scope: 'What it is for',
    scopes: { all: 'All spending', chosen: 'Categories' },
    categories: 'Categories',
    counted: 'What counts',
    counts: { both: 'Everything', own: 'My own', shared: 'Shared' },
    countedText: {
      both: 'What you spend alone and your shares in classes.',
      own: 'Only what you spend alone.',
      shared: 'Only your shares in classes.',
    },
    carry: 'Carry over what is left',
    carryText: {
      week: 'What is left of a week is added to the next one; what was overspent is taken off.',
      month: 'What is left of a month is added to the next one; what was overspent is taken off.',
      year: 'What is left of a year is added to the next one; what was overspent is taken off.',
    },
    carrySince: (day: string) => `Counted since ${day}, when this limit began.`,
    name: 'Name (optional)',
    nameHint: 'Without one it is called by what it is for.',
    changeText: {
      week: 'Another limit holds from this week on. Earlier weeks keep theirs.',
      month: 'Another limit holds from this month on. Earlier months keep theirs.',
      year: 'Another limit holds from this year on. Earlier years keep theirs.',
    },
    save: 'Save budget',
    saveChange: 'Save changes',
    delete: 'Delete budget',
    suggestion: {
      week: (amount: string, name: string) => `You usually spend ${amount} a week on ${name}.`,
      month: (amount: string, name: string) => `You usually spend ${amount} a month on ${name}.`,
      year: (amount: string, name: string) => `You usually spend ${amount} a year on ${name}.`,
    },
    suggestionAll: {
      week: (amount: string) => `You usually spend ${amount} a week.`,
      month: (amount: string) => `You usually spend ${amount} a month.`,
      year: (amount: string) => `You usually spend ${amount} a year.`,
    },
    use: (amount: string) => `Use ${amount}`,
  },

  problems: {
    negative: 'Enter a limit above zero.',
    noCategory: 'Choose at least one category, or choose All spending.',
    tooMany: (limit: string) => `Choose at most ${limit} categories, or choose All spending.`,
    tooLong: (limit: string, given: string) => `At most ${limit} characters; this has ${given}.`,
    currency: 'Choose a currency from the list.',
    notSaved: (advice: string) => `The budget was not saved. ${advice}`,
    gone: 'This budget was deleted meanwhile, so nothing was changed.',
  },

  added: (name: string) => `Budget for ${name} saved`,
  changed: 'Changes saved',
  deleted: (name: string) => `Budget for ${name} deleted`,
  undo: 'Undo',
  missingTitle: 'This budget is not here',
  missing: 'It may have been deleted on another tab or device.',

  notices: {
    title: 'Tell me when a budget is nearly used up',
    text: 'Once at 80 % and once when it is passed. Notifications come only while Tallybook runs on this device, also in the background.',
    blocked:
      'This browser blocks notifications from Tallybook. Allow them in its settings for this site, then turn this on again.',
    notAsked: 'The browser has not been told to allow notifications. Turn this on again and choose Allow.',
    unsupported:
      'This browser shows no notifications here. On an iPhone or iPad, add Tallybook to the Home Screen first.',
    notKept: (reason: string) => `The choice was not kept: ${reason}`,
    left: (name: string, amount: string, day: string) => `${name}: ${amount} left until ${day}`,
    over: (name: string, amount: string) => `${name}: ${amount} over the budget`,
    several: (count: string) => `${count} budgets are nearly used up or passed`,
    look: 'Look',
  },
};

export type BudgetsMessages = typeof budgetsMessagesEn;
