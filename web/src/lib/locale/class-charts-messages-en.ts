/** Texts of the charts of a class. */
export const classChartsMessagesEn = {
  title: (className: string) => `Charts of ${className}`,
  back: (className: string) => `Back to ${className}`,

  range: 'Time',
  ranges: { all: 'All time', year: 'This year', months: 'Last 12 months', own: 'From day to day' },
  from: 'From',
  to: 'To',
  /** The last day is before the first. */
  rangeReversed: 'The last day is before the first. Change one of them.',
  ownHint: 'Both days count. Leave one empty for no limit.',
  currency: 'Currency',

  spent: 'Spent',
  received: 'More received than spent',
  entries: (count: string, isOne: boolean) => (isOne ? 'in 1 entry' : `in ${count} entries`),
  howCounted:
    'Income and refunds are taken off where they belong: from their category, their month, what those who received them paid, and what those they were for used. Payments between members and currency conversions are not spending and are left out.',
  unreadable: (count: string, isOne: boolean) =>
    isOne
      ? 'The amount of 1 entry could not be read. It counts nowhere.'
      : `The amounts of ${count} entries could not be read. They count nowhere.`,

  emptyTitle: 'Nothing spent yet',
  emptyText: 'Once something is spent in this class, you see here on what, by whom, and when.',
  emptyRange: 'Nothing was spent in this time.',
  emptyCurrency: (currency: string) => `Nothing was spent in ${currency} in this time.`,
  showAllTime: 'Show all time',

  showAsTable: 'Show as table',
  showAsChart: 'Show as chart',
  showAll: (count: string) => `Show all ${count}`,
  total: 'Total',

  category: {
    title: 'Where did the money go?',
    column: 'Category',
    sum: 'Spent',
  },
  member: {
    title: 'Who paid, and who used it?',
    column: 'Person',
    paid: 'Paid',
    used: 'Used',
    note: 'Filled: what each person paid. Outlined: what each person used.',
    unknown: 'Someone not yet synced',
    meUnnamed: 'You',
    hasLeft: (name: string) => `${name} (left)`,
  },
  month: {
    title: 'How much each month?',
    titleYears: 'How much each year?',
    column: 'Month',
    columnYears: 'Year',
    sum: 'Spent',
    choose: 'Month to read out',
    chooseYear: 'Year to read out',
    most: (period: string, amount: string) => `Most in ${period}: ${amount}`,
    newestOnly: (count: string) => `The newest ${count} years; the table has all of them.`,
    figure: (period: string, amount: string) => `${period}: ${amount}`,
  },
};

export type ClassChartsMessages = typeof classChartsMessagesEn;
