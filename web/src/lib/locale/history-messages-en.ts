/** The texts of the history of a record, and of the bin's groups. */
export const historyMessagesEn = {
  title: 'History',
  what: {
    created: 'Logged',
    edited: 'Changed',
    deleted: 'Moved to the bin',
    restored: 'Taken out of the bin',
  },
  amount: (before: string, after: string) => `${before} → ${after}`,
  field: (name: string, before: string, after: string) => `${name}: ${before} → ${after}`,
  first: (name: string, value: string) => `${name}: ${value}`,
  fields: { day: 'Day', title: 'Name', category: 'Spent on', note: 'Remark' },
  empty: 'nothing',
  unreadableMoney: 'money that cannot be read',
  tagsAdded: (tags: string) => `Tagged ${tags}`,
  tagsRemoved: (tags: string) => `No longer tagged ${tags}`,
  overwritten: 'Another change was made at the same time. Where both touch the same, the other one stands.',
  quarantined: 'It cannot be read in full and counts nowhere.',
  unreadable: (count: string, isOne: boolean) =>
    isOne ? 'One version cannot be read.' : `${count} versions cannot be read.`,
  kinds:
    'Changing an entry between expense and income begins a new history; what it was before is in the bin.',
  changedSince:
    'This entry was changed since it was opened here. Saving keeps both changes where they do not touch the same field.',
  unread: 'The history cannot be read right now.',
  restore: 'Bring back',
  restoreNamed: (when: string) => `Bring back what it was on ${when}`,
  restored: (when: string) => `As it was on ${when}.`,
  undo: 'Undo',
  changedMeanwhile: 'What was changed since then stays as it is.',
  wentMeanwhile: 'It is in the bin meanwhile and stays there.',

  together: (count: string, when: string) => `${count} entries, deleted ${when}`,
  restoreAll: 'Restore all',
  restoredAll: (count: string, isOne: boolean) =>
    isOne ? 'Restored one entry.' : `Restored ${count} entries.`,
  older: 'Longer than 30 days ago',
};
