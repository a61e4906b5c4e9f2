/** The texts of the keypad, of the quick picks beside it and of the settings for both. */
export const keypadMessagesEn = {
  pad: 'Keypad',
  keys: {
    plus: 'plus',
    minus: 'minus',
    times: 'times',
    divide: 'divided by',
    percent: 'per cent',
    equals: 'equals',
    decimal: 'decimal separator',
    backspace: 'Take back one digit',
    clear: 'Take back everything',
    system: 'Use the keyboard of this device',
  },
  finishCalculation: 'Finish the calculation.',
  ownPad: 'Use the keypad of Tallybook',
  dayPicks: 'Day',

  title: 'Entry',
  placeText: 'Keypad, shortcut, categories, templates',
  intro: 'How typing an expense works on this device.',
  centsFirst: 'Cents first',
  centsFirstText: (typed: string, amount: string) =>
    `Digits come in from the right, as on a cash register: ${typed} makes ${amount}.`,
  shortcut: 'Keyboard shortcut',
  shortcutText: 'N adds an expense and / goes to the search, wherever you are not typing.',
  categories: 'Categories',
  categoriesText: 'Names, icons, colours and order; what was learnt',
  templates: 'Templates',
  templatesText: 'Expenses that come again, one tap away',
  notKept: (why: string) => `This choice lasts until you close Tallybook: ${why}`,
};
