/** The texts of adding somebody who joined late to what was recorded before. */
export const classLateJoinerMessagesEn = {
  title: (name: string) => `Add ${name} to earlier expenses`,
  back: (name: string) => `Back to ${name}`,
  you: 'You',
  unknown: 'Somebody not yet synced',
  hasLeft: (name: string) => `${name} (left)`,
  intro: (name: string) =>
    `Nothing recorded before counts for ${name} by itself. Choose what does: each is split anew, equally or with one share. Below you see what changes for whom before anything is saved.`,
  noMember: 'There is nobody like that in this class. Choose somebody under Class settings.',
  gone: (name: string) => `${name} has left the class and is not added to anything. Bring them back first.`,
  readOnly: 'This class can only be read now.',
  loading: 'Loading…',

  joined: {
    text: (name: string) =>
      `${name} has joined. What was recorded before counts for ${name} only if you say so.`,
    add: 'Choose what counts',
    addWho: (name: string) => `Choose what counts for ${name}`,
    away: 'None of it',
    awayWho: (name: string) => `None of it counts for ${name}`,
  },

  from: 'From when on',
  choices: {
    all: 'From the start',
    month: 'This month',
    joined: 'Since they joined',
    day: 'From a day',
  },
  day: 'First day',
  dayHint: 'Choose a day. Until then all are shown.',

  list: (name: string) => `Expenses without ${name}`,
  none: (name: string) => `There is nothing from then on that ${name} could be added to.`,
  untitled: 'Entry without a name',
  payment: 'Payment',
  chosen: (count: string, of: string) => `${count} of ${of} chosen`,
  chooseAll: 'Choose all',
  chooseNone: 'Choose none',
  part: (amount: string) => `their share ${amount}`,
  shares: 'Shares now and then',
  sharesNamed: (what: string) => `Shares now and then: ${what}`,
  showMore: (count: string) => `Show ${count} more`,

  changes: 'What changes',
  now: 'Balance now',
  then: 'Then',
  paysLess: (who: string, amount: string) => `${who} pays ${amount} less`,
  paysMore: (who: string, amount: string) => `${who} pays ${amount} more`,
  youPayLess: (amount: string) => `You pay ${amount} less`,
  youPayMore: (amount: string) => `You pay ${amount} more`,
  noChange: 'Nothing is chosen, so nothing changes.',

  add: (name: string, count: string, isOne: boolean) =>
    isOne ? `Add ${name} to one expense` : `Add ${name} to ${count} expenses`,
  adding: 'Saving…',
  chooseFirst: 'Choose at least one expense first.',
  added: (name: string, count: string, isOne: boolean) =>
    isOne ? `${name} is in one expense more.` : `${name} is in ${count} expenses more.`,
  addedSome: (name: string, count: string, of: string) =>
    `${name} is in ${count} of the ${of} expenses: the others have changed meanwhile. Look at them again.`,
  undo: 'Undo',
  undone: (name: string) => `Taken back: ${name} is in none of them.`,
  notUndone: 'That could not all be taken back. Look at what happened in the class.',
  refused: 'That could not be done. It may have changed meanwhile; look at it again.',
  notSaved: (short: string, advice: string) => `Not saved: ${short} ${advice}`,

  others: 'Cannot be split anew by itself',
  othersText: 'These say how much each one pays. Open one to add somebody by hand.',
  payments: (count: string, isOne: boolean) =>
    isOne ? 'One payment stays as it is.' : `${count} payments stay as they are.`,
  open: (what: string) => `Open ${what}`,
  why: {
    payment: 'a payment between two people',
    conversion: 'a change of currency',
    newer: 'written by a newer version of Tallybook: update first',
    unreadable: 'its amounts cannot be read',
    'several-currencies': 'in several currencies at once',
    percent: 'split by percent: somebody has to give some up',
    exact: 'split by exact amounts: somebody has to give some up',
    adjust: 'split with plus or minus: say by hand how the rest goes',
    items: 'split by items: say which were theirs',
    'too-many': 'has as many people as one entry can have',
    'no-split': 'cannot be split among one more',
  },
};

export type ClassLateJoinerMessages = typeof classLateJoinerMessagesEn;
