/** The texts of the settings of a class. A translation is one more object of this type. */
export const classSettingsMessagesEn = {
  title: 'Class settings',
  backTo: (name: string) => `Back to ${name}`,
  cancel: 'Cancel',
  offline:
    'You are offline. Name, currency and people without an account can be changed now; who is in, the class ID, leaving and deleting need the network.',
  signedOut:
    'You are signed out. Name, currency and people without an account can be changed now; for everything else sign in again.',
  signIn: 'Sign in',
  unsent:
    'This class has not reached the server yet. It is sent as soon as there is a network; until then nobody can join it.',
  working: 'Working…',

  details: {
    title: 'Name, currency and look',
    name: 'Class name',
    currency: 'Currency',
    currencyHint: 'New expenses start in it. What is recorded already stays as it is.',
    usedCurrencies: 'In use here',
    allCurrencies: 'All currencies',
    save: 'Save class',
    saved: 'Class saved',
  },

  members: {
    title: 'Members',
    you: 'You',
    owner: 'Owner',
    unnamed: 'Someone not yet synced',
    since: (day: string) => `Member since ${day}`,
    leftOn: (day: string) => `Left on ${day}`,
    left: 'Left',
    removedOn: (day: string) => `Removed on ${day}`,
    removed: 'Removed',
    accountDeleted: 'Account deleted',
    noAccount: 'Without an account',
    former: 'Formerly in this class',
    formerCount: (count: string, isOne: boolean) => (isOne ? '1 former member' : `${count} former members`),
    /** After "Left on 3 May": what is open of somebody who is no longer in. */
    owes: (amounts: string) => `owes ${amounts}`,
    gets: (amounts: string) => `gets ${amounts}`,
    and: ' and ',
    payLine: (line: string) => `To be paid: ${line}`,
    settlesWith: (names: string) => `Settles as one with ${names}`,
    remove: 'Remove',
    removeWho: (name: string) => `Remove ${name}`,
    removeTitle: (name: string) => `Remove ${name} from this class?`,
    removeText: (name: string) =>
      `${name} is cut off at once and cannot come back with the class ID until you let them back in. Their expenses and shares stay counted, so nobody’s balance changes. What is on their device already stays readable there.`,
    removedDone: (name: string) => `${name} was removed`,
    readmit: 'Let back in',
    readmitWho: (name: string) => `Let back in: ${name}`,
    readmitDone: (name: string) => `${name} can join again with the class ID`,
    handOver: 'Make owner',
    handOverWho: (name: string) => `Make owner: ${name}`,
    handOverTitle: (name: string) => `Make ${name} the owner?`,
    handOverText: (name: string) =>
      `${name} can then remove members, change the class ID and delete the class. You stay in as a member, and only ${name} can give it back.`,
    handOverDone: (name: string) => `${name} is the owner now`,
    takeOut: 'Take out',
    takeOutWho: (name: string) => `Take out: ${name}`,
    takenOut: (name: string) => `${name} was taken out; their shares stay counted`,
    bringBack: 'Bring back',
    bringBackWho: (name: string) => `Bring back: ${name}`,
    broughtBack: (name: string) => `${name} is back`,
    whoIsWho: 'Who is who: is one of them you?',
    include: 'Add to earlier expenses…',
    includeWho: (name: string) => `Add to earlier expenses…: ${name}`,
    rename: 'Rename',
    renameWho: (name: string) => `Rename ${name}`,
    newName: (name: string) => `New name for ${name}`,
    saveName: 'Save name',
    renamed: (name: string) => `Now called ${name}`,
  },

  person: {
    title: 'Add a person without an account',
    text: 'For somebody who does not use Tallybook. Expenses can be split with them and paid by them like with everybody.',
    name: 'Name',
    add: 'Add',
    addAnyway: 'Add anyway',
    saveAnyway: 'Save anyway',
    added: (name: string) => `${name} was added`,
    twice: (name: string) =>
      `There is already somebody called ${name} here. Add something that tells them apart, or press again to keep the name twice.`,
    twiceFormer: (name: string) =>
      `Somebody called ${name} was here before and is listed as former. Bring them back, or press again to add another person of that name.`,
  },

  pay: {
    mine: 'How to pay me',
    whose: (name: string) => `How to pay ${name}`,
    action: 'How to pay',
    hint: 'For example an IBAN, a payment link or “cash is fine”. Everybody in the class sees it.',
    save: 'Save how to pay',
    saved: 'Saved. It is shown to whoever pays.',
    removed: 'Removed',
    tooLong: (limit: string, given: string) =>
      `This takes at most ${limit} characters; it has ${given}. Shorten it.`,
  },

  unit: {
    start: 'Settle as one with…',
    startWho: (name: string) => `Settle as one with… (for ${name})`,
    choose: 'Settle as one with',
    text: 'One payment for all of you, as couples and families do. What each of you paid and owes stays as it is, and each with an account has to agree.',
    save: 'Settle as one',
    chooseFirst: 'Choose at least one other person.',
    nobody: 'There is nobody here with whom this can be done.',
    and: ' and ',
    done: (names: string) => `You settle as one with ${names}`,
    doneWho: (name: string, names: string) => `${name} settles as one with ${names}`,
    asked: (names: string, isOne: boolean) => `Saved. It holds once ${names} ${isOne ? 'agrees' : 'agree'}.`,
    leave: 'Settle alone again',
    leaveWho: (name: string) => `Let ${name} settle alone again`,
    left: 'Each of you settles alone again',
    waiting: (all: string, whom: string) => `To settle as one with ${all}: waiting for ${whom}.`,
    otherwise: (all: string, whom: string) => `To settle as one with ${all}: ${whom} said otherwise.`,
    takeBack: 'Take back',
    takeBackWho: (name: string) => `Take back (for ${name})`,
    takenBack: 'Taken back',
    asks: (who: string, isOne: boolean) =>
      isOne ? `${who} asks to settle as one with you.` : `${who} ask to settle as one with you.`,
    asksMore: (who: string, isOne: boolean, others: string) =>
      isOne
        ? `${who} asks to settle as one with you and ${others}.`
        : `${who} ask to settle as one with you and ${others}.`,
    endsOther: (names: string) => `To accept ends that you settle as one with ${names}.`,
    accept: 'Accept',
    acceptWho: (who: string) => `Accept: settle as one with ${who}`,
    decline: 'Decline',
    declineWho: (who: string) => `Decline: settle as one with ${who}`,
    declined: 'Declined',
  },

  joining: {
    title: 'Joining',
    id: 'Class ID',
    unknownId: 'Not known on this device yet',
    open: 'Whoever has the class ID can join.',
    closed: 'Nobody new can join at present, also not with the class ID.',
    ownerOnly: (owner: string) => `${owner} owns this class and can change this.`,
    ownerOnlyUnknown: 'Only the owner of this class can change this.',
    close: 'Close joining',
    reopen: 'Open joining',
    closedDone: 'Joining is closed',
    openedDone: 'Joining is open',
    reset: 'Reset class ID',
    resetTitle: 'Make a new class ID?',
    resetText:
      'The old one stops working at once, also as a link or a QR code that you sent. Those who are in stay in.',
    resetDone: 'The class has a new ID',
  },

  copy: {
    title: 'A copy for yourself',
    text: 'One file with all that this device has of the class. It works offline and stays readable without Tallybook.',
    save: 'Save a copy',
    savedAs: (name: string) => `Saved as ${name}.`,
  },

  totals: {
    title: 'Your totals',
    text: 'Your shares of this class count in your own spending. Should those figures ever look wrong, they can be worked out again from all entries. What was entered stays as it is.',
    start: 'Work out my totals again',
    done: 'Done. Your totals are worked out from all entries of this class.',
    tryAgain: 'Entries were just arriving, so nothing was changed. Try again in a moment.',
    failed: (advice: string) => `Your totals could not be saved and stay as they were. ${advice}`,
  },

  leaving: {
    title: 'Archive or leave',
    archive: 'Archive',
    unarchive: 'Unarchive',
    archiveText:
      'Archiving puts the class at the end of your list. Only you see that; it goes on syncing, and nothing changes for the others.',
    unarchiveText: 'Archived: at the end of your list. Only you see that.',
    archived: 'Archived',
    unarchived: 'Back in your list',

    leave: 'Leave class',
    leaveTitle: (name: string) => `Leave ${name}?`,
    settled: 'You are settled up here.',
    owed: (amount: string) => `You are still owed ${amount}.`,
    owing: (amount: string) => `You still owe ${amount}.`,
    and: ' and ',
    staysCounted: 'This stays counted for the others after you have left.',
    leaveText: 'You no longer get what the others record. You can come back with the class ID.',
    handsOver: (name: string) => `${name} has been in for longest and becomes the owner.`,
    handsOverUnknown: 'Whoever has been in for longest becomes the owner.',
    lastOne:
      'You are the last one with an account here: when you leave, the class and everything in it is deleted for good.',
    sentFirst: (count: string, isOne: boolean) =>
      isOne
        ? '1 entry has not reached the server yet. It is sent first; you leave only once it is there.'
        : `${count} entries have not reached the server yet. They are sent first; you leave only once they are there.`,
    leftDone: (name: string) => `You left ${name}`,

    remove: 'Delete class',
    removeTitle: (name: string) => `Delete ${name} for everybody?`,
    removeText:
      'All expenses, payments and balances are deleted on the server for all members, at once and for good. Save a copy first if somebody may need it.',
    typeName: (name: string) => `To confirm, type the name of the class: ${name}`,
    wrongName: (name: string) => `This is not the name. Type ${name} to delete the class.`,
    removedDone: (name: string) => `${name} was deleted`,
  },

  device: {
    title: 'On this device',
    removedText:
      'You were removed from this class. What this device had stays readable and can be saved as a copy.',
    goneText: 'This class was left, deleted or removed from this device in another tab.',
    deletedText: 'This class was deleted. What this device had stays readable and can be saved as a copy.',
    remove: 'Remove from this device',
    removeTitle: (name: string) => `Remove ${name} from this device?`,
    removeText: 'Its entries are deleted here and cannot be fetched again. Save a copy first to keep them.',
    unsynced: (count: string, isOne: boolean) =>
      isOne
        ? '1 entry of yours never reached the server and exists only here:'
        : `${count} entries of yours never reached the server and exist only here:`,
    aside: (count: string, isOne: boolean) =>
      isOne
        ? '1 change of yours is not in the class and is kept only on this device. It is deleted, too:'
        : `${count} changes of yours are not in the class and are kept only on this device. They are deleted, too:`,
    more: (count: string) => `and ${count} more`,
    untitled: 'Without a title',
    done: (name: string) => `${name} was removed from this device`,
  },

  names: {
    empty: 'A name needs at least one letter, figure or sign.',
    'not-a-name': 'A name is one line. Take the line breaks out.',
    'too-long': (limit: string, given: string) =>
      `A name has at most ${limit} characters; this one has ${given}.`,
  },

  refusals: {
    offline: 'Nothing was heard from the server. Nothing has changed; try again when you are connected.',
    unreadable:
      'Something else than Tallybook answered, perhaps the sign-in page of a network. Nothing has changed.',
    'sign-in-required': 'You are signed out. Sign in again, then repeat this.',
    'update-needed':
      'This version of the app is too old for the server. Update it in Settings, then repeat this.',
    'last-member':
      'The others have left meanwhile: leaving now deletes the class for good. Leave again only if you want that.',
    'too-large':
      'The class is too large: the server does not take what you wrote last, and leaving would lose it. Save a copy, then have the owner remove you.',
    'not-owner': 'You are not the owner of this class any more, so this is not yours to change.',
    'no-such-class': 'The server does not know this class, or you are not in it any more.',
    'class-deleted': 'This class was deleted meanwhile.',
    'no-such-member': 'They are not in this class any more. Look at the list again.',
    'not-removed': 'They were let back in already.',
    'slow-down': 'That was too often in a short time. Wait a minute, then try again.',
    busy: 'The server is busy. Nothing has changed; try again in a moment.',
    'storage-unavailable': 'The server cannot write at present. Nothing has changed; try again later.',
    'writes-not-durable': 'The server cannot write at present. Nothing has changed; try again later.',
    'class-damaged': 'The server cannot read this class at present. Nothing has changed; try again later.',
    'not-loaded': 'A part of the app could not be loaded. Check the network, then try again.',
    other: (code: string) => `That was not possible (${code}). Nothing has changed; try again later.`,
  },
  deviceRefuses: (why: string, advice: string) => `Not done: ${why}. ${advice}`,
  notWritten: (why: string) => `Not saved yet: ${why}`,
  notPossible: 'That cannot be changed any more. Look at the list again.',
};

export type ClassSettingsMessages = typeof classSettingsMessagesEn;
