import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldLog } from '../revisions/fold.ts';
import type { RevisionRow } from '../revisions/revision.ts';
import {
  createEntry,
  deleteEntry,
  editEntry,
  needsReplacement,
  replaceEntry,
  restoreEntry,
} from './personal-commands.ts';
import type { PersonalEntry } from './personal-entry.ts';
import { entryFromEntity } from './personal-entry.ts';
import type { PersonalFields } from './personal-fields.ts';
import { validateFields } from './personal-fields.ts';

const coffee: PersonalFields = {
  kind: 'expense',
  amountMinor: 350,
  currency: 'EUR',
  day: '2026-11-22',
  title: 'Coffee',
  category: 'eating-out',
  note: '',
  tags: [],
};
const CREATED = { t: 1000, id: 'e_coffee01' };

const entryOf = (rows: readonly RevisionRow[], id = CREATED.id): PersonalEntry => {
  const entity = foldLog(rows).entities.get(id);
  const entry = entity ? entryFromEntity(entity) : null;
  if (!entry) throw new Error('The entry is missing');
  return entry;
};
const fieldsOf = ({
  kind,
  amountMinor,
  currency,
  day,
  title,
  category,
  note,
  tags,
}: PersonalEntry): PersonalFields => ({
  ...{ kind, amountMinor, currency, day, title, category, note, tags },
});
const raw = (k: string, s: unknown): RevisionRow => ({
  id: CREATED.id,
  json: JSON.stringify({ k, t: 86_400_000, a: 'm_self00', s }),
});

const anyText = (maxLength: number) =>
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: maxLength / 2 }),
    fc.constantFrom(
      '😀👨‍👩‍👧',
      'شاي بالنعناع',
      '\ud800',
      'a\udc00b',
      '__proto__',
      'constructor',
      '\0\n"\\',
      '\u202eabc',
    ),
  );
const anyFields: fc.Arbitrary<PersonalFields> = fc.record({
  kind: fc.constantFrom('expense', 'income', 'refund'),
  amountMinor: fc.integer({ min: 1, max: 1e12 }),
  currency: fc.constantFrom('EUR', 'JPY', 'QQQ'),
  day: fc.constantFrom('1970-01-01', '2026-02-28', '2199-12-31'),
  title: anyText(200),
  category: fc.constantFrom('', 'groceries', 'c_Abc-123'),
  note: anyText(2000),
  tags: fc.constantFrom<string[][]>([], ['trip'], ['Work', 'café', 'übung'], ['cafe', 'عمل']),
});

describe('personal records', () => {
  it('[L1] reads back whatever was written', () => {
    fc.assert(
      fc.property(anyFields, (fields) => {
        const entry = entryOf([createEntry(fields, CREATED)]);
        expect(fieldsOf(entry)).toEqual(fields);
        expect(entry).toMatchObject({
          id: CREATED.id,
          deleted: false,
          createdAt: 1000,
          heads: [CREATED.id],
          unreadable: false,
        });
      }),
    );
  });

  it('[L1] reads values of other types as empty and money that breaks a rule as unreadable', () => {
    const entry = entryOf([
      raw('x', { title: { a: 1 }, category: 7, note: null, date: '2026-02-30', money: { legs: [] } }),
    ]);
    expect(entry).toMatchObject({
      title: '',
      category: '',
      note: '',
      day: '1970-01-02',
      amountMinor: 0,
      unreadable: true,
    });
    const leg = { cur: 'EUR', amt: 5, pay: [['m_self00', 5]], owe: [['m_self00', 5]] };
    expect(entryOf([raw('i', { money: { legs: [leg, leg] } })])).toMatchObject({
      kind: 'income',
      unreadable: true,
    });
    expect(entryOf([raw('i', { money: { legs: [leg], how: ['refund'] } })])).toMatchObject({
      kind: 'income',
    });
  });

  it('[L1] leaves entities of other kinds alone', () => {
    const budget = foldLog([raw('budget', { title: 'Food' })]).entities.get(CREATED.id);
    expect(budget && entryFromEntity(budget)).toBeNull();
  });

  it('[L2] accepts the limits themselves, in any script', () => {
    for (const unit of ['a', '€', '"', '\n']) {
      const fields = { ...coffee, title: unit.repeat(200), note: unit.repeat(10_000), amountMinor: 1e12 };
      expect(validateFields(fields).ok).toBe(true);
      expect(entryOf([createEntry(fields, CREATED)]).note).toBe(fields.note);
    }
    expect(createEntry({ ...coffee, note: '😀'.repeat(5000) }, CREATED).json).toContain('😀');
  });

  it('[L2] names every field at fault', () => {
    const bad = {
      ...coffee,
      amountMinor: 0,
      currency: 'eur',
      day: '2026-02-30',
      title: 'a'.repeat(201),
      category: 'a b',
    };
    expect(validateFields({ ...bad, note: '😀'.repeat(10_000) })).toEqual({
      ok: false,
      refusal: [
        { field: 'amount', reason: 'zero' },
        { field: 'currency', reason: 'not-a-currency' },
        { field: 'day', reason: 'not-a-day' },
        { field: 'category', reason: 'not-a-category' },
        { field: 'title', reason: 'too-long', limit: 200, given: 201 },
        { field: 'note', reason: 'too-long', limit: 10_000, given: 20_000 },
      ],
    });
    const reasonOf = (fields: Partial<PersonalFields>) => {
      const check = validateFields({ ...coffee, ...fields });
      return check.ok ? 'ok' : check.refusal[0]?.reason;
    };
    expect([-1, 0.5, NaN, 1e12 + 1, Infinity].map((amountMinor) => reasonOf({ amountMinor }))).toEqual([
      ...['negative', 'not-an-integer', 'not-an-integer', 'too-large', 'too-large'],
    ]);
    expect([
      reasonOf({ day: '1969-12-31' }),
      reasonOf({ day: '2200-01-01' }),
      reasonOf({ day: '2199-12-31' }),
    ]).toEqual([...['out-of-range', 'out-of-range', 'ok']]);
    expect(reasonOf({ note: '\0'.repeat(10_000) })).toBe('too-heavy');
  });

  it('[L2] does not write what was not checked', () => {
    expect(() => createEntry({ ...coffee, amountMinor: 0 }, CREATED)).toThrow(TypeError);
  });

  it('[L3] writes only what changed, over everything it saw', () => {
    const rows = [createEntry(coffee, CREATED)];
    const entry = entryOf(rows);
    expect(editEntry(entry, coffee, { t: 2000, id: 'r_edit0001' })).toBeNull();
    const edit = editEntry(entry, { ...coffee, title: 'Tea', note: 'hot' }, { t: 2000, id: 'r_edit0001' });
    expect(JSON.parse(edit?.json ?? '')).toEqual({
      ...{ k: 'x', e: CREATED.id, b: [CREATED.id], t: 2000, a: 'm_self00', s: { title: 'Tea', note: 'hot' } },
    });
    const edited = entryOf([...rows, ...(edit ? [edit] : [])]);
    expect(edited).toMatchObject({
      title: 'Tea',
      note: 'hot',
      amountMinor: 350,
      changedAt: 2000,
      heads: ['r_edit0001'],
    });
  });

  it('[L3] reaches any fields of one kind from any others', () => {
    fc.assert(
      fc.property(anyFields, anyFields, (before, after) => {
        fc.pre(!needsReplacement(before.kind, after.kind));
        const created = createEntry(before, CREATED);
        const edit = editEntry(entryOf([created]), after, { t: 1, id: 'r_edit0001' });
        expect(fieldsOf(entryOf(edit ? [created, edit] : [created]))).toEqual(after);
      }),
    );
  });

  it('[L3] replaces a record to change its kind', () => {
    const rows = [createEntry(coffee, CREATED)];
    const income: PersonalFields = { ...coffee, kind: 'income' };
    expect(() => editEntry(entryOf(rows), income, { t: 2000, id: 'r_edit0001' })).toThrow(TypeError);
    rows.push(
      ...replaceEntry(entryOf(rows), income, { t: 2000, id: 'r_gone0001' }, { t: 2001, id: 'e_new00001' }),
    );
    expect(entryOf(rows).deleted).toBe(true);
    expect(fieldsOf(entryOf(rows, 'e_new00001'))).toEqual(income);
  });

  it('[L4] deletes, restores, and leaves the rest as it was', () => {
    const rows = [createEntry(coffee, CREATED)];
    rows.push(deleteEntry(entryOf(rows), { t: 2000, id: 'r_gone0001' }));
    expect(entryOf(rows)).toMatchObject({ deleted: true, deletedAt: 2000 });
    rows.push(restoreEntry(entryOf(rows), { t: 3000, id: 'r_back0001' }));
    expect(entryOf(rows)).toMatchObject({
      ...coffee,
      deleted: false,
      deletedAt: null,
      editedWhileDeleted: false,
    });
    rows.push(deleteEntry(entryOf(rows), { t: 4000, id: 'r_gone0002' }));
    expect(entryOf(rows).deleted).toBe(true);
  });

  it('[L4] settles an entry that was edited while it was deleted', () => {
    const created = createEntry(coffee, CREATED);
    const entry = entryOf([created]);
    const edit = editEntry(entry, { ...coffee, note: 'new' }, { t: 2000, id: 'r_edit0001' });
    const rows = [created, deleteEntry(entry, { t: 2000, id: 'r_gone0001' }), ...(edit ? [edit] : [])];
    expect(entryOf(rows)).toMatchObject({ deleted: false, editedWhileDeleted: true, note: 'new' });
    const kept = restoreEntry(entryOf(rows), { t: 3000, id: 'r_back0001' });
    expect(entryOf([...rows, kept])).toMatchObject({
      deleted: false,
      editedWhileDeleted: false,
      note: 'new',
    });
  });
});
