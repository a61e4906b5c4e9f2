import type { ClassEntry } from '@tallybook/shared/class-doc/records';

/** An entry for tests: Anna pays 30 euros for herself and two others, with what the test is about on top. */
export function makeClassEntry(own: Partial<ClassEntry>): ClassEntry {
  return {
    id: 'e_fixture1',
    kind: 'expense',
    legs: [
      {
        cur: 'EUR',
        amt: 3000,
        pay: [['m_anna', 3000]],
        owe: [
          ['m_anna', 1000],
          ['m_bea', 1000],
          ['m_cara', 1000],
        ],
      },
    ],
    how: null,
    original: null,
    day: '2026-11-22',
    title: '',
    category: '',
    note: '',
    tags: [],
    plannedBy: null,
    unreadable: false,
    createdAt: 0,
    createdBy: 'm_anna',
    changedAt: 0,
    changedBy: 'm_anna',
    deleted: false,
    deletedAt: null,
    editedWhileDeleted: false,
    heads: [],
    overwritten: new Map(),
    ...own,
  };
}
