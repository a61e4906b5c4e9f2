import type { ApiRefusal } from '$lib/platform/api-request.ts';

const ID_LENGTH = 12;

/** The list of classes, a new one, and joining by a class ID. */
export const classesMessagesEn = {
  title: 'Classes',
  people: 'People',
  peopleText: 'What I owe and am owed, per person over all classes',
  newClass: 'New class',
  joinClass: 'Join class',
  unnamed: 'Class without a name',
  owed: 'you are owed',
  owe: 'you owe',
  settled: 'settled up',
  archived: (count: string) => `Archived (${count})`,
  notes: {
    removed: 'You were removed. Your copy stays readable.',
    deleted: 'It was deleted for everybody. Your copy stays readable.',
    'too-large': 'It is full. Go on in a new class.',
    unsaved: 'The last change is not saved.',
    unsent: 'Only on this device so far.',
  },
  unavailable: {
    title: 'Your classes could not be opened',
    text: 'Reload the page. What is saved on this device stays saved.',
    reload: 'Reload',
  },

  emptyTitle: 'Nothing shared yet',
  emptyText:
    'A class is a ledger that you share: a flat, a trip, a couple, a club. Start one, or join with the class ID that somebody gave you.',
  noAccountTitle: 'Share costs with others',
  noAccountText:
    'A class is a ledger that several people share. Everybody adds what they paid, and Tallybook says who owes whom. It takes an account, so that the others know who wrote what.',
  signUp: 'Create an account',
  signIn: 'Sign in',
  accountNeeded: {
    create: 'A class needs an account. What you typed here is kept until you are back.',
    join: 'Joining needs an account, so that the others know who you are. The class ID is kept until you are back.',
  },
  notLoaded: 'A part of the app could not be loaded. Try again when you are online; what you typed is kept.',

  create: {
    title: 'New class',
    name: 'Class name',
    nameHint: 'Such as Apartment, or Lisbon in May',
    currency: 'Currency',
    currencyHint: 'Single expenses can be in any other.',
    look: 'Picture and colour',
    picture: 'Picture',
    colour: 'Colour',
    action: 'Create class',
    creating: 'Creating…',
    offline: 'It works without a network: the class is made here and sent later.',
    names: {
      empty: 'Give the class a name.',
      'too-long': 'This name is too long. Use at most 60 characters.',
      'not-a-name': 'This name has signs that cannot be shown. Type it anew with letters and figures.',
    },
    notSaved: (why: string, advice: string) => `The class was not saved: ${why}. ${advice}`,
  },

  pictures: {
    '🏠': 'Home',
    '🧳': 'Trip',
    '❤️': 'Couple',
    '🤝': 'Friends',
    '🎉': 'Party',
    '🍕': 'Food',
    '🚗': 'Car',
    '⛺': 'Camping',
    '⚽': 'Sports',
    '🎓': 'Studies',
    '💼': 'Work',
    '🎁': 'Gift',
    '🐾': 'Pets',
    '🌱': 'Garden',
  },
  hues: {
    25: 'Red',
    95: 'Yellow',
    145: 'Green',
    185: 'Teal',
    235: 'Blue',
    290: 'Violet',
    345: 'Pink',
  },

  join: {
    title: 'Join a class',
    code: 'Class ID',
    codeHint: '12 letters and figures, such as 7K2M-9QXA-R4TD. A link works too.',
    progress: (count: number) => `${count} of ${ID_LENGTH} characters`,
    complete: 'Complete.',
    action: 'Join class',
    joining: 'Joining…',
    explain:
      'Somebody invites you to a class: a ledger that you share, in which everybody adds what they paid.',
    ready: 'The class ID is filled in. One tap, and you are in.',
    scan: 'Scan a code',
    scanning: 'Point the camera at the QR code of the class.',
    otherCode: 'This code is not one of a class. Look for the one that Tallybook shows.',
    stopScanning: 'Stop scanning',
    picture: 'What the camera sees',
    scanElsewhere: 'To scan a QR code, open the camera of your phone: it leads back to this page.',
    cameras: {
      denied:
        'The camera is blocked for this site. Allow it in the settings of the browser, or type the class ID.',
      'no-camera': 'There is no camera here. Type the class ID instead.',
      busy: 'Another app is using the camera. Close it there, or type the class ID.',
      failed: 'The camera could not read codes here. Type the class ID instead.',
    },
    typed: {
      empty: 'Type or paste the class ID. It has 12 characters.',
      short: (count: number) =>
        `This has ${count} of ${ID_LENGTH} characters. Look again: ${ID_LENGTH - count} ${ID_LENGTH - count === 1 ? 'is' : 'are'} missing.`,
      long: (count: number) =>
        `This has ${count} characters; a class ID has ${ID_LENGTH}. Take out what is too much.`,
      'unknown-character': (found: string) =>
        `“${found}” never stands in a class ID. Look at that place again: it has only letters, except U, and figures.`,
      'no-code': 'No class ID was found in this text. Paste the link or the 12 characters alone.',
    },
    refusals: {
      'not-a-code': 'This is not a class ID. It has 12 letters and figures.',
      offline:
        'Joining needs a network, and the server was not reached. The class ID is kept here; try again when you are online.',
      unreadable:
        'Something else than Tallybook answered, such as the sign-in page of a network. Open it first, then try again.',
      'no-such-class':
        'There is no class with this ID. Compare it with the one you were given; its owner may have made a new one.',
      'class-deleted':
        'There is no class with this ID. Compare it with the one you were given; its owner may have made a new one.',
      'joining-closed': 'Nobody can join this class now. Ask its owner to open joining, then try again.',
      removed: 'The owner removed you from this class. Only the owner can let you back in.',
      'class-full': 'This class has as many members as it can take. Ask its owner.',
      'too-many-classes': 'You are in as many classes as one account can be. Leave one first.',
      'slow-down': 'Too many tries. Wait a minute, then try again.',
      'sign-in-required': 'Your session has ended. Sign in, and the class ID will be here again.',
      'update-needed': 'This version of the app is too old for the server. Update it in Settings, then join.',
    } as Partial<Record<ApiRefusal | 'not-a-code', string>>,
    notKept: (why: string, advice: string) =>
      `You are a member now, but the class could not be kept here: ${why}. ${advice} Then join again.`,
    tooManyTries: (wait: string) => `Too many tries. Wait ${wait}, then try again.`,
    refusedOtherwise: 'The server could not do it just now. Try again in a minute.',
    elsewhere: (host: string) => `The link leads to another server, ${host}. Open it there.`,
    joined: 'You are in.',
    alreadyIn: 'You were in this class already.',
    ios: {
      title: 'Do you use Tallybook from the home screen?',
      text: 'The installed app keeps its own account and does not open links from Safari. Copy the class ID, open Tallybook from the home screen, choose Classes, then Join class, and paste it there.',
      copy: 'Copy it',
      copied: 'Copied',
      copyFailed: 'Copying is not possible here. Write the 12 characters down.',
    },
  },
};

export type ClassesMessages = typeof classesMessagesEn;
