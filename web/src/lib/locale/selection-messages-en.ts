/** Why some entries stayed as they are; a category of spending leaves income out, and the other way round. */
type LeftOut = 'gone' | 'in-bin' | 'income' | 'spending' | 'too-full' | 'changed-since';

const entries = (count: string, isOne: boolean): string => `${count} ${isOne ? 'entry' : 'entries'}`;

/** The texts of choosing entries in the list and of changing many at once. */
export const selectionMessagesEn = {
  select: 'Select',
  group: 'Selected entries',
  selected: (count: string) => `${count} selected`,
  notInResult: (count: string, isOne: boolean) =>
    `${count} of them ${isOne ? 'is' : 'are'} not among those shown`,
  all: (count: string) => `All that match (${count})`,
  done: 'Done',
  hint: 'Tap entries to choose them.',

  categorise: 'Categorise…',
  tag: 'Tag…',
  toBin: 'Move to bin',
  working: 'Working…',

  changeTo: 'Change to',
  choose: 'Choose…',
  spending: 'Spending',
  income: 'Income',
  apply: 'Apply',
  close: 'Close',

  addTags: 'Add',
  removeTags: 'Remove',
  tagsHint: 'Separate several with spaces, for example: trip work',
  notATag: (typed: string) => `“${typed}” cannot be a tag. Use letters or digits, up to 40 of them.`,
  noTags: 'Type at least one tag to add or to remove.',
  bothWays: (tag: string) => `“${tag}” is to be added and removed. Take it out of one of the two.`,

  binned: (count: string, isOne: boolean) => `${entries(count, isOne)} moved to the bin.`,
  categorised: (count: string, isOne: boolean, name: string) =>
    `${entries(count, isOne)} changed to ${name}.`,
  tagged: (count: string, isOne: boolean) => `Tags of ${entries(count, isOne)} changed.`,
  nothingToDo: 'Nothing to change: they are like this already.',
  leftOut: (reason: LeftOut, count: string, isOne: boolean) => `${count} ${leftOut[reason](isOne)}`,

  printed: (count: string, all: string) =>
    `The first ${count} of ${all} entries are printed. Search for a part of them to print the others.`,
  printReading: (count: string) =>
    `${count} entries were not read yet. Close this and print again to have them all.`,
};

const leftOut: Record<LeftOut, (isOne: boolean) => string> = {
  gone: (isOne) => (isOne ? 'is not here any more.' : 'are not here any more.'),
  'in-bin': (isOne) => (isOne ? 'is in the bin already.' : 'are in the bin already.'),
  income: (isOne) => (isOne ? 'is income and stays.' : 'are income and stay.'),
  spending: (isOne) => (isOne ? 'is spending and stays.' : 'are spending and stay.'),
  'too-full': (isOne) => (isOne ? 'has no room for more tags.' : 'have no room for more tags.'),
  'changed-since': (isOne) => (isOne ? 'was changed since and stays.' : 'were changed since and stay.'),
};
