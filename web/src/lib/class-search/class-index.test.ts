import type { ClassEntry } from '@tallybook/shared/class-doc/records';
import type { EntryQuery } from '@tallybook/shared/personal/entry-query';
import { expect, it } from 'vitest';
import { ClassIndex } from './class-index.ts';

const names = new Map([
  ['m_anna', 'Anna'],
  ['m_bea', 'Béa'],
]);
const legs = [
  { cur: 'EUR', amt: 1250, pay: [['m_anna', 1250]], owe: [['m_bea2', 1250]] },
] satisfies ClassEntry['legs'];

function entry(id: string, own: Partial<ClassEntry> = {}): ClassEntry {
  return {
    ...{ id, kind: 'expense', legs, how: null, original: null, day: '2026-11-22', title: 'Dinner' },
    ...{ category: 'food', note: '', tags: ['trip'], plannedBy: null, unreadable: false, createdAt: 0 },
    ...{ createdBy: 'm_anna', changedAt: 0, changedBy: 'm_anna', deleted: false, deletedAt: null },
    ...{ editedWhileDeleted: false, heads: [], overwritten: new Map() },
    ...own,
  };
}

let named = 0;
function makeIndex(): ClassIndex {
  named = 0;
  return new ClassIndex({
    classId: 'c',
    categoryName: (category) => {
      named++;
      return category === 'food' ? 'Groceries' : '';
    },
    identity: (id) => (id === 'm_bea2' ? 'm_bea' : id),
    memberNames: names,
  });
}

function words(...forms: string[]): EntryQuery {
  return {
    terms: forms.map((form) => ({ kind: 'text', forms: [form], start: 0, end: 0, text: form })),
  };
}

it.each(['dinner', 'groceries', 'trip', 'anna', 'bea', '12.50'])('finds an entry by "%s"', (word) => {
  const one = entry('e_1');
  expect(makeIndex().find([one], words(word))).toEqual([one]);
  expect(makeIndex().find([one], words(word, 'nowhere'))).toEqual([]);
});

it('finds people by who they are after a claim', () => {
  const one = entry('e_1');
  const find = (who: string) => makeIndex().find([one], words(), { who: [who] });
  expect(find('m_bea')).toEqual([one]);
  expect(find('m_bea2')).toEqual([]);
});

it('finds an entry in two currencies once, and by either of them', () => {
  const two = entry('e_1', { legs: [...legs, { ...legs[0], cur: 'USD', amt: 900 }] as ClassEntry['legs'] });
  expect(makeIndex().find([two], words(), { currencies: ['USD'] })).toEqual([two]);
  expect(makeIndex().find([two], words('dinner'))).toEqual([two]);
});

it('still finds by its title an entry whose money cannot be read', () => {
  const one = entry('e_1', { legs: [], unreadable: true });
  expect(makeIndex().find([one], words('dinner'))).toEqual([one]);
});

it('prepares in steps and each entry once, until it changes', () => {
  const index = makeIndex();
  const [one, two] = [entry('e_1'), entry('e_2')];
  let steps = 0;
  expect(index.prepare([one, two], 0, () => steps++ < 1)).toBe(1);
  expect(named).toBe(1);
  expect(index.prepare([one, two], 1, () => true)).toBe(2);
  expect(index.find([one, two], words('anna'))).toHaveLength(2);
  expect(named).toBe(2);
  expect(index.find([entry('e_1', { title: 'Lunch' }), two], words('lunch'))).toHaveLength(1);
  expect(named).toBe(3);
});
