import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMinor, MAX_AMOUNT_MINOR } from './amount.ts';
import { parseAmount } from './parse-amount.ts';

const styles = [
  { decimal: '.', group: ',' },
  { decimal: ',', group: '.' },
  { decimal: ',', group: '\u202f' },
  { decimal: '.', group: '’' },
  { decimal: '٫', group: '٬' },
];

describe('formatMinor', () => {
  it('[M1] writes exactly the decimals of the currency', () => {
    const cases = [
      [-7, 'EUR', '-0.07'],
      [0, 'EUR', '0.00'],
      [-0, 'EUR', '0.00'],
      [5, 'KWD', '0.005'],
      [1234, 'JPY', '1234'],
      [-1, 'JPY', '-1'],
      [12345, 'CLF', '1.2345'],
      [MAX_AMOUNT_MINOR, 'EUR', '10000000000.00'],
      [90_080_000_000_000_001n, 'EUR', '900800000000000.01'],
    ] as const;
    for (const [minor, currency, text] of cases) expect(formatMinor(minor, currency)).toBe(text);
  });

  it('[M1] reads back to the same minor units in every number style, grouped or not', () => {
    const amount = fc.integer({ min: 1, max: MAX_AMOUNT_MINOR });
    const currency = fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF');
    fc.assert(
      fc.property(
        amount,
        currency,
        fc.constantFrom(...styles),
        fc.boolean(),
        (minor, code, style, grouped) => {
          const [whole = '', fraction] = formatMinor(minor, code).split('.');
          const digits = grouped ? whole.replace(/\B(?=(?:\d{3})+$)/g, style.group) : whole;
          const text = fraction === undefined ? digits : digits + style.decimal + fraction;
          expect(parseAmount(text, code, style)).toEqual({ ok: true, value: minor });
        },
      ),
    );
  });
});
