/** What is wrong with the storage, as a heading above its advice. */
export const storageTitlesEn = {
  full: 'This device is full',
  refused: 'Nothing will be kept on this device',
  lost: 'The browser’s storage stopped answering',
  'timed-out': 'The browser’s storage does not answer',
  'blocked-by-other-tab': 'Another tab is in the way',
  'updated-in-another-tab': 'Updated in another tab',
  'newer-version': 'This ledger was written by a newer Tallybook',
  failed: 'The browser could not write',
};
