import { expect, it } from 'vitest';
import type { ClassEntry } from '@tallybook/shared/class-doc/records';
import { asideTitles } from './aside-titles.ts';
import { copyWithAside } from './copy-with-aside.ts';

const entry = (id: string, title: string) => ({ id, title }) as ClassEntry;

it('names a change by its own title, else by its entry, also a deleted one, else not at all', () => {
  const live = { entries: [entry('e_1', 'Bread')], deletedEntries: [entry('e_2', ' Wine ')] };
  const records = [
    { entityId: 'e_1', title: 'Cake' },
    { entityId: 'e_1', title: null },
    { entityId: 'e_2', title: null },
    { entityId: 'e_3', title: null },
  ];
  expect(asideTitles(records, live)).toEqual(['Cake', 'Bread', 'Wine', '']);
});

it('takes what is kept beside a class along in its copy', () => {
  const copy = '{"entries":[]}';
  expect(copyWithAside(copy, [])).toBe(copy);
  expect(JSON.parse(copyWithAside(copy, [{ id: 'r_1', json: '{}', refusedFor: 'key' }]))).toEqual({
    entries: [],
    notAccepted: [{ id: 'r_1', record: '{}', reason: 'key' }],
  });
});
