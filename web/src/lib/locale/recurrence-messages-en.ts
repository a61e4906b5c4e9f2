/** The texts of rules by which something repeats, and of their dates. */
export const recurrenceMessagesEn = {
  every: {
    day: (count: string, isOne: boolean) => (isOne ? 'Every day' : `Every ${count} days`),
    week: (count: string, isOne: boolean) => (isOne ? 'Every week' : `Every ${count} weeks`),
    month: (count: string, isOne: boolean) => (isOne ? 'Every month' : `Every ${count} months`),
    year: (count: string, isOne: boolean) => (isOne ? 'Every year' : `Every ${count} years`),
  },
  onWeekday: (weekday: string) => ` on ${weekday}`,
  onThe: (day: number) => ` on the ${ordinal(day)}`,
  onDay: (day: string) => ` on ${day}`,
  times: (count: string, isOne: boolean) => (isOne ? ', once' : `, ${count} times`),
  until: (day: string) => `, until ${day}`,
  shortMonths: 'In a shorter month, on its last day.',

  form: {
    every: 'Every',
    unit: 'Unit of time',
    units: { day: 'days', week: 'weeks', month: 'months', year: 'years' },
    anchor: 'First day',
    end: 'Ends',
    ends: { never: 'Never', on: 'On a day', after: 'After a number' },
    until: 'Last day',
    count: 'How many times',
    earlier: (count: string, isOne: boolean, first: string) =>
      isOne ? `Also enter the one of ${first}` : `Also enter the ${count} earlier ones, from ${first} on`,
    earlierHint: 'Otherwise it begins today.',
    repeats: (day: string) => `The entry of ${day} is the first one. It stays as it is.`,
  },
  dates: {
    title: 'Next dates',
    none: 'No date lies ahead.',
    skip: 'Skip',
    skipWhat: (day: string) => `Skip ${day}`,
    skipped: 'Skipped',
    undo: 'Take back',
    undoWhat: (day: string) => `Take ${day} back in`,
    made: 'Entered',
    openWhat: (day: string) => `Open the entry of ${day}`,
  },
  entry: {
    repeat: 'Repeat this',
    partOf: 'Part of',
    partOfEnded: 'Was part of',
  },
  untitled: 'Without a description',
  problems: {
    every: (max: string) => `How often is a whole number from 1 to ${max}.`,
    count: (max: string) => `How many times is a whole number from 1 to ${max}.`,
    day: 'Choose a day between 1970 and 2199.',
    beforeAnchor: 'The last day is before the first. Choose a later one.',
    tooMany: (max: string) =>
      `Until then it would be entered more than ${max} times. Choose an earlier last day, a longer interval, or let it never end.`,
  },
};

export type RecurrenceMessages = typeof recurrenceMessagesEn;

function ordinal(day: number): string {
  const ending = { 1: 'st', 2: 'nd', 3: 'rd' }[day % 10];
  return `${day}${ending !== undefined && Math.floor(day / 10) !== 1 ? ending : 'th'}`;
}
