/** Texts of the choice of a stretch of time. */
export const periodMessagesEn = {
  units: { week: 'Week', month: 'Month', year: 'Year', own: 'Own days' },
  unitLabel: 'Length of the period',
  earlier: 'Earlier',
  later: 'Later',
  from: 'From',
  to: 'To',
  rangeReversed: 'The last day is before the first. Change one of them.',
  inPeriod: (name: string) => `in ${name}`,
  onDays: (days: string) => `on ${days}`,
  figure: (name: string, amount: string) => `${name}: ${amount}`,
};

export type PeriodMessages = typeof periodMessagesEn;
