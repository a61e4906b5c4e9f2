/** Texts of the table of own exchange rates. */
export const exchangeRatesMessagesEn = {
  title: 'Exchange rates',
  text: 'Your own rates, each from a day on. They are used for one thing: a total marked “about” where you spent in several currencies. Entries keep their own currency.',
  add: 'Add a rate',
  edit: 'Change this rate',
  one: 'One unit of',
  rate: 'is worth',
  of: 'in',
  since: 'From',
  live: (amount: string, from: string, worth: string, to: string) => `${amount} ${from} = ${worth} ${to}`,
  save: 'Save rate',
  cancel: 'Cancel',
  change: 'Change',
  changeWhat: (what: string) => `Change ${what}`,
  delete: 'Delete',
  deleteWhat: (what: string) => `Delete ${what}`,
  deleted: (what: string) => `Deleted ${what}`,
  undo: 'Undo',
  sinceDay: (day: string) => `since ${day}`,
  problems: {
    'not-a-rate': 'This is no number. Type a rate such as 1.065.',
    zero: 'A rate cannot be zero. Type what one unit is worth.',
    'too-long': 'This rate has too many digits. Twelve are enough.',
    'same-currency': 'Both currencies are the same. Choose another one.',
    'not-a-day': 'This is no day. Choose one from the calendar.',
    'out-of-range': 'Choose a day between 1970 and 2199.',
  },
  notSaved: (why: string) => `Not saved: ${why}. What you typed is still here.`,
  none: 'No rates yet.',
};

export type ExchangeRatesMessages = typeof exchangeRatesMessagesEn;
