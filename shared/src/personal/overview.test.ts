import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultCategories } from './categories.ts';
import type { PersonalEntry } from './personal-entry.ts';
import { foldText } from './fold-text.ts';
import { learnCategories, suggestCategory } from './suggest-category.ts';
import { spentByCategory, spentByDay, totalsByCurrency } from './totals.ts';

const november = { from: '2026-11-01', to: '2026-11-30' };

function entry(fields: Partial<PersonalEntry>): PersonalEntry {
  return {
    id: 'e_000001',
    kind: 'expense',
    amountMinor: 100,
    currency: 'EUR',
    day: '2026-11-22',
    title: '',
    category: '',
    note: '',
    tags: [],
    deleted: false,
    deletedAt: null,
    editedWhileDeleted: false,
    createdAt: 1,
    changedAt: 1,
    heads: ['e_000001'],
    unreadable: false,
    ...fields,
  };
}

const anyEntry = fc
  .record({
    kind: fc.constantFrom<PersonalEntry['kind'][]>('expense', 'income', 'refund'),
    amountMinor: fc.integer({ min: 1, max: 1e12 }),
    currency: fc.constantFrom('EUR', 'USD'),
    day: fc.constantFrom('2026-10-31', '2026-11-01', '2026-11-15', '2026-11-30', '2026-12-01'),
    title: fc.constantFrom('', 'Tea', 'tea shop', 'Rent'),
    category: fc.constantFrom('', 'groceries', 'home'),
    deleted: fc.boolean(),
    changedAt: fc.nat({ max: 5 }),
  })
  .map(entry);

describe('totals', () => {
  it('[L5] keeps currencies and flows apart and leaves out what does not count', () => {
    const totals = totalsByCurrency(
      [
        entry({ amountMinor: 1000 }),
        entry({ amountMinor: 300, kind: 'refund' }),
        entry({ amountMinor: 5000, kind: 'income' }),
        entry({ amountMinor: 7, currency: 'JPY', day: '2026-11-01' }),
        entry({ deleted: true }),
        entry({ unreadable: true, currency: '' }),
        entry({ day: '2026-10-31' }),
        entry({ day: '2026-12-01' }),
      ],
      november,
    );
    expect(totals).toEqual(
      new Map([
        ['EUR', { spentMinor: 700n, outMinor: 1000n, inMinor: 5000n, refundMinor: 300n }],
        ['JPY', { spentMinor: 7n, outMinor: 7n, inMinor: 0n, refundMinor: 0n }],
      ]),
    );
  });

  it('[L5] stays exact beyond 2^53', () => {
    const entries = Array.from({ length: 10_000 }, () => entry({ amountMinor: 1e12 }));
    const total = totalsByCurrency([...entries, entry({ amountMinor: 1 })], november).get('EUR');
    expect(total?.outMinor).toBe(10_000_000_000_000_001n);
  });

  it('[L5] lists categories by spending and every day of the range', () => {
    const entries = [
      entry({ category: 'home', amountMinor: 5 }),
      entry({ category: 'fun', amountMinor: 5 }),
      entry({ category: 'pets', amountMinor: 9, kind: 'refund' }),
      entry({ category: 'home', amountMinor: 3, day: '2026-11-21' }),
      entry({ category: 'salary', kind: 'income' }),
    ];
    expect(spentByCategory(entries, 'EUR', november)).toEqual([
      { category: 'home', amountMinor: 8n, count: 2 },
      { category: 'fun', amountMinor: 5n, count: 1 },
      { category: 'pets', amountMinor: -9n, count: 1 },
    ]);
    expect(spentByDay(entries, 'EUR', { from: '2026-11-20', to: '2026-11-22' })).toEqual([
      { day: '2026-11-20', amountMinor: 0n },
      { day: '2026-11-21', amountMinor: 3n },
      { day: '2026-11-22', amountMinor: 1n },
    ]);
    expect(spentByDay([], 'EUR', { from: '9999-12-31', to: '9999-12-31' })).toHaveLength(1);
  });

  it('[L5] adds up: categories and days make the total', () => {
    fc.assert(
      fc.property(fc.array(anyEntry), (entries) => {
        const spent = totalsByCurrency(entries, november).get('EUR')?.spentMinor ?? 0n;
        const sum = (list: readonly { amountMinor: bigint }[]) =>
          list.reduce((s, { amountMinor }) => s + amountMinor, 0n);
        expect(sum(spentByCategory(entries, 'EUR', november))).toBe(spent);
        expect(sum(spentByDay(entries, 'EUR', november))).toBe(spent);
      }),
    );
  });
});

describe('texts', () => {
  it('[L6] compares texts whatever their case, diacritics and spaces', () => {
    expect(foldText('Crème  Brûlée')).toBe(foldText(' CREME brulee'));
    expect(foldText('With İpek')).toContain('ipek');
    expect(foldText('creme tea')).not.toBe(foldText('creme'));
  });

  it('[L6] keeps letters apart that only look like marks', () => {
    expect(foldText('किताब')).not.toBe(foldText('काताब'));
    expect(foldText('شَاي')).toBe(foldText('شاي'));
  });
});

describe('category suggestion', () => {
  it('[L7] is right after one entry of the same title', () => {
    const memory = learnCategories([entry({ title: 'Café Müller', category: 'eating-out' })]);
    expect(suggestCategory(' cafe  MULLER ', 'out', memory)).toEqual({
      category: 'eating-out',
      from: 'history',
    });
    expect(suggestCategory('Café Müller', 'in', memory)).toBeNull();
    expect(suggestCategory('', 'out', memory)).toBeNull();
  });

  it('[L7] follows the most votes, then the latest', () => {
    const vote = (category: string, changedAt: number) => entry({ title: 'Amazon', category, changedAt });
    const suggest = (...entries: PersonalEntry[]) =>
      suggestCategory('amazon', 'out', learnCategories(entries))?.category;
    expect(suggest(vote('home', 1), vote('home', 2), vote('fun', 9))).toBe('home');
    expect(suggest(vote('home', 9), vote('fun', 8))).toBe('home');
    expect(suggest(vote('home', 9), { ...vote('fun', 10), deleted: true })).toBe('home');
  });

  it('[L7] goes by the words that say most, then by hints', () => {
    const memory = learnCategories([
      entry({ title: 'the market', category: 'groceries' }),
      entry({ title: 'the cinema', category: 'fun' }),
      entry({ title: 'the doctor', category: 'health' }),
    ]);
    const hints = new Map([['bus', 'transport']]);
    expect(suggestCategory('the new cinema', 'out', memory, hints)).toEqual({
      category: 'fun',
      from: 'history',
    });
    expect(suggestCategory('Bus 17', 'out', memory, hints)).toEqual({ category: 'transport', from: 'hint' });
    expect(suggestCategory('17', 'out', memory, hints)).toBeNull();
    expect(suggestCategory('constructor', 'out', memory)).toBeNull();
  });

  it('[L7] does not depend on the order of entries', () => {
    fc.assert(
      fc.property(fc.array(anyEntry), fc.constantFrom('tea', 'tea rent', 'shop'), (entries, title) => {
        const forwards = suggestCategory(title, 'out', learnCategories(entries));
        expect(suggestCategory(title, 'out', learnCategories(entries.toReversed()))).toEqual(forwards);
      }),
    );
  });
});

describe('default categories', () => {
  it('[L10] have distinct ids and neighbours that look different', () => {
    expect(new Set(defaultCategories.map(({ id }) => id)).size).toBe(defaultCategories.length);
    for (const [i, { hue, flow }] of defaultCategories.entries()) {
      const next = defaultCategories[i + 1];
      if (next?.flow !== flow) continue;
      const distance = Math.abs(hue - next.hue);
      expect(Math.min(distance, 360 - distance)).toBeGreaterThanOrEqual(25);
    }
  });
});
