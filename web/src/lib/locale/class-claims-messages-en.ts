/** The texts of saying which person of a class one is, and of what others said about that. */
export const classClaimsMessagesEn = {
  title: 'Which of these is you?',
  titleOf: (name: string) => `Who is who in ${name}`,
  back: (name: string) => `Back to ${name}`,
  unnamed: 'Somebody without a name',
  unknown: 'Somebody not yet synced',

  ask: {
    text: 'They were added before you came, without an account. If one of them is you, their expenses become yours.',
    none: 'None of these',
    more: (count: string) => `Show all ${count}`,
    away: 'Put away. You find it again under Class settings.',
  },
  screen: {
    title: 'Who is who',
    text: 'People without an account can be somebody who has joined since. Choose the one that you are: their expenses then count as yours, for everybody, and it can be taken back.',
    nobody: 'There is nobody without an account in this class who could be you.',
    readOnly: 'This class can only be read now.',
    claimed: 'Said already',
  },
  meaning: {
    title: (name: string) => `Are you ${name}?`,
    none: (name: string) =>
      `${name} is in no expense yet. What is entered for ${name} counts as yours from now on.`,
    entries: (name: string, count: string, isOne: boolean) =>
      isOne
        ? `One entry with ${name} counts as yours then.`
        : `${count} entries with ${name} count as yours then.`,
    owes: (name: string, amounts: string) => `${name} owes ${amounts}: that becomes what you owe.`,
    isOwed: (name: string, amounts: string) => `${name} is owed ${amounts}: that becomes yours.`,
    settled: (name: string) => `${name} is settled up.`,
    both: (name: string, count: string, isOne: boolean) =>
      isOne
        ? `In one of them you are named beside ${name}: both parts are yours then. Were that two people, you are somebody else.`
        : `In ${count} of them you are named beside ${name}: both parts are yours then. Were that two people, you are somebody else.`,
    also: (names: string) => `You have said that you are ${names} as well. All of them count as you then.`,
    visible: 'Everybody in the class sees this, and anybody can take it back.',
    yes: (name: string) => `Yes, I am ${name}`,
    no: 'Go back',
  },
  done: (name: string) => `${name} counts as you now.`,
  alreadyMe: (name: string) => `${name} counts as you already.`,
  undo: 'Undo',
  takenBack: (name: string) => `${name} is somebody else again.`,
  taken: (name: string, by: string) =>
    `${by} has said by now to be ${name}, so nothing was changed. If that is wrong, take it back first.`,
  gone: (name: string) => `${name} has changed meanwhile, so nothing was changed. Look again.`,
  notSaved: (short: string, advice: string) => `Not saved: ${short} ${advice}`,
  notDone: 'That could not be done. It may have changed meanwhile; look at it again.',

  news: {
    self: (who: string, name: string) => `${who} says: “I am ${name}.” Their expenses count together now.`,
    aboutMe: (who: string, name: string) =>
      `${who} says that you are ${name}. Expenses with ${name} count as yours now.`,
    other: (who: string, one: string, name: string) =>
      `${who} says that ${one} is ${name}. Their expenses count together now.`,
    mineLost:
      'You had said the same of yourself at the same time. One of you counts; if it should be you, undo this.',
    undo: 'Undo',
    undoNamed: (name: string) => `Undo who ${name} is`,
    away: 'That is right',
    awayNamed: (name: string) => `That is right: who ${name} is`,
  },
  counts: (name: string, as: string) => `${name} counts as ${as}`,
  countsAsYou: (name: string) => `${name} counts as you`,
};

export type ClassClaimsMessages = typeof classClaimsMessagesEn;
