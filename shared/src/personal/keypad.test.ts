import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculateAmount } from '../money/calculate-amount.ts';
import type { NumberStyle } from '../money/read-number.ts';
import { centsText, pressCentsKey } from './cents-first.ts';
import type { KeypadKey, KeypadSetting } from './keypad.ts';
import { keypadResult, pressKey } from './keypad.ts';

const english: NumberStyle = { decimal: '.', group: ',' };
const german: NumberStyle = { decimal: ',', group: '.' };
const arabic: NumberStyle = { decimal: '٫', group: '٬' };
const inEuros: KeypadSetting = { currency: 'EUR', style: german };

const keyBySign: Readonly<Partial<Record<string, KeypadKey>>> = {
  ...{ ',': 'decimal', '+': 'plus', '-': 'minus', x: 'times', '/': 'divide', '%': 'percent' },
  ...{ '<': 'backspace', c: 'clear', '=': 'equals', h: '00' },
};

/** Presses a row of keys, written with one character each. */
function pressAll(keys: string, setting = inEuros, text = ''): string {
  return Array.from(keys).reduce(
    (at, sign) => pressKey(at, keyBySign[sign] ?? (sign as KeypadKey), setting),
    text,
  );
}

/** The same without the spaces that the keypad sets around operators. */
const press = (...row: Parameters<typeof pressAll>): string => pressAll(...row).replaceAll(' ', '');

const resultOf = (text: string, setting = inEuros) => {
  const result = keypadResult(text, setting);
  return result.ok ? result.value.amountMinor : result.refusal.reason;
};

describe('the keypad', () => {
  it('[L23] writes what its keys say, with the separator of the locale', () => {
    expect([press('12,50'), press('12,50', { currency: 'EUR', style: english })]).toEqual(['12,50', '12.50']);
    expect([press('12,5', { currency: 'EUR', style: arabic }), press('3x4,20')]).toEqual(['12٫5', '3×4,20']);
    expect([press('12-2/5+1'), press('5h'), press('12<<7'), press('12+3c')]).toEqual([
      '12−2÷5+1',
      '500',
      '7',
      '',
    ]);
  });

  it('[L23] takes no key that would make nonsense', () => {
    expect([press('+'), press('-'), press('%'), press('h'), press('05'), press('00')]).toEqual([
      ...['', '', '', '0', '5', '0'],
    ]);
    expect([press('1,,5'), press(',5'), press('1,5,'), press('12+,5')]).toEqual([
      '1,5',
      '0,5',
      '1,5',
      '12+0,5',
    ]);
    expect([press('12+x-3'), press('12,+3'), press('12+%'), press('10%%5')]).toEqual([
      '12−3',
      '12+3',
      '12+',
      '10%',
    ]);
  });

  it('[L23] holds the decimals of the currency, and four of a factor', () => {
    const yen: KeypadSetting = { currency: 'JPY', style: english };
    const dinars: KeypadSetting = { currency: 'KWD', style: english };
    expect([press('12,509'), press('12,5', yen), press('1,2345', dinars)]).toEqual(['12,50', '125', '1.234']);
    expect([press('10x1,19999'), press('10+1,199'), press('10/2,5', yen)]).toEqual([
      ...['10×1,1999', '10+1,19', '10÷2.5'],
    ]);
    expect(resultOf(press('1000x1,234', yen), yen)).toBe(1234);
  });

  it('[L23] holds amounts to the largest one, and the text to its length', () => {
    expect([press('99999999999999'), press('10000000000'), press('10000000001')]).toEqual([
      ...['9999999999', '10000000000', '1000000000'],
    ]);
    const long = pressAll('1+'.repeat(150));
    expect(long.length).toBeLessThanOrEqual(200);
    expect(resultOf(long)).toBe(5000);
  });

  it('[L23] gives the result of what stands there so far, and puts it in place of the calculation', () => {
    expect(['12+', '12,', '12×3−', '12+3,', '', '5−5', '5÷0'].map((text) => resultOf(text))).toEqual([
      ...[1200, 1200, 3600, 1500, 'empty', 'zero', 'division-by-zero'],
    ]);
    expect([press('10/4='), press('12='), press('1/0='), press('10/4=+1')]).toEqual([
      '2,50',
      '12',
      '1÷0',
      '2,50+1',
    ]);
    expect(press('1234x1,5=', { currency: 'KWD', style: german })).toBe('1851,000');
  });

  it('[L23] sets operators between spaces, so that figures and dashes are no date, and takes them away whole', () => {
    expect([pressAll('9000-20-15'), resultOf(pressAll('9000-20-15'))]).toEqual(['9000 − 20 − 15', 896_500]);
    expect([pressAll('12+<'), pressAll('12+<<'), pressAll('12+<-3')]).toEqual(['12', '1', '12 − 3']);
  });

  it('[L23] goes on from a text that was typed or pasted', () => {
    expect([press('5', inEuros, '1.234,5'), press('9', inEuros, '1.234,56')]).toEqual([
      '1.234,55',
      '1.234,56',
    ]);
    expect([press('+1', inEuros, '12 €'), press('<', inEuros, '12 €'), press('<', inEuros, '😀')]).toEqual([
      ...['12€+1', '12', ''],
    ]);
    expect(resultOf('12 €+1')).toBe(1300);
  });

  it('[L23] never holds a text that is no amount nor the beginning of one', () => {
    const digits: KeypadKey[] = ['0', '1', '7', '9', '00', 'decimal'];
    const key = fc.constantFrom<KeypadKey[]>(
      ...digits,
      ...(['plus', 'minus', 'times', 'divide', 'percent', 'backspace', 'equals'] as const),
    );
    const setting = fc.record({
      currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
      style: fc.constantFrom(english, german, arabic),
    });
    const allowed = ['empty', 'zero', 'negative', 'too-large', 'division-by-zero'];
    fc.assert(
      fc.property(fc.array(key, { maxLength: 40 }), setting, (keys, given) => {
        let text = '';
        for (const pressed of keys) {
          text = pressKey(text, pressed, given);
          const result = keypadResult(text, given);
          expect(
            result.ok || allowed.includes(result.refusal.reason),
            `${text} ${JSON.stringify(result)}`,
          ).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('cents first', () => {
  const type = (...keys: string[]) => keys.reduce(pressCentsKey, 0);

  it('[L24] shifts digits in from the right by the currency’s decimals', () => {
    const shown = ['1', '2', '5', '0'].map((_, i, keys) =>
      centsText(type(...keys.slice(0, i + 1)), 'EUR', german),
    );
    expect(shown).toEqual(['0,01', '0,12', '1,25', '12,50']);
    expect([
      centsText(1250, 'JPY', german),
      centsText(1250, 'KWD', english),
      centsText(0, 'EUR', english),
    ]).toEqual([...['1250', '1.250', '0.00']]);
  });

  it('[L24] takes digits of any script, double zero and deletions, and no other key', () => {
    expect([
      type('٣', '٥', '００'),
      type('1', '2', 'Backspace'),
      type('5', 'Delete'),
      type('Backspace'),
    ]).toEqual([...[3500, 1, 0, 0]]);
    expect(['a', '.', 'Enter', '-', '', '1.5', '９'.repeat(20)].map((key) => pressCentsKey(12, key))).toEqual(
      Array(7).fill(12),
    );
  });

  it('[L24] keeps what there is when a digit has no room', () => {
    expect(type(...Array<string>(13).fill('9'))).toBe(999_999_999_999);
    expect([pressCentsKey(100_000_000_000, '0'), pressCentsKey(100_000_000_000, '1')]).toEqual([1e12, 1e11]);
  });

  it('[L24] shows a text that reads as the same amount', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('0', '1', '5', '9', '00', 'Backspace'), { maxLength: 20 }),
        fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF'),
        fc.constantFrom(english, german, arabic),
        (keys, currency, style) => {
          const minor = type(...keys);
          const read = calculateAmount(centsText(minor, currency, style), currency, style);
          expect(read.ok ? read.value.amountMinor : 0).toBe(minor);
        },
      ),
    );
  });
});
