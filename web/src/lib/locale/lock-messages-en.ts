/** Texts of the app lock and its settings. */
export const lockMessagesEn = {
  title: 'App lock',
  whatItIs:
    'A curtain against glances: whoever picks up this device sees nothing of your records until it is unlocked.',
  whatItIsNot:
    'It encrypts nothing. Somebody who can get at the storage of this browser can still read the records, so keep the screen lock of the device on, too.',
  deviceWide: 'It holds for every account on this device and in every tab. Other devices are not locked.',
  notHere: (origin: string) =>
    `The app lock needs a secure address, and ${origin} is none. Open Tallybook by https or on this device itself.`,

  passcode: 'Passcode',
  passcodeHint: (shortest: string) => `At least ${shortest} characters.`,
  repeat: 'The same once more',
  tooShort: (shortest: string) => `This is too short. Choose at least ${shortest} characters.`,
  notTheSame: 'These two are not alike. Type the same in both.',
  missing: 'Type your passcode.',
  notKept:
    'The lock could not be kept, since the browser allows this site no storage or it is full. Nothing has changed.',
  writeDown:
    'Keep the passcode somewhere safe. Nobody can look it up: without it, the way in is the password of your account, or taking all records off this device.',
  turnOn: 'Turn on the app lock',

  isOn: 'The app lock is on.',
  delay: 'Lock when out of sight',
  delays: {
    0: 'At once',
    1: '1 min',
    5: '5 min',
    15: '15 min',
  },
  alsoAtStart: 'It always locks when Tallybook starts.',
  byDevice: 'Screen lock of this device',
  byDeviceText: 'Unlock by face, finger or PIN, as this device does it. The passcode goes on working.',
  useDevice: 'Use the screen lock',
  dropDevice: 'Use the passcode only',
  deviceRefused: 'This device did not confirm it. Nothing has changed; try again when you like.',
  lockNow: 'Lock now',
  turnOffTitle: 'Turn it off',
  turnOffText: 'To choose another passcode, turn the lock off and on again.',
  turnOff: 'Turn off the app lock',

  locked: 'Tallybook is locked',
  unlock: 'Unlock',
  unlockByDevice: 'Unlock with this device',
  checking: 'Checking',
  deviceFailed: 'This device did not confirm it. Try again, or type your passcode.',
  wrong: 'This is not the passcode.',
  wait: (howLong: string) => `Too many wrong passcodes in a row. Wait ${howLong}, then try again.`,
  mayTryAgain: 'You can try again now.',
  seconds: (count: string) => `${count} seconds`,

  forgotten: 'Forgotten it?',
  signInTitle: 'With your account',
  signInText: (username: string) =>
    `The password of “${username}” takes the lock away. Nothing is lost. This needs the network.`,
  password: 'Password',
  signIn: 'Take the lock away',
  signInProblems: {
    'wrong-credentials': 'This is not the password of your account.',
    'slow-down': 'Too many tries. Wait a few minutes, then try again.',
    offline: 'The server could not be reached. Try again when you are online.',
    other: 'The server did not accept this. Try again later.',
  },
  missingPassword: 'Type the password of your account.',
  eraseTitle: 'Without it',
  eraseText: 'Everything of Tallybook is taken off this device, with the lock.',
  eraseAsk: 'See what would be lost',
  entriesLost: (count: string, isOne: boolean) =>
    isOne
      ? '1 personal entry is on this device only, unless you have a backup of it. It would be gone.'
      : `${count} personal entries are on this device only, unless you have a backup of them. They would be gone.`,
  classesLost: (count: string, isOne: boolean) =>
    isOne
      ? '1 class has changes that are not synced. They would be gone.'
      : `${count} classes have changes that are not synced. They would be gone.`,
  asideLost: (count: string, isOne: boolean) =>
    isOne
      ? '1 change is kept beside its class, on this device only. It would be gone.'
      : `${count} changes are kept beside their classes, on this device only. They would be gone.`,
  nothingLost: 'All that is known to be here is synced as well. It comes back when you sign in.',
  notCounted:
    'What is on this device could not be read now, so nobody can say what would be lost. Reload and look again first.',
  syncedStays: 'What is synced stays on the server.',
  eraseWord: 'ERASE',
  typeWord: (word: string) => `Type ${word} to go on`,
  wordMissing: (word: string) => `Type ${word}, as it is written here.`,
  erase: 'Take everything off this device',
  eraseFailed:
    'Not everything could be taken off: Tallybook is open in another tab, or the storage does not answer. Close the other tabs and try again.',
  cancel: 'Go back',
};

export type LockMessages = typeof lockMessagesEn;
