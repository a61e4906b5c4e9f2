/** Texts of the search over everything. */
export const allSearchMessagesEn = {
  title: 'Search everything',
  back: 'Back to Expenses',
  clear: 'Clear',
  introTitle: 'Look for anything',
  intro:
    'Words of your entries and of all your classes, people, amounts and days. What is narrowed down shows as a chip.',
  examples: 'For instance',
  kept: 'Kept searches',
  people: 'People',
  inClasses: (names: string) => `in ${names}`,
  classes: 'Classes',
  entries: 'Entries',
  matches: (count: string, isOne: boolean) => (isOne ? '1 entry matches' : `${count} entries match`),
  none: (query: string) => `Nothing matches “${query}”.`,
  noneAdvice: 'Try fewer words, or take a chip out.',
  more: 'Show more',
  reading: (names: string) => `${names} is still being looked through.`,
  readingMany: (count: string) => `${count} classes are still being looked through.`,
  payment: 'Payment',
};

export type AllSearchMessages = typeof allSearchMessagesEn;
