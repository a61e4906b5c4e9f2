import { classBalancesMessagesEn } from '$lib/locale/class-balances-messages-en.ts';
import { expect, test } from 'vitest';
import { conversionFault, rateTyped } from './convert-choice.ts';

const style = { decimal: '.', group: ',' };
const texts = classBalancesMessagesEn.convert;
const typed = { by: 'rate', rate: '', fromAmount: '', toAmount: '' } as const;

test('a rate is read as a pair of integers, with a comma or a point', () => {
  expect(rateTyped({ ...typed, rate: '0.92' }, 'USD', 'EUR', style)).toEqual({ num: 23, den: 25 });
  expect(rateTyped({ ...typed, rate: ' 0,92 ' }, 'USD', 'EUR', style)).toEqual({ num: 23, den: 25 });
  expect(rateTyped({ ...typed, rate: '17,250' }, 'EUR', 'IDR', style)).toEqual({ num: 17_250, den: 1 });
});

test('both amounts give the rate by the decimals of both currencies', () => {
  const amounts = { ...typed, by: 'amounts', fromAmount: '1000', toAmount: '6.00' } as const;
  expect(rateTyped(amounts, 'JPY', 'EUR', style)).toEqual({ num: 3, den: 500 });
});

test.each(['', '0', '0.00', '-1', 'abc', '1.2.3', '9'.repeat(40)])('a rate of "%s" is none', (rate) => {
  expect(rateTyped({ ...typed, rate }, 'USD', 'EUR', style)).toBeNull();
});

test('an amount of zero or one that is missing gives no rate', () => {
  const by = 'amounts';
  expect(rateTyped({ ...typed, by, fromAmount: '0', toAmount: '5' }, 'USD', 'EUR', style)).toBeNull();
  expect(rateTyped({ ...typed, by, fromAmount: '5', toAmount: '' }, 'USD', 'EUR', style)).toBeNull();
});

test('each refusal has a sentence of its own', () => {
  const rate = conversionFault({ reason: 'not-a-rate' }, 'rate', texts);
  expect(rate).toBe(texts.noRate);
  expect(conversionFault({ reason: 'not-a-rate' }, 'amounts', texts)).toBe(texts.noAmounts);
  expect(conversionFault({ reason: 'same-currency', currency: 'EUR' }, 'rate', texts)).toBe(
    texts.sameCurrency,
  );
  expect(conversionFault({ reason: 'worth-nothing', currency: 'EUR' }, 'rate', texts)).toContain('EUR');
});
