export type ClassContinueMessages = typeof classContinueMessagesEn;

/** The texts of continuing a class in a new one. */
export const classContinueMessagesEn = {
  title: 'Continue in a new class',
  titleOf: (className: string) => `Continue ${className}`,
  back: (className: string) => `Back to ${className}`,

  full: (percent: string) =>
    `This class is ${percent} % full. Continue in a new class: balances go along, the old one stays to read.`,
  fullOthers: (percent: string) =>
    `This class is ${percent} % full. Whoever runs it can continue it in a new class.`,
  go: 'Continue in a new class',
  unfinished: 'A new class was begun for this one, and is not finished.',
  goOn: 'Finish it',
  goesOn: 'This class goes on elsewhere',
  openNew: (name: string) => `Open ${name}`,

  intro:
    'Balances and people go along. What was entered so far stays in this class, where everybody can read it.',
  name: 'Name of the new class',
  nameEmpty: 'Give the new class a name.',
  nameTooLong: (count: string) => `At most ${count} characters fit in a name.`,
  nameUnfit: 'This name has characters that do not show. Type it anew.',
  people: 'Who goes along',
  peopleText:
    'They join with the new class ID and say which name is theirs. Until then their names keep their balances.',
  you: (name: string) => `${name} (you)`,
  someone: 'Somebody new',
  balances: 'Opening balances',
  settled: 'Everything is settled: the new class starts at zero.',
  getsBack: (name: string) => `${name} gets back`,
  owes: (name: string) => `${name} owes`,
  plans: (count: string, isOne: boolean) =>
    isOne
      ? '1 recurring plan stays in the old class. End it there, and set it up anew in the new one.'
      : `${count} recurring plans stay in the old class. End them there, and set them up anew in the new one.`,
  afterwards: 'The old class is archived on this device, and says to everybody where it goes on.',
  submit: (name: string) => `Continue in ${name}`,
  busy: 'Taking everything along …',

  onlyOwner: 'Only whoever runs the class can continue it in a new one.',
  readOnly: 'This class can only be read here, so it cannot be continued from this device.',
  notSynced:
    'The server has to be heard first, so that everything the others entered goes along. Connect, and it goes on here.',
  faults: {
    'not-kept':
      'Not finished: this device could not save it. Nothing is lost; make room, and try again from here.',
    refused: 'Not finished: a class did not take what was to be written. Nothing is lost; try again.',
    'done-before': 'This class was continued already, perhaps on another device.',
    'not-loaded': 'Not started: this part of the app could not be loaded. Connect, and try again.',
  },
  again: 'Try again',

  openingTitle: 'Opening balance',
  openingNote: (oldName: string, oldCode: string) =>
    oldCode === '' ? `From “${oldName}”` : `From “${oldName}” (class ID ${oldCode})`,
  oldName: (oldName: string, newName: string) => `${oldName} (now ${newName})`,
  mark: (newName: string, newCode: string) =>
    `This class goes on as “${newName}”. Join it with the class ID ${newCode}.`,
};
