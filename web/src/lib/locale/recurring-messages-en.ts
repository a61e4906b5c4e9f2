/** The texts of what repeats in one's own ledger. */
export const recurringMessagesEn = {
  title: 'Recurring',
  back: 'Back to expenses',
  backToList: 'Back to what is recurring',
  add: 'New recurring entry',
  emptyTitle: 'Nothing repeats yet',
  emptyText: 'Rent, a subscription, your salary: say it once, and it is entered on its day by itself.',
  aMonth: 'a month',
  aYear: 'a year',
  costs: 'What it costs',
  perMonth: (amount: string) => `${amount} a month`,
  groups: {
    expenses: 'Subscriptions and bills',
    income: 'Income',
    ended: 'Ended',
  },
  next: (day: string) => `Next: ${day}`,
  noNext: 'No further dates',
  unreadable:
    'This was made with a newer version of the app. Nothing is entered from it here until the app is updated.',
  missingTitle: 'This is not here',
  missing: 'It may be on another device, or the link is of another account.',

  suggestions: {
    title: 'This looks recurring',
    text: (rule: string, count: string) => `${rule} · ${count} entries so far`,
    accept: 'Make it recurring',
    acceptWhat: (name: string) => `Make it recurring: ${name}`,
    decline: 'Not this one',
    declineWhat: (name: string) => `Not this one: ${name}`,
    declined: (name: string) => `${name} is not suggested any more.`,
    undo: 'Undo',
  },

  form: {
    newTitle: 'New recurring entry',
    amount: 'Amount',
    currency: 'Currency',
    description: 'Description',
    category: 'Category',
    note: 'Note',
    save: 'Save',
    saveChange: 'Save from now on',
  },
  saved: {
    entered: (count: string, isOne: boolean) => (isOne ? 'One is entered.' : `${count} are entered.`),
    next: (day: string) => `The next one is entered on ${day}.`,
    noNext: 'No further one follows.',
    added: (name: string) => `${name} is recurring.`,
    changed: 'Changed from now on.',
  },
  made: {
    title: 'Entered so far',
    none: 'Nothing yet.',
    count: (count: string, isOne: boolean) => (isOne ? '1 entry' : `${count} entries`),
    showAll: (count: string) => `Show all ${count}`,
  },
  change: {
    title: 'Change from now on',
    text: 'What was entered already stays as it is.',
  },
  end: {
    act: 'End it',
    text: 'What was entered stays. Nothing more is entered.',
    done: (name: string) => `${name} is ended.`,
    undo: 'Undo',
    state: 'This is ended. What it entered stays.',
    resume: 'Go on from today',
    resumeText: 'What would have been in between is not entered.',
    resumed: (name: string) => `${name} goes on from today.`,
  },
  problems: {
    tooManyTags: (limit: string, given: string) =>
      `At most ${limit} tags; there are ${given}. Take some out.`,
    notATag: (found: string) => `“${found}” cannot be a tag: it is one word of up to 40 letters and figures.`,
    changed: 'This was ended elsewhere meanwhile. What you typed stays here until you leave.',
    notSaved: (advice: string) => `Not saved. ${advice}`,
  },
};

export type RecurringMessages = typeof recurringMessagesEn;
