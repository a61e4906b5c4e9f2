import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readQuickEntry } from './quick-entry.ts';
import type { DeclinedPiece, QuickEntry, QuickSetting } from './quick-meaning.ts';
import { englishWords, germanWords } from './test-words.ts';

/** A Monday. */
const today = '2026-11-23';
const english: QuickSetting = {
  words: englishWords,
  today,
  currency: 'EUR',
  usedCurrencies: ['EUR'],
  style: { decimal: '.', group: ',' },
  dayBeforeMonth: true,
  classes: [
    { id: 'apartment', name: 'Apartment' },
    { id: 'berlin', name: 'Apartment Berlin' },
    { id: 'ski', name: 'Ski trip', currency: 'CHF' },
    { id: 'cafe', name: 'Café Élan' },
  ],
  tags: ['Work'],
  suggestCategory: (title, flow) => {
    if (/salary/i.test(title)) return flow === 'in' ? { category: 'salary', from: 'hint' } : null;
    return /coffee|lunch/i.test(title) ? { category: 'eating-out', from: 'history' } : null;
  },
};
const german: QuickSetting = { ...english, words: germanWords, style: { decimal: ',', group: '.' } };
const american: QuickSetting = {
  ...english,
  currency: 'USD',
  usedCurrencies: ['USD'],
  dayBeforeMonth: false,
};

const read = (line: string, setting = english, declined: DeclinedPiece[] = []) =>
  readQuickEntry(line, setting, declined);

/** An entry in one line: amount, currency unless it is EUR, title, and what differs from an expense of today. */
function brief(entry: QuickEntry): string {
  const { amountMinor, amountRefusal, currency, title, day, kind, tags, classId } = entry;
  return [
    amountMinor ?? amountRefusal?.reason ?? 'none',
    ...(currency === 'EUR' ? [] : [currency]),
    title,
    ...(day === today ? [] : [day]),
    ...(kind === 'expense' ? [] : [kind]),
    ...tags.map((tag) => `#${tag}`),
    ...(classId === null ? [] : [`@${classId}`]),
  ].join(' | ');
}

function expectBrief(cases: Readonly<Record<string, string>>, setting = english): void {
  for (const [line, expected] of Object.entries(cases)) {
    expect([line, brief(read(line, setting))]).toEqual([line, expected]);
  }
}

describe('quick entry', () => {
  it('[L17] reads a line as people write it', () => {
    expectBrief({
      '12.50 coffee yesterday #work @Apartment': '1250 | coffee | 2026-11-22 | #Work | @apartment',
      'coffee 12,50': '1250 | coffee',
      'elc 12*2+33': '5700 | elc',
      '€ 12.50 lunch': '1250 | lunch',
      'lunch 20 usd fri': '2000 | USD | lunch | 2026-11-20',
      '3 beers 12': '1200 | 3 beers',
      'rent 950 1 march': '95000 | rent | 2026-03-01',
      '2026-11-03 taxi 18': '1800 | taxi | 2026-11-03',
      '+1200 salary': '120000 | salary | income',
      'refund 20 shoes': '2000 | shoes | refund',
      '': 'none | ',
      coffee: 'none | coffee',
      '12': '1200 | ',
    });
  });

  it('[L17] reads every script, no-break spaces and text from right to left', () => {
    expectBrief({
      '\u200fقهوة ١٢٫٥٠ #عمل': '1250 | \u200fقهوة | #عمل',
      '１２．５０ coffee': '1250 | coffee',
      '12,50\u00a0€\u202fcafé': '1250 | café',
      '1\u202f234,56 rent': '123456 | rent',
      'चाय २०': '2000 | चाय',
    });
    const { pieces } = read('\u200fقهوة ١٢٫٥٠');
    expect(pieces).toMatchObject([{ kind: 'amount', start: 6, end: 11, text: '١٢٫٥٠' }]);
  });

  it('[L17] says of each piece where it stands and what it means', () => {
    expect(read('lunch 12+3,50 last friday #Work').pieces).toEqual([
      {
        ...{ kind: 'amount', start: 6, end: 13, text: '12+3,50', amountMinor: 1550, currency: 'EUR' },
        ...{ isCalculation: true, rounded: false, ambiguous: false, refusal: null },
      },
      { kind: 'day', start: 14, end: 25, text: 'last friday', day: '2026-11-20' },
      { kind: 'tag', start: 26, end: 31, text: '#Work', tag: 'Work' },
    ]);
    expect(read('lunch 12').category).toEqual({ category: 'eating-out', from: 'history' });
  });

  it('[L17] never throws and never loses a letter or figure', () => {
    const part = fc.oneof(
      fc.constantFrom(
        ...[
          '12.50',
          '3',
          '€',
          'usd',
          'x',
          '-',
          '+5',
          'last',
          'fri',
          '1',
          'march',
          '3/11',
          '2026-11-03',
          '12*',
          '(3',
        ],
        ...[
          '#work',
          '@apartment',
          '@"Ski',
          'trip"',
          '@',
          '#',
          'refund',
          '-2d',
          '2',
          'days',
          'ago',
          '1.234',
          '٣٫٥',
        ],
        ...[
          'on',
          '1st',
          'of',
          '\u200f',
          '%',
          '50%',
          '9'.repeat(30),
          '99999d ago',
          '12.',
          ',',
          '—',
          '٪',
          '3.11.',
        ],
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    const line = fc
      .array(part, { maxLength: 12 })
      .chain((parts) => fc.constantFrom(' ', '\u00a0', '  ').map((space) => parts.join(space)));
    const significant = (text: string) =>
      Array.from(text.replace(/[^\p{L}\p{M}\p{N}\p{S}]/gu, ''))
        .sort()
        .join('');
    fc.assert(
      fc.property(line, fc.constantFrom(english, german, american), (typed, setting) => {
        const { pieces, title } = readQuickEntry(typed, setting);
        expect(significant(pieces.map(({ text }) => text).join('') + title)).toBe(significant(typed));
        let end = 0;
        for (const piece of pieces) {
          expect(piece.start).toBeGreaterThanOrEqual(end);
          expect(piece.text).toBe(typed.slice(piece.start, piece.end));
          end = piece.end;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('[L17] leaves what lies beyond a thousand characters alone, and is done with it at once', () => {
    const pasted = `coffee 12.50 ${'word '.repeat(300)}99.99`;
    const entry = read(pasted);
    expect(entry.amountMinor).toBe(1250);
    expect(entry.title).toBe(`coffee ${'word '.repeat(300)}99.99`);
    for (const hostile of [
      '9'.repeat(200_000),
      ' '.repeat(200_000),
      'a1'.repeat(500),
      `${'a'.repeat(998)}1`,
    ]) {
      expect(read(hostile).title.length + (read(hostile).pieces[0]?.text.length ?? 0)).toBe(
        hostile.trim().length,
      );
    }
    expect(read(' two\nlines ').title).toBe('two\nlines');
  });

  it('[L18] takes the number with a mark, else the calculation, else the one with decimals, else the last', () => {
    expectBrief({
      'iphone 15 999': '99900 | iphone 15',
      '€5 of 20 bills': '500 | of 20 bills',
      '12.50 for 3': '1250 | for 3',
      '3 for 12.50': '1250 | 3 for',
      '2*4 for 7.50': '800 | for 7.50',
      'bus 3.20 train 18.90': '1890 | bus 3.20 train',
      '7up 2': '200 | 7up',
      'h2o 3l 1.20': '120 | h2o 3l',
      'sale 50% 20': '2000 | sale 50%',
      'meeting 12:30 lunch 9': '900 | meeting 12:30 lunch',
      'coffee - 12.50': '1250 | coffee',
      'milk, 1.20': '120 | milk',
      '12 - coffee': '1200 | coffee',
      'room 12 + 3 coffee': '1500 | room coffee',
      '3 x 4,20 beer': '1260 | beer',
      '-12 coffee': '1200 | coffee',
    });
  });

  it('[L18] says what is wrong with the only number there is', () => {
    expectBrief({
      'coffee 0': 'zero | coffee',
      'coffee 12.505': 'too-many-decimals | coffee',
      'coffee 12*': 'unfinished | coffee',
      'call 99999999999999': 'too-large | call',
      'coffee 0 or 3': '300 | coffee 0 or',
    });
  });

  it('[L18] knows the currencies of marks, and words from codes', () => {
    expectBrief({
      '$20 lunch': '2000 | USD | lunch',
      'lunch £8.50': '850 | GBP | lunch',
      'lunch 1500 JPY': '1500 | JPY | lunch',
      'sushi ¥1500': '1500 | JPY | sushi',
      'try 5 beers 12': '1200 | try 5 beers',
      'TRY 500 kebab': '50000 | TRY | kebab',
      '12 all inclusive': '1200 | all inclusive',
      '20kr fika': 'none | 20kr fika',
      'usd20 lunch': '2000 | USD | lunch',
      'AR$500 empanadas': '50000 | ARS | empanadas',
      '5 usd 20': '500 | USD | 20',
      '20 euro lunch': '2000 | lunch',
    });
    expect(brief(read('20kr fika', { ...english, usedCurrencies: ['EUR', 'SEK'] }))).toBe(
      '2000 | SEK | fika',
    );
    expect(brief(read('$20 taxi', { ...english, usedCurrencies: ['EUR', 'AUD'] }))).toBe('2000 | AUD | taxi');
    expect(brief(read('Fr 12.50 Brot', { ...german, currency: 'CHF' }))).toBe('1250 | CHF | Brot');
    expect(brief(read('Fr Brot 12,50', { ...german, currency: 'CHF' }))).toBe(
      '1250 | CHF | Brot | 2026-11-20',
    );
  });

  it('[L18] reads separators in the style of the locale', () => {
    expectBrief({ 'Miete 1.234': '123400 | Miete', 'Miete 1.234,56': '123456 | Miete' }, german);
    const french = { ...english, style: { decimal: ',', group: '\u202f' } };
    expect([brief(read('loyer 1 234,56', french)), brief(read('iphone 15 999', english))]).toEqual([
      ...['123456 | loyer', '99900 | iphone 15'],
    ]);
    expect(read('rent 1,234').pieces).toMatchObject([{ ambiguous: true }]);
  });

  it('[L19] reads days', () => {
    const days: Record<string, string> = {
      today,
      Yesterday: '2026-11-22',
      'day before yesterday': '2026-11-21',
      monday: today,
      'last monday': '2026-11-16',
      'monday last': '2026-11-16',
      sun: '2026-11-22',
      'on fri.': '2026-11-20',
      tuesday: '2026-11-17',
      '1 march': '2026-03-01',
      'March 1st': '2026-03-01',
      '1st of march 2025': '2025-03-01',
      '1 december': '2026-12-01',
      '31 december': '2025-12-31',
      '29 feb': '2024-02-29',
      '3/11': '2026-11-03',
      '3/25': '2026-03-25',
      '3/11/25': '2025-11-03',
      '3.11.': '2026-11-03',
      '3.11.2025': '2025-11-03',
      '2026-11-03': '2026-11-03',
      '2026/11/3': '2026-11-03',
      '٢٠٢٦-١١-٠٣': '2026-11-03',
      '-2d': '2026-11-21',
      '−1w': '2026-11-16',
      '3 days ago': '2026-11-20',
    };
    for (const [text, day] of Object.entries(days)) {
      expect([text, brief(read(`${text} tea 4`))]).toEqual([
        text,
        `400 | tea${day === today ? '' : ` | ${day}`}`,
      ]);
      expect([text, read(`tea 4 ${text}`).day]).toEqual([text, day]);
    }
    expect(read('tea 4 3/11', american).day).toBe('2026-03-11');
  });

  it('[L19] takes the last day, and figures for the amount when there is no other', () => {
    expectBrief({
      'friday special 9 yesterday': '900 | friday special | 2026-11-22',
      'lunch 12/4': '300 | lunch',
      'lunch 12/4 20': '2000 | lunch | 2026-04-12',
      'rent 1 march 2000': '200000 | rent | 2026-03-01',
      'rent 950 1 march 2025': '95000 | rent | 2025-03-01',
      '2026-02-30 tea 4': '400 | 2026-02-30 tea',
      'tea 4 in march': '400 | tea in march',
      'tea 4 1 march 12': '1200 | tea 4 | 2026-03-01',
      'tea 4 99999 days ago': '9999900 | tea 4 days ago',
      "yesterday's bread 3": "300 | yesterday's bread",
    });
  });

  it('[L19] takes its words from the language', () => {
    expectBrief(
      {
        'Kaffee 3,20 vorgestern': '320 | Kaffee | 2026-11-21',
        'Miete 950 1. März': '95000 | Miete | 2026-03-01',
        'Brot 4 letzten Freitag': '400 | Brot | 2026-11-20',
        'Brot 4 am Fr.': '400 | Brot | 2026-11-20',
        'Brot 4 vor 3 Tagen': '400 | Brot | 2026-11-20',
        'Erstattung 20 Schuhe': '2000 | Schuhe | refund',
        'coffee 4 yesterday': '400 | coffee yesterday',
      },
      german,
    );
  });

  it('[L20] knows classes by the beginning of their name, without case and diacritics', () => {
    expectBrief({
      'beer 5 @apartment': '500 | beer | @apartment',
      'beer 5 @Apartment b': '500 | beer | @berlin',
      'beer 5 @ski': '500 | CHF | beer | @ski',
      '@ski trip beer 5': '500 | CHF | beer | @ski',
      '@"ski trip" beer 5': '500 | CHF | beer | @ski',
      '@SKI fondue 5': '500 | CHF | fondue | @ski',
      'espresso 2 @cafe elan': '200 | espresso | @cafe',
      'beer 5 @ap': '500 | beer @ap',
      'beer 5 @nobody': '500 | beer @nobody',
      'mail to a@b.c 5': '500 | mail to a@b.c',
      '$5 beer @ski': '500 | USD | beer | @ski',
      'beer 5 @ski @apartment': '500 | CHF | beer @apartment | @ski',
    });
  });

  it('[L20] takes words with a hash as tags, each once', () => {
    expectBrief({
      'tea 4 #trip, #Trip #café': '400 | tea #Trip | #trip | #café',
      'room #3 80': '8000 | room #3',
      '#work tea 4': '400 | tea | #Work',
      'tea 4 ＃仕事': '400 | tea | #仕事',
      'c# course 40': '4000 | c# course',
    });
    const many = Array.from({ length: 25 }, (_, i) => `#t${String(i)}`).join(' ');
    expect(read(many).tags).toHaveLength(20);
    expect(read(many).title).toBe('#t20 #t21 #t22 #t23 #t24');
  });

  it('[L21] reads income and refunds from a sign, the first word, or what such titles were', () => {
    expectBrief({
      'salary 1200': '120000 | salary | income',
      '-1200 salary': '120000 | salary',
      'tax refund 200': '20000 | tax refund',
      '20 refund shoes': '2000 | shoes | refund',
      'income 50 flea market': '5000 | flea market | income',
      '+5': '500 |  | income',
    });
    expect(read('salary 1200').category).toEqual({ category: 'salary', from: 'hint' });
    expect(read('salary 1200', english, [{ kind: 'flow', text: '' }]).kind).toBe('expense');
  });

  it('[L22] reads a guess that was taken back as title, and finds the next best', () => {
    const declined = (line: string, ...pieces: DeclinedPiece[]) => brief(read(line, english, pieces));
    expect(declined('3 beers 12', { kind: 'amount', text: '12' })).toBe('300 | beers 12');
    expect(declined('sunday roast 12', { kind: 'day', text: 'sunday' })).toBe('1200 | sunday roast');
    expect(declined('tea 4 #trip', { kind: 'tag', text: '#trip' })).toBe('400 | tea #trip');
    expect(declined('tea 4 @ski', { kind: 'class', text: '@ski' })).toBe('400 | tea @ski');
    expect(declined('refund 4 tea', { kind: 'flow', text: 'refund' })).toBe('400 | refund tea');
    expect(declined('lunch 12/4 20', { kind: 'day', text: '12/4' })).toBe('300 | lunch 20');
    expect(declined('tea 4 friday yesterday', { kind: 'day', text: 'yesterday' })).toBe(
      '400 | tea yesterday | 2026-11-20',
    );
  });
});
