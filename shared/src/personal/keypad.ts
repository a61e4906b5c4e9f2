import type { AmountReading } from '../money/calculate-amount.ts';
import { calculateAmount } from '../money/calculate-amount.ts';
import type { AmountRefusal } from '../money/amount-refusal.ts';
import { formatMinor, MAX_AMOUNT_MINOR } from '../money/amount.ts';
import { MAX_AMOUNT_TEXT_LENGTH } from '../money/amount-tokens.ts';
import { minorUnitExponent } from '../money/currency.ts';
import { normalizeAmountText } from '../money/normalize-amount-text.ts';
import type { NumberStyle } from '../money/read-number.ts';
import type { Result } from '../money/result.ts';

/** The keys of the app's own keypad; `decimal` is the separator of the number style. */
export type KeypadKey = KeypadDigits | 'decimal' | KeypadOperator | KeypadEdit;
type KeypadDigits = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '00';
export type KeypadOperator = 'plus' | 'minus' | 'times' | 'divide' | 'percent';
export type KeypadEdit = 'backspace' | 'clear' | 'equals';

export interface KeypadSetting {
  currency: string;
  style: NumberStyle;
}

/**
 * As they stand in the text, where `calculateAmount` reads each of them; the four operators between spaces, since
 * figures joined by dashes alone may be a date.
 */
export const keypadSigns: Readonly<Record<KeypadOperator, string>> = {
  plus: '+',
  minus: '−',
  times: '×',
  divide: '÷',
  percent: '%',
};

/** Decimals of a factor, which may have more than its currency: 12,50 × 1,1999. */
const FACTOR_DECIMALS = 4;

/** The number that is being typed at the end of the text, and what stands right before it. */
const lastNumber = /([\p{Nd}.,'’٫٬\u00a0\u202f]*)$/u;
const endsWithOperator = / ?[-+−×÷*/] ?$/;

/**
 * The text of the amount field after a key. A key that would make a text which is no amount, nor the beginning of one,
 * leaves it as it was: the same text comes back. Takes texts that were typed or pasted too. [L23]
 */
export function pressKey(text: string, key: KeypadKey, setting: KeypadSetting): string {
  if (isDigits(key))
    return Array.from(key).reduce((before, digit) => pressDigit(before, digit, setting), text);
  switch (key) {
    case 'clear':
      return '';
    case 'backspace':
      return endsWithOperator.test(text)
        ? text.replace(endsWithOperator, '')
        : Array.from(text).slice(0, -1).join('');
    case 'equals':
      return calculated(text, setting);
    case 'decimal':
      return pressDecimal(text, setting);
    case 'percent':
      return /[\p{Nd})]$/u.test(text) ? fitting(text + keypadSigns.percent, text) : text;
    case 'plus':
    case 'minus':
    case 'times':
    case 'divide':
      return pressOperator(text, keypadSigns[key], setting);
  }
}

/**
 * What the text comes to so far, for the line under the field: an operator or separator at its end is passed over.
 * [L23]
 */
export function keypadResult(
  text: string,
  { currency, style }: KeypadSetting,
): Result<AmountReading, AmountRefusal> {
  return calculateAmount(withoutOpenEnd(text, style), currency, style);
}

function isDigits(key: KeypadKey): key is KeypadDigits {
  return /^\d/.test(key);
}

function pressDigit(text: string, digit: string, setting: KeypadSetting): string {
  if (/[%)]$/.test(text)) return text;
  const number = numberAtEnd(text);
  if (normalizeAmountText(number) === '0') return digit === '0' ? text : text.slice(0, -1) + digit;
  const decimals = decimalsOf(number, setting.style);
  if (decimals !== null && decimals.length >= decimalsAllowed(text, number, setting)) return text;
  if (decimals === null && isTooLarge(number + digit, setting)) return text;
  return fitting(text + digit, text);
}

function pressDecimal(text: string, setting: KeypadSetting): string {
  const number = numberAtEnd(text);
  if (/[%)]$/.test(text) || decimalsOf(number, setting.style) !== null) return text;
  if (decimalsAllowed(text, number, setting) === 0) return text;
  return fitting(`${text}${number === '' ? '0' : ''}${setting.style.decimal}`, text);
}

function pressOperator(text: string, sign: string, { style }: KeypadSetting): string {
  const closed = withoutOpenEnd(text, style);
  return closed === '' || closed.endsWith('(') ? text : fitting(`${closed} ${sign} `, text);
}

/** The result in place of the calculation, as it would be typed; the text itself when there is nothing to work out. */
function calculated(text: string, setting: KeypadSetting): string {
  const result = keypadResult(text, setting);
  if (!result.ok || !result.value.isCalculation) return text;
  return formatMinor(result.value.amountMinor, setting.currency).replace('.', setting.style.decimal);
}

function withoutOpenEnd(text: string, style: NumberStyle): string {
  const closed = text.replace(endsWithOperator, '');
  return closed.endsWith(style.decimal) ? closed.slice(0, -style.decimal.length) : closed;
}

function numberAtEnd(text: string): string {
  return lastNumber.exec(text)?.[1] ?? '';
}

function decimalsOf(number: string, { decimal }: NumberStyle): string | null {
  const at = number.lastIndexOf(decimal);
  return at < 0 ? null : number.slice(at + decimal.length);
}

function decimalsAllowed(text: string, number: string, { currency }: KeypadSetting): number {
  const before = text.slice(0, text.length - number.length).trimEnd();
  const exponent = minorUnitExponent(currency);
  return /[×÷*/]$/.test(before) ? Math.max(exponent, FACTOR_DECIMALS) : exponent;
}

function isTooLarge(number: string, { currency }: KeypadSetting): boolean {
  const digits = normalizeAmountText(number).replace(/\D/g, '');
  return BigInt(digits) * 10n ** BigInt(minorUnitExponent(currency)) > BigInt(MAX_AMOUNT_MINOR);
}

function fitting(text: string, before: string): string {
  return text.length > MAX_AMOUNT_TEXT_LENGTH ? before : text;
}
