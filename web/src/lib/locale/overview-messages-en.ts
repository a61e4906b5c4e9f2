/** Texts of the part of Overview that is about classes. */
export const overviewMessagesEn = {
  inClasses: 'In your classes',
  owed: (amount: string) => `you are owed ${amount}`,
  owe: (amount: string) => `you owe ${amount}`,
  unavailable:
    'Your classes cannot be read now, so your shares in them are not counted here. Reload to try again.',
};

export type OverviewMessages = typeof overviewMessagesEn;
