/** Texts of signing up and in, and of the account. */
export const accountMessagesEn = {
  username: 'Username',
  usernameHint: 'You sign in with it. Letters, digits, dots, hyphens and underscores.',
  displayName: 'Display name',
  displayNameHint: 'What others see in your classes.',
  password: 'Password',
  passwordHint: 'At least 12 characters. A few words that only you would put together work well.',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  signUpCode: 'Sign-up code',
  signUpCodeHint: 'The host of this server gives it out.',
  recoveryCode: 'Recovery code',
  newPassword: 'New password',
  currentPassword: 'Current password',

  signUp: {
    title: 'Create an account',
    text: 'An account lets you share classes. What you have logged on this device comes along.',
    action: 'Create account',
    haveOne: 'I have an account',
    closed:
      'This server takes no new accounts. Ask its host, or go on without an account: everything personal works.',
  },

  signIn: {
    title: 'Sign in',
    action: 'Sign in',
    sessionOver: 'Your session has ended. Everything here still works; signing in again syncs it.',
    forgotten: 'I have forgotten my password',
    noAccount: 'Create an account',
  },

  recover: {
    title: 'Set a new password',
    text: 'Use the recovery code that was shown when you created the account. Your other devices are signed out.',
    action: 'Set password',
  },

  code: {
    title: 'Your recovery code',
    text: (username: string) =>
      `If you forget the password of “${username}”, only this code lets you set a new one. Write it down or keep it in a password manager: it is not shown again.`,
    copy: 'Copy',
    copied: 'Copied',
    cannotCopy: 'The browser did not allow copying. Select the code and copy it by hand.',
    kept: 'I have kept it',
    gone: 'The recovery code was shown once and is no longer here. You can make a new one in Settings, Account.',
  },

  adopt: {
    title: 'Entries on this device',
    text: (count: string, isOne: boolean) =>
      isOne
        ? '1 entry was logged on this device without an account. Does it belong to you?'
        : `${count} entries were logged on this device without an account. Do they belong to you?`,
    move: (count: string, isOne: boolean) =>
      isOne ? 'Move it into my account' : `Move ${count} entries into my account`,
    leave: 'Leave them here',
    leaveText: 'Left here, they appear when you sign out, and can be moved later in Settings, Account.',
    done: (count: string, isOne: boolean) => (isOne ? 'Moved 1 change.' : `Moved ${count} changes.`),
    partly: (count: string) =>
      `${count} could not be read and stayed where they were. A backup carries them along.`,
    failed: 'They could not be moved just now, and nothing was lost. Try again.',
    nothing: 'There is nothing to move.',
    goOn: 'Go on',
  },

  account: {
    title: 'Account',
    none: 'You use Tallybook without an account. Your own expenses need none; sharing a class does.',
    signedInAs: (username: string) => `Signed in as ${username}`,
    sessionOver: (username: string) =>
      `You are signed out of ${username}. Everything here still works; signing in syncs it.`,
    rename: 'Save name',
    renamed: 'Saved.',
    passwordTitle: 'Password',
    changePassword: 'Change password',
    changed: 'Password changed. Your other devices are signed out.',
    renewTitle: 'Recovery code',
    renewText: 'A new code takes the place of the old one, which then no longer works.',
    renew: 'Make a new recovery code',
    renewed:
      'Write this down or keep it in a password manager: it is not shown again, and the old code no longer works.',
    sessionsTitle: 'Signed-in devices',
    thisDevice: 'This device',
    lastSeen: (when: string) => `Last seen ${when}`,
    endSession: 'Sign out',
    endSessionOf: (device: string) => `Sign out ${device}`,
    sessionsFailed: 'The list needs the network.',
    signOut: 'Sign out',
    signOutOffline:
      'Signing out needs the server, which cannot be reached. Try again when you are online, or lock this device.',
    signOutText: 'Your data stays on this device, and appears again when you sign in.',
    unknownDevice: 'Unknown device',
    deleteTitle: 'Delete the account',
    deleteText:
      'In your classes you become “Former member”: the shared entries and their amounts stay, since they belong to the others, too. Classes that you own go to their longest-standing member, and those with nobody else are deleted. This cannot be undone.',
    deleteAction: 'Delete account',
    deleteConfirm: 'Delete for ever',
    cancel: 'Cancel',
    deleted: 'The account is deleted. What was on this device is still here until you remove it below.',
    devicesTitle: 'Accounts on this device',
    signInAgain: 'Sign in',
    signInAs: (username: string) => `Sign in as ${username}`,
    remove: 'Remove from this device',
    removeOf: (username: string) => `Remove ${username} from this device`,
    removeText: (username: string) =>
      `Everything of “${username}” is taken off this device. What is synced stays on the server.`,
    onlyEntries: (count: string, isOne: boolean) =>
      isOne
        ? '1 personal entry exists only here and would be gone. Save a backup first.'
        : `${count} personal entries exist only here and would be gone. Save a backup first.`,
    onlyClasses: (names: string) =>
      `Not yet synced: ${names}. Sign in and sync first, or these changes are gone.`,
    onlyAside: (count: string, isOne: boolean, name: string) =>
      isOne
        ? `1 change of “${name}” is not in the class and is kept only here. It would be gone.`
        : `${count} changes of “${name}” are not in the class and are kept only here. They would be gone.`,
    saveBackup: 'Save a backup',
    backups: {
      saved: 'The backup is among your downloads. Classes are not in it.',
      failed: 'The backup could not be saved. Sign in to this account to see what is there.',
    },
    removeConfirm: 'Remove everything',
    removeFailed: 'It is open in another tab. Close the other tabs of Tallybook and try again.',
    localTitle: 'Entries without an account',
    adopt: 'Move them into this account',
  },

  fields: {
    username: {
      'too-short': 'At least 3 characters.',
      'too-long': 'At most 32 characters.',
      'not-allowed': 'Use letters, digits, dots, hyphens and underscores, and begin with a letter or digit.',
    },
    displayName: {
      'too-short': 'Enter a name.',
      'too-long': 'At most 80 characters.',
      'not-allowed': 'Use letters, digits and signs that can be seen.',
    },
    password: {
      'too-short': 'At least 12 characters.',
      'too-long': 'At most 128 characters.',
      'too-common': 'This is one of the passwords that are guessed first. Choose another.',
      'not-allowed': 'This has a character that cannot be used. Type it anew.',
    },
    other: 'This cannot be used. Check it and try again.',
    missing: 'Fill this in.',
  } as Record<'username' | 'displayName' | 'password', Record<string, string>> & {
    other: string;
    missing: string;
  },

  failures: {
    offline: 'The server cannot be reached. What you typed is still here: try again when you are online.',
    unreadable:
      'The answer came from something else than this server. If this network has a sign-in page, open it first.',
    'username-taken': 'This username is taken. Choose another.',
    'wrong-credentials': 'Username and password do not fit together.',
    'wrong-sign-up-code': 'This sign-up code is not right. Ask the host of this server.',
    'sign-up-closed': 'This server takes no new accounts. Ask its host.',
    'sign-in-required': 'Your session has ended. Sign in again.',
    'update-needed':
      'This version of the app is too old for the server. Update it in Settings, then try again.',
    busy: 'The server is busy just now. Try again in a moment.',
  } as Record<string, string>,
  wrongCode: 'Username and recovery code do not fit together.',
  wrongPassword: 'This is not the current password.',
  slowDown: (wait: string) => `Too many tries. Try again in ${wait}.`,
  failed: 'The server could not do this just now. Try again later.',
};

export type AccountMessages = typeof accountMessagesEn;
