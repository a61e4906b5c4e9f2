/** Texts of the screens of one class: its home, why a balance is what it is, and recording a payment. */
export const classHomeMessagesEn = {
  back: 'Back to classes',
  settings: 'Class settings',
  classId: 'Class ID',
  copyId: 'Copy class ID',
  copiedId: 'Class ID copied',
  cannotCopy: 'The browser did not allow copying. Select the class ID and copy it by hand.',
  members: 'Members',
  /** After some names. */
  andMore: (count: string) => ` and ${count} more`,
  here: (names: string) => `Here now: ${names}`,

  unknownMember: 'Someone not yet synced',
  meUnnamed: 'You',
  hasLeft: (name: string) => `${name} (left)`,
  /** Between those who settle as one. */
  and: ' & ',
  /** Up to two people by name, the rest by number. */
  people: (names: readonly string[], count: (value: number) => string): string => {
    const [first = '', second] = names;
    if (second === undefined) return first;
    return names.length === 2 ? `${first} and ${second}` : `${first} and ${count(names.length - 1)} others`;
  },
  list: (names: readonly string[]): string =>
    names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`,

  ways: {
    label: 'More about this class',
    search: 'Find',
    figures: 'All figures',
    history: 'What happened',
    charts: 'Charts',
    plans: 'Repeating',
  },

  mine: {
    owed: 'You are owed',
    owe: 'You owe',
    settledTitle: 'You are settled up',
    nothingYet: 'Nothing spent yet',
  },

  state: {
    offline: 'No network. What you add is saved here and sent when there is one.',
    unavailable: {
      title: 'The server cannot take anything right now',
      text: 'What you add is saved on this device. The app tries again by itself.',
    },
    'too-fast': {
      title: 'The server asks for a pause',
      text: 'A lot was sent at once. What you add is saved on this device and goes on later by itself.',
    },
    malformed: {
      title: 'The server does not understand this version of the app',
      text: 'What you add is saved on this device. Reload to get the newest version, then it is sent.',
    },
    'update-needed': {
      title: 'Update needed',
      text: 'This version of the app is too old for the server. What you add is saved on this device, and is sent once the app is updated.',
    },
    update: 'Update',
    'sign-in': {
      title: 'You are signed out',
      text: 'What you add is saved on this device. Sign in, and it is sent to the others.',
    },
    removed: {
      title: 'You are no longer in this class',
      text: 'What is here stays readable on this device, but nothing can be added. Once the owner lets you back in, join again with the class ID.',
    },
    deleted: {
      title: 'This class was deleted by its owner',
      text: 'What is here stays readable on this device, but nothing can be added. Save a copy to keep it.',
    },
    'not-here': {
      title: 'This class is not on this device any more',
      text: 'It was left, deleted or removed in another tab. What is shown here can still be read, but nothing can be added.',
    },
    'too-large': {
      title: 'This class is full',
      text: 'What you add is saved on this device but reaches nobody else. Settle up, then go on in a new class.',
    },
    notSavedTitle: (why: string) => `Not saved: ${why}`,
    retry: 'Save again',
    signIn: 'Sign in',
    reload: 'Reload',
    joinAgain: 'Join again',
    saveCopy: 'Save a copy',
    copySaved: (name: string) => `Saved as ${name}.`,
    newClass: 'New class',
    aside: (count: string, isOne: boolean) =>
      isOne
        ? '1 change of yours was not accepted by the server'
        : `${count} changes of yours were not accepted by the server`,
    asideText: 'Put aside on this device: the others do not see it, and it counts nowhere. A copy keeps it.',
    asideFull: 'The class is full: go on in a new one.',
    asideReasons: (reasons: string) => `The server’s reason: ${reasons}`,
    unreadable: (count: string, isOne: boolean) =>
      isOne ? '1 entry could not be read' : `${count} entries could not be read`,
    unreadableText:
      'It was written by a newer app or damaged on the way, and counts nowhere. Reload to get the newest version.',
  },

  balances: {
    title: 'Balances',
    none: 'Nobody owes anything yet.',
    getsBack: 'gets back',
    owes: 'owes',
    /** After the names of those who are even. */
    evenWords: (isOne: boolean) => (isOne ? 'is settled up' : 'are settled up'),
    member: 'Member',
    paid: 'Paid',
    share: 'Share',
    settled: 'Settled',
    balance: 'Balance',
    tableOf: (currency: string) => `What each member paid, bears, settled and is owed, in ${currency}`,
    showAll: (count: string) => `Show all ${count}`,
  },

  settleUp: {
    title: 'Settle up',
    pays: 'pays',
    /** Of those who settle as one. */
    payAsOne: 'pay',
    record: 'Record payment',
    recordWhat: (from: string, to: string) => `Record payment from ${from} to ${to}`,
    recordAmount: (record: string, amount: string) => `${record}, ${amount}`,
    free: 'Record a payment',
    done: 'All settled up',
    nothingYet: 'Once there are expenses, this shows who pays whom.',
    saves: (fewest: string, steady: string, isOne: boolean) =>
      isOne ? `1 payment instead of ${steady}` : `${fewest} payments instead of ${steady}`,
    showFewest: 'Show fewest payments',
    showSteady: 'Show the usual payments',
    fewestText: 'People may pay somebody with whom they shared nothing.',
  },

  entries: {
    title: 'Expenses',
    lent: 'you lent',
    borrowed: 'you borrowed',
    paid: 'you paid',
    received: 'you received',
    getIncome: 'you get',
    passOn: 'you pass on',
    gain: 'you are owed',
    owe: 'you owe',
    even: 'you are even',
    notInvolved: 'not involved',
    paidBy: (who: string, amount: string) => `${who} paid ${amount}`,
    youPaid: (amount: string) => `You paid ${amount}`,
    receivedBy: (who: string, amount: string) => `${who} received ${amount}`,
    youReceived: (amount: string) => `You received ${amount}`,
    payment: (from: string, to: string) => `${from} paid ${to}`,
    you: 'You',
    youObject: 'you',
    conversion: 'Balances moved to another currency',
    newerApp: 'Entry of a newer app',
    unreadable: 'Amount could not be read',
    unsynced: 'Saved on this device, not yet synced',
    openedBy: (names: string) => `${names} has this open`,
    showEarlier: 'Show earlier entries',
    none: 'Nothing is entered yet.',
  },

  bin: {
    title: (count: string) => `Bin (${count})`,
    deletedOn: (when: string) => `Deleted ${when}`,
    restore: 'Restore',
    restoreWhat: (what: string) => `Restore ${what}`,
    restored: (what: string) => `Restored ${what}`,
    notRestored: 'This entry could not be restored. Reload and try again.',
    showMore: 'Show more of the bin',
  },

  empty: {
    title: 'Who shares these costs?',
    share: 'Send the class ID to the others. Whoever types, scans or opens it here is in.',
    shareUnknown: 'The class ID shows here after the first sync.',
    add: 'Add the first expense',
    addPeople: 'Add people without an account',
    invitation: (name: string) => `Share costs with me in “${name}” on Tallybook:`,
  },
  shareCode: {
    copy: 'Copy',
    copied: 'Copied',
    copyFailed: 'The browser did not allow copying. Select the class ID and copy it by hand.',
    share: 'Share',
    shareFailed: 'Sharing did not work here. Copy the class ID instead.',
    copyLink: 'Copy link',
    showQr: 'Show QR code',
    hideQr: 'Hide QR code',
    qrLabel: (code: string) => `QR code of the class ID ${code}`,
    qrMissing: 'The QR code could not be loaded. Try again when you are online; the ID works without it.',
  },

  opening: {
    noAccountTitle: 'Classes need an account',
    noAccountText: 'Sign in, and the classes of your account open on this device.',
    signIn: 'Sign in',
    signUp: 'Create an account',
    unknownTitle: 'This class is not on this device',
    unknownText:
      'It may belong to another account, or has been removed from here. With its class ID you can join it again.',
    join: 'Join class',
    allClasses: 'All classes',
    noCodeTitle: 'The part of the app for classes could not be loaded',
    noCodeText:
      'It is fetched once, and needs a network for that. What is on this device is safe. Connect, then try again.',
    tryAgain: 'Try again',
    loading: 'Fetching this class…',
    loadingOffline:
      'Nothing of this class is on this device yet, and there is no network. It appears here as soon as there is one.',
    storageTitle: (why: string) => `This class cannot be opened: ${why}`,
  },

  why: {
    title: (name: string) => `Why: ${name}`,
    back: (name: string) => `Back to ${name}`,
    getsBack: (name: string) => `${name} gets back`,
    owes: (name: string) => `${name} owes`,
    settled: (name: string) => `${name} is settled up`,
    text: 'Every entry that moves this balance, oldest first. They add up to it exactly.',
    nothing: 'No entry has moved this balance.',
    unknown:
      'There is nobody like this in the class. They may not have synced yet, or the address is mistyped.',
    total: 'Adds up to',
    /** Before the running figure. */
    makes: 'makes',
    carried: (count: string, isOne: boolean) => (isOne ? '1 earlier entry' : `${count} earlier entries`),
    showEarlier: 'Show earlier entries',
    otherCurrencies: 'In other currencies',
  },

  pay: {
    title: 'Record a payment',
    back: (name: string) => `Back to ${name}`,
    from: 'From',
    to: 'To',
    choose: 'Choose',
    amount: 'Amount',
    currency: 'Currency',
    date: 'Date',
    note: 'Note',
    save: 'Save payment',
    cancel: 'Cancel',
    chooseFrom: 'Choose who paid.',
    chooseTo: 'Choose who was paid.',
    samePerson: 'Choose two different people: nobody pays themselves.',
    suggested: (amount: string) => `Suggested: ${amount}. Change it if only a part was paid.`,
    text: 'Tallybook moves no money. It notes what was paid by cash or bank.',
    saved: (what: string) => `Saved ${what}`,
    what: (amount: string, from: string, to: string) => `${amount} from ${from} to ${to}`,
    alreadyTitle: 'This payment is recorded already',
    alreadyText: 'Somebody was faster. Nothing needs to be entered twice.',
    seeIt: 'See the payment',
    newsTitle: 'Recorded while this page was open',
    newsLeft: (amount: string) => `${amount} is left to pay.`,
    newsFollowed: 'The amount below is that now.',
    newsTyped: 'The amount below stays as you typed it.',
    newsNothingLeft: (from: string, to: string) =>
      `No payment from ${from} to ${to} is suggested any more. Save another one only if it was really made.`,
    outdatedTitle: 'The figures have changed',
    outdatedText: (from: string, to: string) =>
      `Something was settled between ${from} and ${to} since this payment was suggested. See what is left to pay, or save this one as a payment of its own.`,
    seeFigures: 'See what is left to pay',
    saveAnyway: 'Save as its own payment',
    readOnly: 'This class is readable only, so the payment cannot be saved. What you typed stays here.',
    unknownMember: 'One of the two is not in this class any more. Choose somebody from the list.',
    tooLarge: 'The note needs more room than an entry has. Shorten it.',
    notTakenBack: 'The payment could not be taken back. Open it in the class to delete it.',
    refused: 'This payment could not be saved. Check the fields and try again.',
    notSaved: (why: string, advice: string) => `Not saved: ${why}. ${advice}`,
  },
};

export type ClassHomeMessages = typeof classHomeMessagesEn;
