/** Texts of what an installed app adds: the steps to install it, the number on its icon. */
export const comfortMessagesEn = {
  iosSteps: [
    'Tap the Share button of the browser; newer versions of Safari keep it behind the button with three dots.',
    'Scroll down and choose “Add to Home Screen”, then “Add”.',
    'Open Tallybook from the home screen from then on.',
  ],
  iosWhy:
    'On an iPhone or iPad the app on the home screen has a storage of its own: it starts empty, and what you log there is not seen here.',
  iosCarry:
    'Your own entries come along in a backup: save it here, then restore it in the app on the home screen. Classes come along when you sign in there to your account.',
  iosKept:
    'Safari may delete the data of a website that was not opened for 7 days. Apps on the home screen are spared.',
  saveFirst: 'Save a backup first',
  elsewhere:
    'Look for “Install” or “Add to Home Screen” in the menu of the browser. Some browsers, such as Firefox on a computer, cannot install apps.',

  badge: {
    title: 'Number on the app’s icon',
    text: 'Once Tallybook is installed, its icon shows how often others have added, changed or deleted something in your classes since you last looked at each. What you do yourself is not counted. Opening a class takes its number away.',
    limits:
      'It is counted while Tallybook is open. Some devices show it only to apps that may send notifications, which Tallybook does not ask for.',
  },

  lock: {
    title: 'App lock',
    off: 'Ask for a passcode before anything is shown',
    on: 'On',
  },
};

export type ComfortMessages = typeof comfortMessagesEn;
