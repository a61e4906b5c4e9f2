import { describe, expect, it } from 'vitest';
import { calculateAmount } from './calculate-amount.ts';
import type { NumberStyle } from './read-number.ts';

const english: NumberStyle = { decimal: '.', group: ',' };
const german: NumberStyle = { decimal: ',', group: '.' };
const swiss: NumberStyle = { decimal: '.', group: '’' };
const french: NumberStyle = { decimal: ',', group: '\u202f' };
const arabic: NumberStyle = { decimal: '٫', group: '٬' };
const indian: NumberStyle = { decimal: '.', group: ',' };

type Row = readonly [text: string, currency: string, style: NumberStyle, expected: number | string];

/** What people type and paste, with minor units or the reason for refusing; 'n?' is ambiguous, so the screen shows n. */
const table: readonly Row[] = [
  // Typed plainly.
  ['12.50', 'EUR', english, 1250],
  ['12,50', 'EUR', german, 1250],
  ['12,5', 'EUR', english, 1250],
  ['12.5', 'EUR', german, 1250],
  ['12', 'EUR', english, 1200],
  ['.5', 'EUR', english, 50],
  [',5', 'EUR', german, 50],
  ['007', 'EUR', english, 700],
  ['0.05', 'EUR', english, 5],
  ['12.', 'EUR', english, 1200],
  ['12,-', 'EUR', german, 1200],
  // Grouped.
  ['1.234,56', 'EUR', english, 123_456],
  ['1,234.56', 'EUR', german, 123_456],
  ["1'234.56", 'CHF', swiss, 123_456],
  ['1’234.56', 'CHF', swiss, 123_456],
  ['1 234,56', 'EUR', french, 123_456],
  ['1\u202f234,56', 'EUR', french, 123_456],
  ['1\u00a0234', 'EUR', french, 123_400],
  ['12,34,567.89', 'INR', indian, 123_456_789],
  ['1,234,567', 'EUR', english, 123_456_700],
  ['1.234', 'EUR', german, '123400?'],
  ['1.234', 'EUR', english, 'too-many-decimals'],
  ['1,234', 'EUR', english, '123400?'],
  ['1,23,4', 'EUR', english, 'unreadable'],
  // Other scripts.
  ['٣٫٥', 'EUR', arabic, 350],
  ['١٬٢٣٤٫٥٦', 'EGP', arabic, 123_456],
  ['۱۲٫۵۰', 'AFN', arabic, 1250],
  ['१२.५०', 'INR', indian, 1250],
  ['１２．５０', 'EUR', english, 1250],
  ['\u200f١٢٫٥٠\u200f', 'EUR', arabic, 1250],
  // Calculations.
  ['3*4,20', 'EUR', german, 1260],
  ['12*2+33', 'EUR', english, 5700],
  ['12.50+3×2', 'EUR', english, 1850],
  ['100÷3', 'EUR', english, 3333],
  ['19.90+19%', 'EUR', english, 2368],
  ['(2+3)*4', 'EUR', english, 2000],
  ['3 x 4,20', 'EUR', german, 1260],
  ['20 − 5', 'EUR', english, 1500],
  ['=12,50', 'EUR', german, 1250],
  ['12+', 'EUR', english, 'unfinished'],
  ['5/0', 'EUR', english, 'division-by-zero'],
  ['5-9', 'EUR', english, 'negative'],
  // Pasted with a currency.
  ['€ 12.50', 'EUR', english, 1250],
  ['12,50\u00a0€', 'EUR', german, 1250],
  ['EUR 1.234,56', 'EUR', german, 123_456],
  ['$1,234.56', 'USD', english, 123_456],
  ['US$ 20', 'USD', english, 2000],
  ['₹1,00,000', 'INR', indian, 10_000_000],
  ['CHF 12.--', 'CHF', swiss, 1200],
  ['Rs.500/-', 'INR', indian, 50_000],
  ['12,50 zł', 'PLN', german, 1250],
  ['20 USD', 'EUR', english, 'other-currency'],
  // Currencies without cents, and with three decimals.
  ['1,234', 'JPY', english, '1234?'],
  ['¥1500', 'JPY', english, 1500],
  ['12.5', 'JPY', english, 'too-many-decimals'],
  ['1.250', 'KWD', english, 1250],
  ['12.5', 'KWD', english, 12_500],
  // Nothing that could be an amount.
  ['', 'EUR', english, 'empty'],
  ['12:30', 'EUR', english, 'unreadable'],
  ['2026-11-03', 'EUR', english, 'unreadable'],
];

function read([text, currency, style]: Row): number | string {
  const amount = calculateAmount(text, currency, style);
  if (!amount.ok) return amount.refusal.reason;
  return amount.value.ambiguous ? `${String(amount.value.amountMinor)}?` : amount.value.amountMinor;
}

describe('sixty inputs', () => {
  it('[M8] are read as people mean them, in the style of their locale', () => {
    expect(table.length).toBeGreaterThanOrEqual(60);
    expect(table.map((row) => [...row.slice(0, 2), read(row)])).toEqual(
      table.map(([text, currency, , expected]) => [text, currency, expected]),
    );
  });

  it('[M5] come to the same under spaces and direction marks around them', () => {
    const dressed = table.map(([text, ...rest]): Row => [`\u00a0\u200e${text}\u200f \t`, ...rest]);
    expect(dressed.map(read)).toEqual(table.map(read));
  });
});
