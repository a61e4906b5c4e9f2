import type { CommandRefusal, FieldFault } from '@tallybook/shared/class-doc/commands/command-refusal';

/** What a sentence about a refusal has to look up. */
interface RefusalWords {
  amount: (minor: number) => string;
  names: (memberIds: readonly string[]) => string;
}

/** The texts of recording and changing entries of a class. */
export const recordMessagesEn = {
  list: {
    emptyTitle: 'Nothing logged yet',
    emptyText: 'What you log appears here, day by day.',
    matches: (count: string, isOne: boolean) => (isOne ? '1 entry matches' : `${count} entries match`),
    clear: 'Clear',
    noMatch: (query: string) => `Nothing matches “${query}”.`,
    noMatchAdvice: (amount: string) =>
      `Try fewer words, an amount such as ${amount}, or a day such as 2026-11-19.`,
    damaged: (count: string, isOne: boolean) =>
      isOne
        ? '1 entry could not be read and was put aside.'
        : `${count} entries could not be read and were put aside.`,
    damagedAdvice: 'It counts nowhere. A backup carries it along as it is.',
    pickOne: 'Choose an entry to see or change it, or add a new one.',
  },
  bin: {
    empty: 'The bin is empty.',
    back: 'Back to the list',
    deletedOn: (when: string) => `Deleted ${when}`,
    restoreWhat: (what: string) => `Restore ${what}`,
  },

  classLabel: 'Class',
  personal: 'Personal',
  loadingClass: 'Loading…',
  tooManyTags: (limit: string, given: string) =>
    `An entry has up to ${limit} tags; there are ${given}. Take some out.`,
  notATag: (found: string) => `“${found}” cannot be a tag: it is one word of up to 40 letters and figures.`,
  unknownClass: 'A class that is not here',
  shareHint: 'Shared with others? Make a class',

  paidBy: 'Paid by',
  receivedBy: 'Received by',
  several: 'several people…',
  /** Between who paid and whom it was for; a comma ends the first half of the sentence. */
  forWhom: ', for',
  forWhomFirst: 'For',
  forEveryone: (count: string) => `everyone (${count})`,
  forSome: (count: string, isOne: boolean) => (isOne ? 'one person' : `${count} people`),
  howSplit: 'How it is split',
  modes: {
    equally: 'Equally',
    shares: 'Shares',
    percent: 'Percent',
    exact: 'Exact amounts',
    adjust: 'Plus or minus',
    items: 'Items',
  },
  countIn: (currency: string) => `Count in ${currency}`,
  splitNotReady: 'How it is split is still being loaded. Try again in a moment; what you typed stays.',
  splitNotLoaded:
    'This way of splitting could not be loaded. Try again when you are online; what you typed stays.',
  me: 'you',
  meByName: (name: string) => `${name} (you)`,
  left: (name: string) => `${name} (has left)`,
  unnamed: 'Somebody whose name has not come yet',
  whoTakesPart: 'Who takes part',
  everyone: 'Everyone',
  each: (amount: string) => `${amount} each`,
  eachAndOther: (each: string, count: string, isOne: boolean, other: string) =>
    `${each} each, ${isOne ? 'one pays' : `${count} pay`} ${other}`,
  eachGetsAndOther: (each: string, count: string, isOne: boolean, other: string) =>
    `${each} each, ${isOne ? 'one gets' : `${count} get`} ${other}`,
  nobody: 'Choose at least one person who takes part.',

  loadingMembers: 'Opening the class…',
  tryAgain: 'Try again',
  signIn: 'Sign in',
  toClasses: 'Go to Classes',
  noAccount:
    'A class needs an account. Sign in, or choose Personal above. What you typed stays here either way.',
  notHere:
    'This class is not on this device. It may have been removed or deleted, or the link is of another account. Choose another one above; what you typed stays.',
  notLoaded:
    'The part of the app for classes could not be loaded. Check the network and try again; what you typed stays.',
  unreadable: (advice: string) => `This class cannot be opened here. ${advice}`,
  stillLoading: 'The members of this class have not arrived yet. Go online for a moment, then save again.',
  removed: (name: string) =>
    `You are no longer a member of ${name}. Nothing more can be saved there; choose another class or Personal above. What you typed stays.`,
  deletedClass: (name: string) =>
    `${name} was deleted. Nothing more can be saved there; choose another class or Personal above. What you typed stays.`,
  goneClass: (name: string) =>
    `${name} was left, deleted or removed from this device in another tab. Choose another class or Personal above. What you typed stays.`,
  goneClassEdit: (name: string) =>
    `${name} was left, deleted or removed from this device in another tab. You can read this entry, but not change it.`,
  removedEdit: (name: string) =>
    `You are no longer a member of ${name}. You can read this entry, but not change it.`,
  deletedClassEdit: (name: string) =>
    `${name} was deleted by its owner. You can read this entry, but not change it.`,
  notSavedThere: 'Not saved. Choose another class or Personal above, then save again.',
  signedOut: 'You are signed out. It will be saved on this device and sent when you sign in again.',

  from: 'From',
  to: 'To',
  savePayment: 'Save payment',
  samePerson: 'From and To are the same person. Choose somebody else.',

  moneyAsIs: 'How this was split cannot be changed on this screen. The money stays as it is.',
  moneyUnreadable: 'The amount could not be read. It is kept as it is.',
  paid: (name: string, amount: string) => `${name} paid ${amount}`,
  received: (name: string, amount: string) => `${name} received ${amount}`,
  share: (name: string, amount: string) => `${name}: ${amount}`,
  shareSection: 'Shares',

  saveAndGoOn: 'Save and go on',
  alsoOpen: (names: readonly string[]) =>
    names.length === 1
      ? `${names[0] ?? ''} has this open, too.`
      : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''} have this open, too.`,
  deletedEntry: 'This entry was deleted.',
  restore: 'Restore',
  changedByMe:
    'You changed this entry somewhere else while it was open here. Saving keeps both changes where they do not touch the same part.',
  changedByOther: (name: string) =>
    `${name} changed this entry while it was open here. Saving keeps both changes where they do not touch the same part.`,
  missing: 'There is no such entry in this class. It may not have arrived yet, or the address is mistyped.',
  missingTitle: 'No such entry',
  toClass: (name: string) => `Back to ${name}`,
  undoFailed: 'That could not be undone. Open the class to see how it stands.',
  notDone: 'The class did not take this change. Open it to see how it stands.',

  refused: (refusal: CommandRefusal, words: RefusalWords): string => {
    if (refusal.reason === 'fields') {
      return refusal.faults.map((fault) => describeFault(fault, words)).join(' ');
    }
    if (refusal.reason === 'unknown-member') {
      return `${words.names([refusal.memberId])} is not known in this class. Choose somebody else.`;
    }
    return (
      refusals[refusal.reason] ??
      `The class does not take this (${refusal.reason}). Reload the page and try again; what you typed stays.`
    );
  },
};

/** Those that recording can meet; the others are of commands that no form here gives. */
const refusals: Partial<Record<CommandRefusal['reason'], string>> = {
  deleted: 'This entry was deleted meanwhile. Restore it first; what you typed stays.',
  'unknown-entity':
    'This entry is not in the class any more. What you typed stays; note it elsewhere or add it anew.',
  'same-member': 'From and To are the same person. Choose somebody else.',
  'record-too-large': 'This is more than one entry can hold. Shorten the note.',
  'too-many-heads': 'This entry was changed by too many people at once. Open it again in a moment.',
};

function describeFault(fault: FieldFault, { amount, names }: RefusalWords): string {
  if (fault.field === 'members') {
    const who = names(fault.memberIds);
    const isOne = fault.memberIds.length === 1;
    if (fault.reason === 'left') {
      return `${who} ${isOne ? 'has' : 'have'} left the class. Take ${isOne ? 'the name' : 'these names'} out under “Who takes part”, or choose another payer.`;
    }
    if (fault.reason === 'same-person') return `${who} are the same person. Take one of them out.`;
    return `${who} ${isOne ? 'is' : 'are'} not known in this class. Take ${isOne ? 'the name' : 'these names'} out.`;
  }
  if (fault.reason === 'too-long') return `At most ${fault.limit} characters; this has ${fault.given}.`;
  if (fault.reason === 'too-large') return `The largest amount is ${amount(fault.maxMinor)}.`;
  if (fault.field === 'money') return describeMoney(fault.refusal, amount);
  return faults[fault.field] ?? 'A part of this entry cannot be saved as it is.';
}

const faults: Partial<Record<FieldFault['field'], string>> = {
  amount: 'Enter an amount above zero.',
  currency: 'Choose a currency from the list.',
  day: 'Choose a day between 1970 and 2199.',
  category: 'Choose a category from the list.',
};

type MoneyRefusal = Extract<FieldFault, { field: 'money' }>['refusal'];

function describeMoney(refusal: MoneyRefusal, amount: (minor: number) => string): string {
  if (refusal.reason === 'amount-too-large') return `The largest amount is ${amount(refusal.maxMinor)}.`;
  if (refusal.reason === 'amount-zero' || refusal.reason === 'amount-negative') {
    return 'Enter an amount above zero.';
  }
  if (refusal.reason === 'too-many-members') return `At most ${refusal.limit} people can take part.`;
  return 'This cannot be split as chosen. Choose again who paid and who takes part.';
}
