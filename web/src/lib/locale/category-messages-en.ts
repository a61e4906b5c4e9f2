import type { CategoryRefusal } from '@tallybook/shared/personal/category-commands';

/** The texts of the screens about categories. */
export const categoryMessagesEn = {
  title: 'Categories',
  intro: 'Names, pictures and order are yours. Renaming one never changes what you noted.',
  spending: 'Spending',
  income: 'Income',
  archived: 'Archived',
  archivedText: 'Not offered any more. Their entries keep them.',
  merged: 'Merged',
  /** `entries`: how many it has, or ''. */
  countsAs: (name: string, entries: string) =>
    entries ? `Counts as ${name} · ${entries}` : `Counts as ${name}`,
  entries: (count: string, isOne: boolean) => `${count} ${isOne ? 'entry' : 'entries'}`,

  add: 'Add a category',
  moveUp: (name: string) => `Move ${name} up`,
  moveDown: (name: string) => `Move ${name} down`,

  newTitle: 'New category',
  name: 'Name',
  ownName: (name: string) => `Leave it empty to call it ${name} again.`,
  flow: 'Money',
  icon: 'Picture',
  colour: 'Colour',
  preview: 'How it will look',
  unnamed: 'Without a name',
  save: 'Save',
  gone: 'There is no such category on this device.',

  archive: 'Archive',
  archiveTitle: 'Not needed any more?',
  archiveText: 'It is no longer offered. What you noted under it stays as it is.',
  unarchive: 'Offer it again',
  unarchiveText: 'It is archived: not offered, and its entries keep it.',
  merge: 'Merge',
  mergeTitle: 'The same as another one?',
  mergeText: (count: number, entries: string): string => {
    if (count === 0)
      return 'It has no entries yet. It will no longer be offered, and you can separate them again.';
    const verbs = count === 1 ? 'shows and counts' : 'show and count';
    return `Its ${entries} then ${verbs} as the other one. You can separate them again.`;
  },
  mergeInto: 'Merge into',
  choose: 'Choose…',
  chooseFirst: 'Choose the one that takes its place.',
  separate: 'Separate again',

  added: (name: string) => `Added ${name}`,
  saved: (name: string) => `Saved ${name}`,
  nowArchived: (name: string) => `Archived ${name}`,
  nowOffered: (name: string) => `${name} is offered again`,
  nowMerged: (name: string, into: string) => `${name} counts as ${into}`,
  nowSeparate: (name: string) => `${name} stands by itself again`,
  moved: (name: string) => `Moved ${name}`,

  learnt: 'What Tallybook has learnt',
  learntText:
    'Descriptions that suggest a category, most used first. A forgotten one is learnt anew from your next entries.',
  learntMissing: 'This part could not be loaded. Open the page again when you are online.',
  nothingLearnt: 'Nothing yet. Descriptions of your entries will suggest their category here.',
  search: 'Search what was learnt',
  nothingFits: (typed: string) => `Nothing learnt has “${typed}” in it.`,
  found: (count: string) => `${count} found`,
  suggests: (name: string) => `suggests ${name}`,
  forget: 'Forget',
  forgetWhat: (title: string) => `Forget ${title}`,
  forgot: (title: string) => `Forgot ${title}`,
  forgetAll: 'Forget everything',
  forgotAll: 'Forgot everything that was learnt',
  showMore: 'Show more',

  refusal: (refusal: CategoryRefusal, takenBy: string): string => {
    switch (refusal.reason) {
      case 'empty':
        return 'Give it a name, for example Bikes.';
      case 'too-long':
        return `The name has ${refusal.given} characters; shorten it to ${refusal.limit}.`;
      case 'taken':
        return `${takenBy} has this name already. Choose another, or merge the two.`;
      case 'not-an-icon':
        return 'Choose one of the pictures.';
      case 'not-a-hue':
        return 'Choose one of the colours.';
    }
  },

  icons: {
    basket: 'Basket',
    fork: 'Fork and knife',
    cup: 'Cup',
    house: 'House',
    bolt: 'Lightning',
    bus: 'Bus',
    heart: 'Heart',
    bag: 'Bag',
    ticket: 'Ticket',
    plane: 'Plane',
    repeat: 'Arrows in a circle',
    book: 'Book',
    child: 'Child',
    paw: 'Paw',
    gift: 'Gift',
    receipt: 'Receipt',
    briefcase: 'Briefcase',
    coins: 'Coins',
    tag: 'Tag',
    dots: 'Dots',
  },

  /** By hue in degrees. */
  hues: [
    [10, 'Rose'],
    [40, 'Orange'],
    [70, 'Amber'],
    [100, 'Yellow'],
    [130, 'Lime'],
    [155, 'Green'],
    [185, 'Teal'],
    [215, 'Cyan'],
    [245, 'Blue'],
    [275, 'Indigo'],
    [305, 'Purple'],
    [340, 'Pink'],
  ] as readonly (readonly [hue: number, name: string])[],
};
