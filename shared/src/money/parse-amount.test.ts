import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currencyCodes, minorUnitExponent } from './currency.ts';
import type { NumberStyle } from './parse-amount.ts';
import { parseAmount } from './parse-amount.ts';

const german: NumberStyle = { decimal: ',', group: '.' };
const swiss: NumberStyle = { decimal: '.', group: '’' };

const screenLocales = (
  'af am ar ar-EG ar-MA bg bn ca cs cy da de de-AT de-CH el en-AU en-CA en-GB en-IN en-US en-ZA es es-MX et eu fa ' +
  'fi fr fr-CA fr-CH gu he hi hr hu hy id is it ja ka kk km ko lt lv mn ms my nb ne nl pl pt pt-PT ro ru sk sl sq sr ' +
  'sv sw ta te th tr uk ur uz vi zh-CN zh-TW'
).split(' ');

const read = (text: string, currency = 'EUR', style?: NumberStyle) => {
  const amount = parseAmount(text, currency, style);
  return amount.ok ? amount.value : amount.refusal.reason;
};

describe('parseAmount', () => {
  it('[M2] takes amounts from one minor unit to 1e12', () => {
    expect(
      ['0.01', '10000000000.00', '10000000000.01', '0', '0.00', '-5', '−5'].map((text) => read(text)),
    ).toEqual([...[1, 1_000_000_000_000], ...['too-large', 'zero', 'zero', 'negative', 'negative']]);
    expect(parseAmount('1e9'.replace('e9', '0'.repeat(30)), 'EUR')).toEqual({
      ok: false,
      refusal: { reason: 'too-large', maxMinor: 1_000_000_000_000 },
    });
  });

  it('[M2] takes no calculation', () => {
    expect(['1+2', '(3)', '10%', '12 €50', '+', '5-'].map((text) => read(text))).toEqual([
      ...['unreadable', 'unreadable', 'unreadable', 'unreadable', 'unfinished', 'unreadable'],
    ]);
  });

  it('[M3] refuses more decimals than the currency has and says how many it has', () => {
    expect(parseAmount('1.005', 'EUR')).toEqual({
      ok: false,
      refusal: { reason: 'too-many-decimals', currency: 'EUR', allowed: 2, given: 3 },
    });
    expect([read('12.500'), read('1.5', 'JPY'), read('100.0', 'JPY'), read('0.1234', 'KWD')]).toEqual(
      Array<string>(4).fill('too-many-decimals'),
    );
    expect([read('1.234', 'KWD'), read('0.29'), read('1.005', 'TND')]).toEqual([1234, 29, 1005]);
  });

  it('[M4] reads the digits and separators of any script', () => {
    expect(
      ['٣٫٥', '１２.５', '१२.५', '۱۲٬۳۴۵٫۶۷', '𝟙𝟚.𝟝', '１２，５', '\u200f١٢٫٥٠\u200e'].map((text) =>
        read(text),
      ),
    ).toEqual([...[350, 1250, 1250, 1_234_567, 1250, 1250, 1250]]);
  });

  it('[M4] takes no time and no date for an amount', () => {
    for (const [text, found] of [
      ['12:30', ':'],
      ['12：30', '：'],
      ['2024-05-01', '2024-05-01'],
      [' 2024–5–1 ', '2024–5–1'],
    ]) {
      expect(parseAmount(text ?? '', 'EUR')).toEqual({ ok: false, refusal: { reason: 'unreadable', found } });
    }
  });

  it('[M5] reads separators by their place', () => {
    const cases: Record<string, number | string> = {
      '1,234.56': 123_456,
      '1.234,56': 123_456,
      "1'234.56": 123_456,
      '1’234.56': 123_456,
      '1 234,56': 123_456,
      '1\u202f234,56': 123_456,
      '1\u00a0234\u00a0567,8': 123_456_780,
      '1,23,456.78': 12_345_678,
      '1,234,567': 123_456_700,
      '12,5': 1250,
      '0,12': 12,
      '1234.56': 123_456,
      '.5': 50,
      ',5': 50,
      '5.': 500,
      '12..5': 'unreadable',
      '1,2,3': 'unreadable',
      '1,23.45': 'unreadable',
      '12 50': 'unreadable',
      "1'234,567.8": 'unreadable',
      '1.2,3.4': 'unreadable',
      '.': 'unreadable',
      '1٫2٫3': 'unreadable',
      '12.50,': 1250,
      '12,50.': 1250,
      '12.50.': 1250,
      '1,234.56,': 123_456,
      '1,234.': 123_400,
      '12..': 'unreadable',
      '12.50, 3.20': 'unreadable',
    };
    for (const [text, expected] of Object.entries(cases))
      expect([text, read(text)]).toEqual([text, expected]);
  });

  it('[M6] lets the number style decide on one separator before three digits', () => {
    expect([read('1,234'), read('1.234', 'EUR', german), read('1.234', 'EUR', swiss)]).toEqual([
      ...[123_400, 123_400, 'too-many-decimals'],
    ]);
    expect([read('1,234', 'EUR', swiss), read('1,234', 'KWD', swiss), read('1,234', 'KWD')]).toEqual([
      ...[123_400, 1234, 1_234_000],
    ]);
    expect([read('0.234', 'KWD', german), read('0,234', 'KWD')]).toEqual([234, 234]);
  });

  it('[M7] passes over the own currency and refuses another', () => {
    const own = ['€ 1.234,56', '1.234,56€', 'EUR 1234.56', '1234,56 eur', '€1,234.56 EUR'];
    expect(own.map((text) => read(text))).toEqual(Array<number>(5).fill(123_456));
    expect([read('US$ 5', 'USD'), read('$5', 'MXN'), read('Fr. 12.-', 'CHF'), read('99 kr.', 'SEK')]).toEqual(
      [...[500, 500, 1200, 9900]],
    );
    expect([read('R$ 1,50', 'BRL'), read('￥500', 'JPY'), read('12.–', 'CHF')]).toEqual([150, 500, 1200]);
    expect(parseAmount('US$ 5', 'EUR')).toEqual({
      ok: false,
      refusal: { reason: 'other-currency', found: 'US$' },
    });
    expect([read('$5'), read('GBP 5'), read('A$5', 'USD'), read('5 €', 'USD')]).toEqual(
      Array<string>(4).fill('other-currency'),
    );
  });

  it('[M7] knows the marks and endings of price tags', () => {
    const cases: [text: string, currency: string, expected: number | string][] = [
      ['50,--', 'EUR', 5000],
      ['50.--', 'CHF', 5000],
      ['50,-', 'EUR', 5000],
      ['1 250,– Kč', 'CZK', 125_000],
      ['500/-', 'INR', 50_000],
      ['Rs. 1,500/-', 'INR', 150_000],
      ['500 /- KES', 'KES', 50_000],
      ['1000円', 'JPY', 1000],
      ['100元', 'CNY', 10_000],
      ['S/ 12', 'PEN', 1200],
      ['S/.12', 'PEN', 1200],
      ['Q12', 'GTQ', 1200],
      ['Q.12', 'GTQ', 1200],
      ['KSh 100', 'KES', 10_000],
      ['12 euro', 'EUR', 1200],
      ['12 руб.', 'RUB', 1200],
      ['1 234,50 zł', 'PLN', 123_450],
      ['1 234 F CFA', 'XOF', 1234],
      ['AR$ 12', 'ARS', 1200],
      ['١٢٫٥٠ د.إ.', 'AED', 1250],
      ['.50 €', 'EUR', 50],
      ['€.50', 'EUR', 50],
      ['EUR.50', 'EUR', 50],
      ['Q12', 'USD', 'other-currency'],
      ['12 euro', 'USD', 'other-currency'],
      ['S/ 12', 'EUR', 'other-currency'],
      ['12 $US', 'CAD', 'other-currency'],
      ['د.إ. 12', 'SAR', 'other-currency'],
      ['AR$ 12', 'CLP', 'other-currency'],
      ['E£ 12', 'EUR', 'other-currency'],
      ['JP¥ 12', 'JPY', 12],
      ['US$ 12', 'UYU', 'other-currency'],
      ['K5', 'ZMW', 500],
      ['၅ K', 'MMK', 500],
      ['5K', 'ZMW', 'unreadable'],
      ['5k', 'EUR', 'unreadable'],
      ['5 万円', 'JPY', 'unreadable'],
      ['12.--3', 'EUR', 'unreadable'],
    ];
    for (const [text, currency, expected] of cases) {
      expect([text, currency, read(text, currency)]).toEqual([text, currency, expected]);
    }
  });

  it('[M7] never takes what a screen shows for another amount', () => {
    let shown = 0;
    let understood = 0;
    for (const locale of screenLocales) {
      const separators = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(1_234_567.5);
      const separator = (type: string) => separators.find((part) => part.type === type)?.value ?? '';
      const style = { decimal: separator('decimal'), group: separator('group') };
      for (const currency of currencyCodes) {
        const exponent = minorUnitExponent(currency);
        const text = new Intl.NumberFormat(locale, {
          style: 'currency',
          currency,
          currencyDisplay: 'narrowSymbol',
          minimumFractionDigits: exponent,
          maximumFractionDigits: exponent,
        }).format(exponent === 0 ? 1234 : 1234.5);
        const amount = read(text, currency, style);
        const expected = exponent === 0 ? 1234 : 1234.5 * 10 ** exponent;
        shown++;
        if (typeof amount === 'number') {
          understood++;
          expect([locale, text, amount]).toEqual([locale, text, expected]);
        }
      }
    }
    // The rest has marks that only one language uses for a far country's money.
    expect(understood / shown).toBeGreaterThan(0.98);
  });

  it('[M7] says which piece it cannot read', () => {
    for (const [text, found] of [
      ['1e5', 'e'],
      ['12 apples', 'apples'],
      ['5 ½', '½'],
      ['#5', '#'],
      ['5 😀', '😀'],
    ]) {
      expect(parseAmount(text ?? '', 'EUR')).toEqual({ ok: false, refusal: { reason: 'unreadable', found } });
    }
  });

  it('[M16] refuses nothing and too much by name', () => {
    expect([read(''), read('  '), read('€'), read('\u200e')]).toEqual(Array<string>(4).fill('empty'));
    expect(parseAmount('9'.repeat(201), 'EUR')).toEqual({
      ok: false,
      refusal: { reason: 'too-long', limit: 200, given: 201 },
    });
    expect(read(` ${'0'.repeat(199)}1 `)).toBe(100);
  });

  it('[M16] never throws, and gives an amount or a reason', () => {
    const amountLike = fc.string({
      unit: fc.constantFrom(...Array.from("0123456789.,'٫٬ +-*/()%x€$=EUR٣५")),
      maxLength: 40,
    });
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 250 }), amountLike);
    fc.assert(
      fc.property(
        text,
        fc.constantFrom('EUR', 'JPY', 'KWD', ''),
        fc.constantFrom(german, swiss),
        (typed, code, style) => {
          const amount = parseAmount(typed, code, style);
          if (amount.ok) expect(Number.isSafeInteger(amount.value) && amount.value > 0).toBe(true);
          else expect(amount.refusal.reason).toMatch(/^[a-z-]+$/);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
