import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldLog } from '../revisions/fold.ts';
import type { RevisionRow } from '../revisions/revision.ts';
import { createEntry, editEntry, replaceEntry } from './personal-commands.ts';
import type { PersonalEntry } from './personal-entry.ts';
import { entryFromEntity } from './personal-entry.ts';
import type { PersonalFields } from './personal-fields.ts';
import { validateFields } from './personal-fields.ts';
import { isTag, mergeTags, sortTags, tagKey, toTag } from './tags.ts';

const lunch: PersonalFields = {
  ...{ kind: 'expense', amountMinor: 1250, currency: 'EUR', day: '2026-11-22' },
  ...{ title: 'Lunch', category: 'eating-out', note: '' },
};
const created = (tags: readonly string[]): RevisionRow =>
  createEntry({ ...lunch, tags }, { t: 1000, id: 'e_lunch001' });
const raw = (id: string, s: unknown, b: string[] = ['e_lunch001']): RevisionRow => ({
  id,
  json: JSON.stringify({
    k: 'x',
    ...(id.startsWith('e_') ? {} : { e: 'e_lunch001', b }),
    t: 2000,
    a: 'm_self00',
    s,
  }),
});

function entryOf(rows: readonly RevisionRow[]): PersonalEntry {
  const entity = foldLog(rows).entities.get('e_lunch001');
  const entry = entity && entryFromEntity(entity);
  if (!entry) throw new Error('The entry is missing');
  return entry;
}

function retag(rows: readonly RevisionRow[], tags: readonly string[], t: number, id: string): RevisionRow {
  const edit = editEntry(entryOf(rows), { ...lunch, tags }, { t, id });
  if (!edit) throw new Error('Nothing changed');
  return edit;
}

const anyTags = fc.uniqueArray(fc.constantFrom('a', 'B', 'café', 'work', 'trip', 'عمل', '__proto__'), {
  maxLength: 7,
});

describe('tags', () => {
  it('[L12] stores a new record’s tags as one group, sorted and distinct', () => {
    const row = created(['work', 'Café', 'WORK', 'cafe']);
    expect((JSON.parse(row.json) as { s: unknown }).s).toMatchObject({ tags: ['Café', 'work'] });
    expect(entryOf([row]).tags).toEqual(['Café', 'work']);
    expect(created([]).json).not.toContain('tags');
  });

  it('[L12] keeps what each of two devices added and removed, whichever came later', () => {
    for (const [phoneTime, laptopTime] of [
      [2000, 3000],
      [3000, 2000],
    ] as const) {
      const rows = [created(['work', 'trip'])];
      const onPhone = retag(rows, ['work', 'trip', 'berlin'], phoneTime, 'r_phone001');
      const onLaptop = retag(rows, ['work', 'client'], laptopTime, 'r_laptop01');
      expect(entryOf([...rows, onLaptop, onPhone]).tags).toEqual(['berlin', 'client', 'work']);
    }
  });

  it('[L12] lets the later of two edits of the same tag win, and an edit that saw another always', () => {
    const rows = [created(['work'])];
    const removed = retag(rows, [], 3000, 'r_removed1');
    const spelled = retag(rows, ['Work'], 2000, 'r_spelled1');
    expect(entryOf([...rows, removed, spelled]).tags).toEqual([]);
    const back = retag([...rows, removed, spelled], ['work'], 1500, 'r_again001');
    expect(entryOf([...rows, removed, spelled, back]).tags).toEqual(['work']);
  });

  it('[L12] writes a group for each tag that differs, and none for fields that say nothing about tags', () => {
    const rows = [created(['work', 'trip'])];
    const edit = retag(rows, ['Work', 'new'], 2000, 'r_edit0001');
    expect((JSON.parse(edit.json) as { s: unknown }).s).toEqual({
      'tag:trip': 0,
      'tag:work': 'Work',
      'tag:new': 'new',
    });
    expect(editEntry(entryOf(rows), lunch, { t: 2000, id: 'r_edit0001' })).toBeNull();
  });

  it('[L12] reaches any tags from any others', () => {
    fc.assert(
      fc.property(anyTags, anyTags, (before, after) => {
        const row = created(before);
        const edit = editEntry(entryOf([row]), { ...lunch, tags: after }, { t: 1, id: 'r_edit0001' });
        expect(entryOf(edit ? [row, edit] : [row]).tags).toEqual(sortTags(after));
      }),
    );
  });

  it('[L12] merges a form with what others changed meanwhile', () => {
    expect(mergeTags(['a', 'b'], ['a', 'c'], ['b', 'd'])).toEqual(['c', 'd']);
    expect(mergeTags(['a'], ['a'], ['z'])).toEqual(['z']);
    fc.assert(
      fc.property(anyTags, anyTags, (seen, form) => {
        expect(mergeTags(seen, form, seen)).toEqual(sortTags(form));
      }),
    );
  });

  it('[L12] takes the tags along when the kind of a record changes', () => {
    const stamps = [
      { t: 2000, id: 'r_gone0001' },
      { t: 2001, id: 'e_lunch002' },
    ] as const;
    const [, creation] = replaceEntry(entryOf([created(['work'])]), { ...lunch, kind: 'refund' }, ...stamps);
    expect(JSON.parse(creation.json)).toMatchObject({ s: { tags: ['work'] } });
  });

  it('[L12] reads values of other types as no tags', () => {
    const rows = [raw('e_lunch001', { tags: ['ok', 7, 'two words', null, '#x', 'ok'] })];
    expect(entryOf(rows).tags).toEqual(['ok']);
    const odd = raw('r_odd00001', { 'tag:ok': 1, 'tag:no': 'other', 'tag:': '', 'tag:new': 'New' });
    expect(entryOf([...rows, odd]).tags).toEqual(['New', 'ok']);
    expect(entryOf([raw('e_lunch001', { tags: 'work' })]).tags).toEqual([]);
  });

  it('[L13] makes a tag of what is typed', () => {
    expect(
      ['#work', ' # two  words ', '＃仕事', '\u200f#عمل\u200f', 'Zürich', '2026', '🎉'].map(toTag),
    ).toEqual([...['work', 'two-words', '仕事', 'عمل', 'Zürich', '2026', '🎉']]);
    expect(['', '#', '##a', 'a,b', '\u0301', 'a'.repeat(41), '\u200f'].map(toTag)).toEqual(
      Array(7).fill(null),
    );
    expect([isTag('a'.repeat(40)), isTag('a b'), isTag('a\u202eb'), tagKey('CAFÉ')]).toEqual([
      true,
      false,
      false,
      'cafe',
    ]);
  });

  it('[L13] names tags at fault, and how many are too many', () => {
    const refusalOf = (tags: readonly string[]) => {
      const check = validateFields({ ...lunch, tags });
      return check.ok ? null : check.refusal;
    };
    const many = (count: number) => Array.from({ length: count }, (_, i) => `t${String(i)}`);
    expect(refusalOf(['ok', 'not ok'])).toEqual([{ field: 'tags', reason: 'not-a-tag', found: 'not ok' }]);
    expect(refusalOf(many(21))).toEqual([{ field: 'tags', reason: 'too-many', limit: 20, given: 21 }]);
    expect(refusalOf([...many(20), 'T1'])).toBeNull();
    expect(() => createEntry({ ...lunch, tags: ['a b'] }, { t: 1, id: 'e_lunch001' })).toThrow(TypeError);
  });

  it('[L13] fits the longest tags into a record, or says that it does not', () => {
    const hangul = (i: number) => '각'.repeat(38) + String(i).padStart(2, '0');
    const tags = Array.from({ length: 20 }, (_, i) => hangul(i));
    const heavy = { ...lunch, tags, note: 'x'.repeat(10_000) };
    expect(validateFields(heavy).ok).toBe(true);
    expect(entryOf([createEntry(heavy, { t: 1, id: 'e_lunch001' })]).tags).toHaveLength(20);
    expect(retag([created([])], tags, 2, 'r_edit0001').json.length).toBeGreaterThan(0);
    const check = validateFields({ ...heavy, note: '€'.repeat(10_000) });
    expect(check.ok || check.refusal).toMatchObject([{ field: 'note', reason: 'too-heavy' }]);
  });
});
