/** Texts of backups and of a ledger that cannot be opened. */
export const transferMessagesEn = {
  backup: {
    title: 'Backup',
    saveTitle: 'Save a copy',
    saveText:
      'One file with everything: entries, also deleted ones, and settings. It works without a network.',
    save: 'Save backup',
    savedFile: (name: string) => `Backup saved as ${name}.`,
    restoreTitle: 'Bring a copy back',
    restoreText:
      'Nothing here is overwritten: what is missing is added, and the same file twice adds nothing.',
    choose: 'Backup to restore',
    restore: 'Restore',
    preview: (when: string) => `Backup of ${when}`,
    previewUndated: 'Backup without a date',
    previewUnreadable: (count: string, isOne: boolean) =>
      isOne
        ? '1 row was damaged already when the backup was made and cannot come back'
        : `${count} rows were damaged already when the backup was made and cannot come back`,
    previewNew: (count: string, isOne: boolean) =>
      isOne ? '1 change is new here' : `${count} changes are new here`,
    previewKnown: (count: string, isOne: boolean) =>
      isOne ? '1 is here already' : `${count} are here already`,
    previewRefused: (count: string, isOne: boolean) =>
      isOne ? '1 row cannot be read and is left out' : `${count} rows cannot be read and are left out`,
    nothingNew: 'Everything in this file is here already.',
    restored: (count: string, isOne: boolean) =>
      isOne ? 'Restored 1 change.' : `Restored ${count} changes.`,
    restoredNothing: 'Everything in this file was here already; nothing was added.',
    refusals: {
      empty: 'This file is empty. Choose the file that Save backup made.',
      'cut-short': 'This backup is cut short: its end is missing. Choose the whole file.',
      'not-json': 'This file is not a backup, or it is cut off. Choose the file that Save backup made.',
      'not-a-backup': 'This file holds something else than a Tallybook backup.',
      'newer-version': 'This backup was made by a newer Tallybook. Update this one, then restore it.',
      damaged: 'This backup is damaged and cannot be read.',
      'cannot-open': 'The file could not be opened. Choose it again.',
    } as Record<string, string>,
    chooseFirst: 'Choose a backup file first.',
    changed: 'This file was changed or damaged after it was saved; what can be read is offered.',
    reminder: 'Storage here is not protected. Save a backup now and then.',
  },

  recovery: {
    title: 'Tallybook cannot open its ledger',
    exportText: 'You can still save what is readable as a backup.',
    export: 'Save backup',
    exportNothing:
      'Nothing could be read this time. Reload and try again before you change anything in the browser.',
    reload: 'Reload',
    savedFile: (name: string, count: string, isOne: boolean) =>
      isOne ? `Saved 1 change as ${name}.` : `Saved ${count} changes as ${name}.`,
    details: (detail: string) => `For a report: ${detail}`,
  },
};

export type TransferMessages = typeof transferMessagesEn;
