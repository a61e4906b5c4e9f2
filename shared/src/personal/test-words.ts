import type { QueryWords } from './entry-query.ts';
import type { QuickWords } from './quick-meaning.ts';

/** English, as a message file has it. */
export const englishWords: QuickWords = {
  days: {
    today: ['today'],
    yesterday: ['yesterday'],
    dayBeforeYesterday: ['day before yesterday', 'the day before yesterday'],
    weekdays: [
      ['Monday', 'Mon'],
      ['Tuesday', 'Tue', 'Tues'],
      ['Wednesday', 'Wed'],
      ['Thursday', 'Thu', 'Thur', 'Thurs'],
      ['Friday', 'Fri'],
      ['Saturday', 'Sat'],
      ['Sunday', 'Sun'],
    ],
    months: [
      ['January', 'Jan'],
      ['February', 'Feb'],
      ['March', 'Mar'],
      ['April', 'Apr'],
      ['May'],
      ['June', 'Jun'],
      ['July', 'Jul'],
      ['August', 'Aug'],
      ['September', 'Sep', 'Sept'],
      ['October', 'Oct'],
      ['November', 'Nov'],
      ['December', 'Dec'],
    ],
    last: ['last'],
    ago: ['ago'],
    dayUnits: ['d', 'day', 'days'],
    weekUnits: ['w', 'week', 'weeks'],
    ordinals: ['st', 'nd', 'rd', 'th'],
    of: ['of'],
    on: ['on'],
  },
  income: ['income', 'received'],
  refund: ['refund', 'refunded'],
  notCurrencies: ['all', 'bam', 'cad', 'cup', 'gel', 'mad', 'mop', 'pen', 'ron', 'sos', 'top', 'try'],
};

/** German, to see that nothing is English but the words. */
export const germanWords: QuickWords = {
  days: {
    today: ['heute'],
    yesterday: ['gestern'],
    dayBeforeYesterday: ['vorgestern'],
    weekdays: [
      ['Montag', 'Mo'],
      ['Dienstag', 'Di'],
      ['Mittwoch', 'Mi'],
      ['Donnerstag', 'Do'],
      ['Freitag', 'Fr'],
      ['Samstag', 'Sa', 'Sonnabend'],
      ['Sonntag', 'So'],
    ],
    months: (
      'Januar Jan|Februar Feb|März Mär|April Apr|Mai|Juni Jun|Juli Jul|August Aug|September Sep Sept|Oktober Okt|' +
      'November Nov|Dezember Dez'
    )
      .split('|')
      .map((names) => names.split(' ')),
    last: ['letzten', 'letzter'],
    ago: ['vor'],
    dayUnits: ['t', 'Tag', 'Tagen'],
    weekUnits: ['w', 'Woche', 'Wochen'],
    ordinals: [],
    of: [],
    on: ['am'],
  },
  income: ['Einnahme'],
  refund: ['Erstattung'],
  notCurrencies: ['all'],
};

export const englishQueryWords: QueryWords = {
  days: englishWords.days,
  thisWeek: ['this week'],
  lastWeek: ['last week'],
  thisMonth: ['this month'],
  lastMonth: ['last month'],
  thisYear: ['this year'],
  lastYear: ['last year'],
  keys: {
    category: ['category', 'cat'],
    tag: ['tag'],
    class: ['class'],
    who: ['who', 'with'],
    currency: ['currency'],
    from: ['from', 'since'],
    to: ['to', 'until'],
    on: ['on'],
  },
};
