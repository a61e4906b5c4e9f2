/** Texts of those who settle as one, and of how somebody wants to be paid. */
export const classUnitsMessagesEn = {
  asOne: (names: string) => `${names} settle as one:`,
  getBack: 'together they get back',
  owe: 'together they owe',
  even: 'even with everybody',
  /** They may still owe one another. */
  areEven: (names: string) => `${names} are even with everybody`,
  settlesFor: (name: string, names: string) => `${name} settles here for ${names}.`,
  howToPay: (name: string) => `How to pay ${name}`,
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'The browser did not allow copying. Select the text and copy it by hand.',
  why: {
    getBack: (names: string) => `${names} get back`,
    owe: (names: string) => `${names} owe`,
    each: 'Each by themselves',
    together: 'Their balance together',
  },
};

export type ClassUnitsMessages = typeof classUnitsMessagesEn;
