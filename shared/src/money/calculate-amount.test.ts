import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NumberStyle } from './parse-amount.ts';
import { calculateAmount } from './calculate-amount.ts';

const read = (text: string, currency = 'EUR', style?: NumberStyle) => {
  const amount = calculateAmount(text, currency, style);
  return amount.ok ? amount.value.amountMinor : amount.refusal.reason;
};

describe('calculateAmount', () => {
  it('[M8] calculates as people write', () => {
    const cases: Record<string, number | string> = {
      '12.50+3*2': 1850,
      '3*4,20': 1260,
      '(2+3)*4': 2000,
      '((2+3))*(4-1)': 1500,
      '3 x 4': 1200,
      '3×4': 1200,
      '3·4': 1200,
      '10÷4': 250,
      '10:4': 'unreadable',
      '10−2,5': 750,
      '2*-3+10': 400,
      '3--5': 800,
      '+5': 500,
      '=12.50': 1250,
      '3+4=': 700,
      '€3 + €4': 700,
      '12.-+3': 1500,
      '12.-3': 900,
      '12,--+3': 1500,
      '500/-+3': 50_300,
      '12.--3': 900,
      '12/-3': 'negative',
      '2024-05-01': 'unreadable',
      '=2024-05-01': 'unreadable',
      '2024 - 05 - 01': 201_800,
      '1500-200-50': 125_000,
      '1500-20': 148_000,
      '12:30': 'unreadable',
      '۱۲/۵۰': 24,
      '1,234.56+1': 123_556,
      '0.1+0.2': 30,
      '1/3*3': 100,
      '1.005*2': 201,
      '(٢+٣)×٤': 2000,
      '1/0': 'division-by-zero',
      '1/(2-2)': 'division-by-zero',
      '2-5': 'negative',
      '2-2': 'zero',
      '0.01/10': 'zero',
      '0-0.001': 'negative',
      '10000000000*2': 'too-large',
      '--5': 'unreadable',
      '5*/2': 'unreadable',
      '2(3)': 'unreadable',
      '()': 'unreadable',
      '10^12': 'unreadable',
      '5+': 'unfinished',
      '5*(': 'unfinished',
      '-': 'unfinished',
      '(2+3': 'unbalanced-parenthesis',
      '2+3)': 'unbalanced-parenthesis',
      '3+$4': 'other-currency',
    };
    for (const [text, expected] of Object.entries(cases))
      expect([text, read(text)]).toEqual([text, expected]);
  });

  it('[M8] says what was calculated and whether it was rounded', () => {
    const value = (text: string) => {
      const amount = calculateAmount(text, 'EUR');
      return amount.ok ? amount.value : null;
    };
    expect(value('10/3')).toEqual({ amountMinor: 333, isCalculation: true, rounded: true, ambiguous: false });
    expect(value('10/4')).toEqual({
      amountMinor: 250,
      isCalculation: true,
      rounded: false,
      ambiguous: false,
    });
    expect(value('12.5')).toEqual({
      amountMinor: 1250,
      isCalculation: false,
      rounded: false,
      ambiguous: false,
    });
    expect([read('0.125*1'), read('5/2', 'JPY'), read('1/16', 'KWD')]).toEqual([13, 3, 63]);
  });

  it('[M6] marks a reading that could have been another', () => {
    const isAmbiguous = (text: string, currency = 'EUR', style?: NumberStyle) => {
      const amount = calculateAmount(text, currency, style);
      return amount.ok && amount.value.ambiguous;
    };
    expect([isAmbiguous('1,234'), isAmbiguous('1.234*2'), isAmbiguous('1,234', 'KWD')]).toEqual([
      true,
      true,
      true,
    ]);
    expect([isAmbiguous('1,234.00'), isAmbiguous('1.234', 'KWD'), isAmbiguous('1,23')]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('[M3] limits the decimals of a plain number, not of a factor', () => {
    expect([read('12.345'), read('+12.345'), read('12.345*2')]).toEqual([
      ...['too-many-decimals', 'too-many-decimals', 2469],
    ]);
  });

  it('[M9] takes percentages as a pocket calculator does', () => {
    const cases: Record<string, number> = {
      '50+10%': 5500,
      '50-10%': 4500,
      '100+50+10%': 16_500,
      '200*10%': 2000,
      '10%': 10,
      '10%+5': 510,
      '50+(10%)': 5010,
      '50+10%*2': 5020,
      '50+(5+5)%': 5500,
      '19.90+19%': 2368,
    };
    for (const [text, expected] of Object.entries(cases))
      expect([text, read(text)]).toEqual([text, expected]);
  });

  it('[M8] agrees with an independent exact evaluation', () => {
    fc.assert(
      fc.property(expression, ({ text, numerator, denominator }) => {
        const cents = (numerator * 200n + denominator) / (2n * denominator);
        const expected =
          numerator < 0n
            ? 'negative'
            : cents === 0n
              ? 'zero'
              : cents > 1_000_000_000_000n
                ? 'too-large'
                : Number(cents);
        expect(read(`0+${text}`)).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('[M16] survives the deepest parentheses that fit', () => {
    expect(read('('.repeat(99) + '7' + ')'.repeat(99))).toBe(700);
    expect(read('('.repeat(200))).toBe('unfinished');
    expect(read('('.repeat(100_000))).toBe('too-long');
    expect(read('9*'.repeat(99) + '9')).toBe('too-large');
  });

  it('[M16] never throws', () => {
    const operators = fc.string({
      unit: fc.constantFrom(...Array.from('0123456789.,+-*/()%x ')),
      maxLength: 60,
    });
    fc.assert(
      fc.property(fc.oneof(operators, fc.string({ unit: 'binary' })), (text) => {
        const amount = calculateAmount(text, 'EUR');
        if (amount.ok) expect(amount.value.amountMinor).toBeGreaterThan(0);
        else expect(amount.refusal.reason).not.toBe('');
      }),
      { numRuns: 2000 },
    );
  });
});

interface Expression {
  text: string;
  numerator: bigint;
  denominator: bigint;
}

/** Fully parenthesised, so that the expected value needs no precedence; the denominators are positive. */
const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.integer({ min: 0, max: 99_999 }).map((cents): Expression => ({
      text: `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`,
      numerator: BigInt(cents),
      denominator: 100n,
    })),
    fc
      .tuple(tie('expression'), fc.constantFrom('+', '-', '*', '/'), tie('expression'))
      .map(([a, operator, b]) => combine(a, operator, b)),
  ),
}));

function combine(a: Expression, operator: string, b: Expression): Expression {
  const text = `(${a.text}${operator}${b.text})`;
  if (operator === '*') {
    return { text, numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator };
  }
  if (operator === '/') {
    if (b.numerator === 0n) return a;
    const sign = b.numerator < 0n ? -1n : 1n;
    return {
      text,
      numerator: a.numerator * b.denominator * sign,
      denominator: a.denominator * b.numerator * sign,
    };
  }
  const right = operator === '+' ? b.numerator : -b.numerator;
  return {
    text,
    numerator: a.numerator * b.denominator + right * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}
