import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';

/** An entry for tests: one euro of groceries, with what the test is about on top. */
export function makeEntry(own: Partial<PersonalEntry>): PersonalEntry {
  return {
    id: 'e_fixture1',
    kind: 'expense',
    amountMinor: 100,
    currency: 'EUR',
    day: '2026-11-22',
    title: '',
    category: 'groceries',
    note: '',
    tags: [],
    deleted: false,
    deletedAt: null,
    editedWhileDeleted: false,
    createdAt: 0,
    changedAt: 0,
    heads: [],
    unreadable: false,
    ...own,
  };
}
