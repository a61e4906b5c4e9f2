import { describe, expect, it } from 'vitest';
import { currencyCodes, currencyForRegion, isCurrencyCode, minorUnitExponent } from './currency.ts';

describe('currencies', () => {
  it('[M15] gives the exponents of ISO 4217, not those of a browser', () => {
    expect(
      ['EUR', 'HUF', 'IDR', 'RSD', 'ISK', 'JPY', 'KWD', 'IQD', 'CLF', 'UYW'].map(minorUnitExponent),
    ).toEqual([2, 2, 2, 2, 0, 0, 3, 3, 4, 4]);
  });

  it('[M15] gives two decimals for codes nobody knows and texts that are no codes', () => {
    expect(['QQQ', '', ' ', 'JPY KMF', 'PY', 'jpy'].map(minorUnitExponent)).toEqual([2, 2, 2, 2, 2, 2]);
  });

  it('[M17] offers distinct, sorted codes without metals', () => {
    expect([...new Set(currencyCodes)].sort()).toEqual(currencyCodes);
    expect(currencyCodes.every(isCurrencyCode)).toBe(true);
    expect(currencyCodes.filter((code) => ['XAU', 'XXX', 'XTS', 'XDR'].includes(code))).toEqual([]);
  });

  it('[M17] suggests the currency of a region', () => {
    const regions = [
      'DE',
      'CH',
      'US',
      'GB',
      'IN',
      'JP',
      'AE',
      'SN',
      'VE',
      'LI',
      'MX',
      'CN',
      'KW',
      'ZZ',
      'AQ',
      '',
      'de',
    ];
    expect(regions.map(currencyForRegion)).toEqual([
      ...['EUR', 'CHF', 'USD', 'GBP', 'INR', 'JPY', 'AED', 'XOF', 'VES', 'CHF', 'MXN', 'CNY', 'KWD'],
      ...[null, null, null, null],
    ]);
  });

  it('[M17] suggests only currencies that are offered', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
    const suggested = letters.flatMap((a) => letters.map((b) => currencyForRegion(a + b)));
    expect(suggested.filter((code) => code !== null && !currencyCodes.includes(code))).toEqual([]);
  });
});
