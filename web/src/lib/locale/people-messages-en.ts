/** Texts of the screen of what I owe and am owed per person. */
export const peopleMessagesEn = {
  title: 'People',
  back: 'Back to classes',
  text: 'What is between you and each person over all your classes, by the payments that each class suggests. Paying is recorded in the class.',

  owed: 'You are owed',
  owe: 'You owe',
  owesYou: 'owes you',
  youOwe: 'you owe',
  even: 'even over all classes',
  unknown: 'Someone not yet synced',
  unnamedClass: 'Class',
  /** Somebody without an account is known in one class only. */
  onlyIn: (className: string) => `in ${className}`,
  inClasses: (count: string) => `in ${count} classes`,
  offline: 'No network. This is what this device knows.',

  marks: {
    archived: 'archived',
    left: 'has left the class',
    removed: 'you are no longer in it',
    deleted: 'deleted by its owner',
  },
  record: 'Record payment',
  recordFromThem: (name: string, amount: string, className: string) =>
    `Record payment of ${amount} from ${name} to you in ${className}`,
  recordToThem: (name: string, amount: string, className: string) =>
    `Record payment of ${amount} from you to ${name} in ${className}`,

  uncountedTitle: 'Not counted yet',
  uncountedText:
    'This device has not worked out yet who owes whom in these classes. Open each of them once, and it is counted here.',

  evenTitle: 'You are even with everybody',
  evenText: 'Nobody owes you anything, and you owe nobody, in any of your classes.',
  noClassesTitle: 'No classes yet',
  noClassesText: 'Once you share expenses in a class, you see here what is between you and each person.',
  toClasses: 'Go to your classes',
  noAccountTitle: 'For what you share with others',
  noAccountText:
    'Here you see what you owe and are owed, person by person. It needs an account, since others have to know who you are.',
  signUp: 'Create account',
  signIn: 'Sign in',
  unavailable: {
    title: 'Your classes could not be read',
    text: 'Reload the page. What is saved stays saved.',
    reload: 'Reload',
  },
};

export type PeopleMessages = typeof peopleMessagesEn;
