/** The texts of what repeats in a class. */
export const classPlansMessagesEn = {
  title: 'Repeating',
  back: (name: string) => `Back to ${name}`,
  backToPlans: 'Back to what repeats',
  newPlan: 'New plan',
  emptyTitle: 'Nothing repeats yet',
  emptyText:
    'Rent, phone, a subscription: say it once, and it is entered on its day by itself, on whichever phone opens the class first.',
  untitled: 'Without a description',
  running: 'Running',
  ended: 'Ended',
  next: (day: string) => `Next: ${day}`,
  noNext: 'No further dates',
  unreadable:
    'This plan was made with a newer version of the app. Nothing is entered from it here until the app is updated.',
  missingTitle: 'This plan is not here',
  missing: 'It may not have arrived yet, or the link is of another class.',
  notLoaded: 'This part of the app could not be loaded. Try again when you are online.',

  form: {
    newTitle: 'New plan',
    kind: 'Kind',
    expense: 'Expense',
    income: 'Income',
    amount: 'Amount',
    currency: 'Currency',
    description: 'Description',
    category: 'Category',
    note: 'Note',
    save: 'Save plan',
    saveChange: 'Save from now on',
    fixedMoney: 'How this is split cannot be changed on this screen. The money stays as it is.',
  },
  change: {
    title: 'Change from now on',
    text: 'What was entered already stays as it is.',
    saved: 'The plan is changed from now on.',
  },
  end: {
    act: 'End plan',
    text: 'What was entered stays. Nothing more is entered.',
    done: (name: string) => `${name} is ended.`,
    undo: 'Undo',
    undoFailed: 'The plan could not be taken up again. Open it and try again.',
    state: 'This plan is ended. What it entered stays.',
    resume: 'Go on from today',
    resumeText: 'What would have been in between is not entered.',
    resumed: (name: string) => `${name} goes on from today.`,
  },
  entry: {
    from: 'From the plan',
    change: 'Change the plan',
    repeat: 'Repeat this expense…',
    repeatIncome: 'Repeat this income…',
  },

  added: (name: string) => `${name} repeats from now on.`,
  problems: {
    tooLong: (limit: string, given: string) => `At most ${limit} characters; this has ${given}.`,
    changed: 'The plan was changed or ended elsewhere meanwhile. Look at it again.',
    refused: 'That could not be saved as it is. Check who pays and who takes part; what you typed stays.',
    left: (names: string) =>
      `${names} cannot be in it: not in the class any more, or not known here yet. Choose others; what you typed stays.`,
    tooLarge: 'This has more text or items than one record takes. Shorten it; what you typed stays.',
    readOnly: 'This class cannot be changed any more. What you typed stays here until you leave.',
    notSaved: (advice: string) => `Not saved. ${advice}`,
  },
};

export type ClassPlansMessages = typeof classPlansMessagesEn;
