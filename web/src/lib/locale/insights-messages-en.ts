/** Texts of Insights. */
export const insightsMessagesEn = {
  title: 'Insights',

  countedLabel: 'What counts',
  counted: { both: 'All', own: 'My own', shared: 'Shared' },
  currency: 'Currency',

  inPeriod: (name: string) => `in ${name}`,
  onDays: (days: string) => `on ${days}`,
  /** `when`: "in October", "on 16 – 22 November". */
  spentWhen: (when: string) => `Spent ${when}`,
  less: (amount: string, when: string) => `${amount} less than ${when}`,
  more: (amount: string, when: string) => `${amount} more than ${when}`,
  same: (when: string) => `The same as ${when}`,
  income: 'In',
  net: 'Net',
  daysToCome: 'Days to come do not count yet.',

  emptyTitle: 'Nothing to tell yet',
  emptyText: 'Once you have logged what you spend, you see here where it goes, when, and how that changes.',
  emptyAction: 'Add the first expense',
  nothingWhen: (when: string) => `Nothing was logged ${when}.`,
  nothingYet: 'These days are still to come.',
  partial:
    'Your classes cannot be read now, so your shares in them are not counted here. Reload to try again.',

  showAsTable: 'Show as table',
  showAsChart: 'Show as chart',
  showAll: (count: string) => `Show all ${count}`,
  total: 'Total',
  spent: 'Spent',
  figure: (name: string, amount: string) => `${name}: ${amount}`,

  overTime: {
    title: 'How does my spending go over time?',
    column: 'Time',
    choose: 'Column to read out',
    average: (amount: string, unit: 'day' | 'week' | 'month' | 'year') =>
      `${amount} a ${unit} on average (the dashed line)`,
    most: (amount: string, when: string) => `most ${when}: ${amount}`,
    only: (amount: string, when: string) => `${amount} ${when}.`,
    lookAt: (period: string) => `Look at ${period}`,
  },
  category: {
    title: 'Where did the money go?',
    column: 'Category',
    note: (category: string, percent: string) => `Most of all ${category}: ${percent} of it.`,
    comparedWith: (period: string) => `Changes are against ${period}.`,
    more: (amount: string) => `${amount} more`,
    less: (amount: string) => `${amount} less`,
    same: 'the same',
    fresh: 'nothing before',
    change: 'Change',
    behind: (count: string, isOne: boolean) => (isOne ? '1 entry' : `${count} entries`),
  },
  weekday: {
    title: 'On which days of the week do I spend most?',
    column: 'Day',
    average: 'A day on average',
    note: (day: string, amount: string) => `${day} costs most: ${amount} on average.`,
    overall: 'All days',
  },
  tag: {
    title: 'What do my tags stand for?',
    column: 'Tag',
    note: 'Entries with two tags count in both, so these do not add up. Shares in classes have no tags.',
    untagged: 'Without a tag',
  },
  source: {
    title: 'How much of it is shared?',
    column: 'Where',
    own: 'My own',
    note: (percent: string) => `${percent} of it is my share in classes.`,
    noteOwn: 'All of it is my own.',
    noteShared: 'All of it is my share in classes.',
    unknownClass: 'A class of mine',
  },
  largest: {
    title: 'What were the largest entries?',
    note: (percent: string, count: string, isOne: boolean) =>
      isOne
        ? `This one comes to ${percent} of what was spent.`
        : `These ${count} come to ${percent} of what was spent.`,
    column: 'Entry',
    total: 'Together',
  },
  recurring: {
    title: 'What comes back every month?',
    column: 'What',
    aMonth: 'A month',
    note: (amounts: string) => `${amounts} a month, whatever the period above.`,
    total: (currency: string) => `Total in ${currency}`,
  },
  compare: {
    title: 'How do two periods compare?',
    with: 'Compare with',
    less: (amount: string, when: string) => `${amount} less than ${when}.`,
    more: (amount: string, when: string) => `${amount} more than ${when}.`,
    same: (when: string) => `As much as ${when}.`,
    series: (first: string, second: string) => `Filled: ${first}. Outlined: ${second}.`,
  },
  year: {
    title: (year: string) => `My year ${year}`,
    out: 'Spent',
    in: 'Came in',
    net: 'Net',
    entries: 'Entries',
    busiest: 'Month with most spending',
    largest: 'Largest entry',
    free: 'Days without spending',
    freeOf: (free: string, all: string) => `${free} of ${all}`,
    top: 'Most went to',
    titles: 'Logged most often',
    times: (count: string) => `${count} times`,
    change: 'Biggest change',
    changeMore: (category: string, amount: string, when: string) =>
      `${category}: ${amount} more than ${when}`,
    changeLess: (category: string, amount: string, when: string) =>
      `${category}: ${amount} less than ${when}`,
    soFar: (days: string) => `So far: ${days}.`,
    print: 'Print',
  },
};

export type InsightsMessages = typeof insightsMessagesEn;
