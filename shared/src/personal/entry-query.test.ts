import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QuerySetting } from './entry-query.ts';
import { parseQuery } from './entry-query.ts';
import type { EntryFilter, SearchableEntry } from './entry-search.ts';
import { indexEntry, prepareSearch } from './entry-search.ts';
import { resultTotals } from './result-totals.ts';
import { englishQueryWords } from './test-words.ts';

const setting: QuerySetting = {
  words: englishQueryWords,
  // A Monday.
  ...{ today: '2026-11-23', dayBeforeMonth: true, firstWeekday: 0 },
  style: { decimal: '.', group: ',' },
  classes: [
    { id: 'apartment', name: 'Apartment' },
    { id: 'ski', name: 'Ski trip' },
  ],
  people: [{ id: 'm_anna01', name: 'Anna Berg' }],
  categories: [
    { id: 'eating-out', name: 'Eating out' },
    { id: 'food', name: 'Food' },
    { id: 'groceries', name: 'Groceries' },
  ],
  resolveCategory: (id) => (id === 'food' ? 'groceries' : id),
};

const plain: SearchableEntry = {
  ...{ id: 'e_000001', kind: 'expense', amountMinor: 1250, currency: 'EUR', day: '2026-11-22' },
  ...{ title: '', note: '', category: '', categoryName: '', tags: [], classId: null, who: [] },
};
const entries: SearchableEntry[] = [
  {
    ...plain,
    id: 'coffee',
    title: 'Café crème',
    category: 'eating-out',
    categoryName: 'Eating out',
    tags: ['Work'],
  },
  {
    ...plain,
    id: 'bread',
    title: 'Bread',
    note: 'rye, sliced',
    amountMinor: 450,
    day: '2026-11-23',
    category: 'groceries',
  },
  {
    ...plain,
    id: 'rent',
    title: 'March rent',
    amountMinor: 95_000,
    day: '2026-03-01',
    classId: 'apartment',
    who: ['m_anna01'],
  },
  {
    ...plain,
    id: 'sushi',
    title: 'Sushi',
    amountMinor: 1500,
    currency: 'JPY',
    day: '2025-03-10',
    tags: ['trip', 'workshop'],
  },
  { ...plain, id: 'salary', kind: 'income', title: 'Salary 2026', amountMinor: 250_000, day: '2026-10-31' },
  {
    ...plain,
    id: 'lift',
    title: 'Lift pass',
    amountMinor: 5000,
    currency: 'CHF',
    day: '2026-11-16',
    classId: 'ski',
  },
];
const indexed = entries.map(indexEntry);

const found = (query: string, filter?: EntryFilter, declined?: Parameters<typeof parseQuery>[2]) => {
  const { matches } = prepareSearch(parseQuery(query, setting, declined), filter);
  return indexed
    .filter(matches)
    .map(({ id }) => id)
    .join(' ');
};

function expectFound(cases: Readonly<Record<string, string>>): void {
  for (const [query, ids] of Object.entries(cases)) expect([query, found(query)]).toEqual([query, ids]);
}
const all = entries.map(({ id }) => id).join(' ');

describe('the search of the list', () => {
  it('[L25] finds what has all the words, whatever case, marks and diacritics', () => {
    expectFound({
      '': all,
      'CAFE CREME': 'coffee',
      'crème café': 'coffee',
      'rye bread': 'bread',
      eating: 'coffee',
      'bread coffee': '',
      'CAF\u200eE': 'coffee',
      '450': '',
      '4.50': 'bread',
      '4,5': 'bread',
      '٤٫٥٠': 'bread',
      '11-22': 'coffee',
      '😀': '',
    });
  });

  it('[L25] takes phrases in quotes, and an open quote to the end', () => {
    expectFound({
      '"march rent"': 'rent',
      '"rent march"': '',
      '“March”': 'rent',
      '«march»': 'rent',
      '"march re': 'rent',
      '"': all,
      '""': all,
      '"2026" salary': 'salary',
    });
  });

  it('[L25] says of each term where it stands', () => {
    expect(
      parseQuery('  café  =12.50 "a b" last week', setting).terms.map(({ kind, start, end, text }) => [
        kind,
        start,
        end,
        text,
      ]),
    ).toEqual([
      ['text', 2, 6, 'café'],
      ['amount', 8, 14, '=12.50'],
      ['text', 15, 20, '"a b"'],
      ['days', 21, 30, 'last week'],
    ]);
  });

  it('[L25] looks for a term as text when its meaning was declined', () => {
    expect([found('march'), found('march', {}, [{ kind: 'days', text: 'march' }])]).toEqual(['rent', 'rent']);
    expect([found('2026'), found('2026', {}, [{ kind: 'days', text: '2026' }])]).toEqual([
      ...['coffee bread rent salary lift', 'coffee bread rent salary lift'],
    ]);
    expect(found('bread today', {}, [{ kind: 'days', text: 'today' }])).toBe('');
  });

  it('[L25] asks for nothing while a term is being typed', () => {
    expectFound(
      Object.fromEntries(
        ['=', '>', '>=', '#', '@', 'category:', 'from:', 'from:x', 'currency:e', 'who:'].map((text) => [
          text,
          all,
        ]),
      ),
    );
    expect(prepareSearch(parseQuery('> category:', setting)).isEmpty).toBe(true);
    expect(prepareSearch(parseQuery('>5', setting)).isEmpty).toBe(false);
  });

  it('[L26] compares amounts, in the decimals of each entry’s currency', () => {
    expectFound({
      '=12.50': 'coffee',
      '=12,5': 'coffee',
      '=1500': 'sushi',
      '>100': 'rent sushi salary',
      '> 100': 'rent sushi salary',
      '>=950': 'rent sushi salary',
      '>950': 'sushi salary',
      '<12.50': 'bread',
      '≤12.50': 'coffee bread',
      '10..60': 'coffee lift',
      '60..10': 'coffee lift',
      '..12.50': 'coffee bread',
      '1000..': 'sushi salary',
      '=1,500.00': 'sushi',
      '>٩٩٩': 'sushi salary',
      '=12.501': '',
      '>x': '',
    });
  });

  it('[L26] agrees with exact arithmetic', () => {
    const cents = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(cents, cents, (amountMinor, asked) => {
        const entry = indexEntry({ ...plain, amountMinor });
        const decimal = `${String(Math.floor(asked / 100))}.${String(asked % 100).padStart(2, '0')}`;
        const matches = (sign: string) => prepareSearch(parseQuery(sign + decimal, setting)).matches(entry);
        expect([matches('='), matches('<'), matches('>'), matches('<='), matches('>=')]).toEqual([
          ...[
            amountMinor === asked,
            amountMinor < asked,
            amountMinor > asked,
            amountMinor <= asked,
            amountMinor >= asked,
          ],
        ]);
      }),
    );
  });

  it('[L27] reads days, weeks, months and years', () => {
    expectFound({
      today: 'bread',
      yesterday: 'coffee',
      'last week': 'coffee lift',
      'this week': 'bread',
      'this month': 'coffee bread lift',
      'last month': 'salary',
      'last year': 'sushi',
      march: 'rent',
      'mar 2025': 'sushi',
      'march 2025': 'sushi',
      december: '',
      '2026-03': 'rent',
      '2025': 'sushi',
      '2026-11-22': 'coffee',
      '22/11': 'coffee',
      '22 nov': 'coffee',
      friday: '',
      sunday: 'coffee',
      '2026-10..2026-11-16': 'salary lift',
      '2026-11..': 'coffee bread lift',
      '..2025-12': 'sushi',
      'to:2025': 'sushi',
      'from:2026-11-22': 'coffee bread',
      'since:last week': 'coffee bread lift',
      'from: march to: april': 'rent',
      'to:march': 'rent sushi',
      'on:yesterday': 'coffee',
      'from:2026 coffee': '',
      'last week this month cafe': 'coffee',
    });
    const american = parseQuery('last week', { ...setting, firstWeekday: 6 }).terms;
    expect(american).toMatchObject([{ range: { from: '2026-11-15', to: '2026-11-21' } }]);
  });

  it('[L27] takes the beginning of a name of a month or weekday as text', () => {
    expectFound({ mar: 'rent', sun: '', su: 'sushi', may: '' });
    expect(parseQuery('mar', setting).terms).toMatchObject([{ kind: 'text' }]);
  });

  it('[L28] finds tags and classes by the beginning of their name, categories since merged too', () => {
    expectFound({
      '#work': 'coffee sushi',
      '#WORKS': 'sushi',
      '#work #trip': 'sushi',
      'tag:trip': 'sushi',
      '@apartment': 'rent',
      '@ap': 'rent',
      '@ski trip': 'lift',
      '@"ski trip" lift': 'lift',
      '@ski @apartment': 'rent lift',
      '@nobody': '',
      'category:eat': 'coffee',
      'category:eating out': 'coffee',
      'cat:"eating out" cafe': 'coffee',
      'category:food': 'bread',
      'category:zzz': '',
      'who:anna': 'rent',
      'with:"anna berg"': 'rent',
      'currency:chf': 'lift',
      'http://x': '',
    });
  });

  it('[L29] narrows down by filters together with the text', () => {
    expect(found('', {})).toBe(all);
    expect(found('', { categoryIds: ['groceries', 'eating-out'] })).toBe('coffee bread');
    expect(found('rye', { categoryIds: ['groceries', 'eating-out'] })).toBe('bread');
    expect(found('category:food', { categoryIds: ['eating-out'] })).toBe('');
    expect([
      found('', { tags: ['WORK'] }),
      found('', { tags: ['trip', 'work'] }),
      found('', { tags: [] }),
    ]).toEqual([...['coffee', '', all]]);
    expect([found('', { currencies: ['CHF', 'JPY'] }), found('', { kinds: ['income'] })]).toEqual([
      'sushi lift',
      'salary',
    ]);
    expect([found('', { classIds: [null] }), found('', { classIds: ['ski', 'apartment'] })]).toEqual([
      ...['coffee bread sushi salary', 'rent lift'],
    ]);
    expect([found('', { who: ['m_anna01'] }), found('', { who: ['m_nobody'] })]).toEqual(['rent', '']);
    expect(found('', { amountFrom: '12.50', amountTo: '50' })).toBe('coffee lift');
    expect(found('<20', { amountFrom: '5' })).toBe('coffee');
    expect(found('', { from: '2026-11-01', to: '2026-11-22' })).toBe('coffee lift');
    expect(found('last week', { from: '2026-11-20' })).toBe('coffee');
    expect(found('', { from: null, to: null, amountFrom: null })).toBe(all);
  });

  it('[L25] never throws, and finds an entry by any word of its own in quotes', () => {
    const part = fc.oneof(
      fc.constantFrom(
        '=',
        '>',
        '<',
        '..',
        '12.5',
        '10..',
        'from:',
        'last',
        'week',
        '#',
        '@',
        '"',
        'ski',
        '2026-',
        '-2d',
        'category:',
        '：',
      ),
      fc.string({ unit: 'binary', maxLength: 10 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), fc.constantFrom('', ' '), (parts, space) => {
        const line = parts.join(space);
        const { terms } = parseQuery(line, setting);
        prepareSearch({ terms }).matches(indexEntry({ ...plain, title: line }));
        for (const { start, end, text } of terms) expect(text).toBe(line.slice(start, end));
        const bare = line.replace(/["“”„«»]/gu, '').trim();
        const titled = indexEntry({ ...plain, title: bare });
        expect(prepareSearch(parseQuery(`"${bare}"`, setting)).matches(titled)).toBe(true);
      }),
      { numRuns: 300 },
    );
    expect(found('x '.repeat(100_000))).toBe('');
  });
});

describe('totals of a result', () => {
  it('[L30] says per currency what went out and came in', () => {
    const payment = { ...plain, kind: 'payment' as const };
    const refund = { ...plain, kind: 'refund' as const, amountMinor: 50 };
    expect(Array.from(resultTotals([...entries, payment, refund]))).toEqual([
      ['CHF', { outMinor: 5000n, inMinor: 0n, count: 1 }],
      ['EUR', { outMinor: 96_700n, inMinor: 250_050n, count: 6 }],
      ['JPY', { outMinor: 1500n, inMinor: 0n, count: 1 }],
    ]);
    expect(resultTotals([]).size).toBe(0);
  });

  it('[L30] is exact beyond 2^53', () => {
    const huge = Array.from({ length: 30_000 }, (_, i) => ({ ...plain, amountMinor: 1e12 - (i % 7) }));
    const expected = huge.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n);
    expect(expected > BigInt(Number.MAX_SAFE_INTEGER)).toBe(true);
    expect(resultTotals(huge).get('EUR')?.outMinor).toBe(expected);
  });
});

it('[L41] asks by columns what it asks of each entry', () => {
  const { columns, rest, matches } = prepareSearch(parseQuery('>5 from:2020 #work tea', setting));
  expect(columns.texts).toEqual([['tea'], ['#work']]);
  expect(columns.bounds).toHaveLength(1);
  expect(columns.days?.from).toBe('2020-01-01');
  const entry = { ...plain, title: 'Tea', day: '2021-01-01', amountMinor: 9_900 };
  for (const tags of [['work'], ['home']]) {
    const indexed = indexEntry({ ...entry, tags });
    expect(rest?.(indexed)).toBe(tags.includes('work'));
    expect(matches(indexed)).toBe(tags.includes('work'));
  }
  expect(prepareSearch(parseQuery('tea', setting)).rest).toBeNull();
});
