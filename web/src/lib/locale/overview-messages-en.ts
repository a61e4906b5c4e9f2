/** Texts of Overview once there is something to tell. */
export const overviewMessagesEn = {
  counted: { both: 'All', own: 'My own', shared: 'Shared' },
  countedLabel: 'Whose spending counts',
  spentWhen: (when: string) => `Spent ${when}`,
  less: (amount: string, when: string) => `${amount} less than ${when}`,
  more: (amount: string, when: string) => `${amount} more than ${when}`,
  same: (when: string) => `The same as ${when}`,
  usually: {
    week: (amount: string) => `Usually ${amount} a week`,
    month: (amount: string) => `Usually ${amount} a month`,
    year: (amount: string) => `Usually ${amount} a year`,
    own: (amount: string) => `Usually ${amount} in as many days`,
  },
  shared: (amount: string, count: string, isOne: boolean) =>
    isOne ? `${amount} of it is my share of a class` : `${amount} of it are my shares of ${count} classes`,
  nothing: (when: string) => `Nothing spent ${when} so far.`,
  income: 'In',
  net: 'Net',
  others: 'Also spent',
  about: (amount: string) => `About ${amount} in all`,
  aboutWithout: (amount: string, currencies: string) => `About ${amount} in all, without ${currencies}`,
  rates: 'Exchange rates',
  addRate: 'Enter a rate for one total',

  inClasses: 'In your classes',
  owed: (amount: string) => `you are owed ${amount}`,
  owe: (amount: string) => `you owe ${amount}`,
  inAll: 'In all',
  settle: 'Settle up',
  settleIn: (name: string) => `Settle up in ${name}`,
  unavailable:
    'Your classes cannot be read now, so your shares in them are not counted here. Reload to try again.',

  byCategory: 'By category',
  allCategories: 'All categories',
  lessThanBefore: (amount: string) => `${amount} less`,
  moreThanBefore: (amount: string) => `${amount} more`,
  sameAsBefore: 'the same',
  newCategory: 'nothing before',

  days: 'Day by day',
  months: 'Month by month',
  chooseMonth: 'Month',
  showAsTable: 'Show as table',
  showAsChart: 'Show as chart',
  day: 'Day',
  month: 'Month',
  spent: 'Spent',
  total: 'Total',
  dayFigure: (day: string, amount: string) => `${day}: ${amount}`,

  coming: 'What comes next',
  allRecurring: 'All recurring',
  comingSum: (amount: string, day: string) => `${amount} more until ${day}`,

  latest: 'Latest',
  allEntries: 'All entries',
  setBudget: 'Set a budget',
  search: 'Search everything',
  insights: 'Insights',
};

export type OverviewMessages = typeof overviewMessagesEn;
