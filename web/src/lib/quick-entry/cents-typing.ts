import { centsText, pressCentsKey } from '@tallybook/shared/personal/cents-first';
import { pressKey, type KeypadKey } from '@tallybook/shared/personal/keypad';
import { calculateAmount } from '@tallybook/shared/money/calculate-amount';
import type { NumberStyle } from '@tallybook/shared/money/read-number';

export interface TypingSetting {
  readonly currency: string;
  readonly style: NumberStyle;
  /** Digits come in from the right. */
  readonly centsFirst: boolean;
}

/**
 * The text after a digit or 'Backspace' where digits come in from the right; null where the key is typed as usual. A
 * calculation is: its numbers have a separator of their own.
 */
export function afterCentsKey(text: string, key: string, setting: TypingSetting): string | null {
  const { currency, style, centsFirst } = setting;
  if (!centsFirst || !/^(\p{Nd}{1,2}|Backspace)$/u.test(key)) return null;
  if (!/^[\p{Nd}.,'’٫٬\s]*$/u.test(text)) return null;
  const before = text.trim() === '' ? 0 : minorOf(text, currency, style);
  if (before === null) return null;
  const after = pressCentsKey(before, key);
  return after === 0 && key === 'Backspace' ? '' : centsText(after, currency, style);
}

/**
 * The text after a key of the app's own keypad. Its keys go on at the end, wherever the caret is, since a figure in the
 * middle is seldom meant; where all of the text is selected, figures and the key to take back begin anew instead.
 */
export function afterPadKey(
  text: string,
  key: KeypadKey,
  setting: TypingSetting,
  isAllSelected: boolean,
): string {
  const replaces = isAllSelected && (/^\d/.test(key) || key === 'decimal' || key === 'backspace');
  const before = replaces ? '' : text;
  const shifted = afterCentsKey(before, key === 'backspace' ? 'Backspace' : key, setting);
  return shifted ?? pressKey(before, key, setting);
}

function minorOf(text: string, currency: string, style: NumberStyle): number | null {
  const read = calculateAmount(text, currency, style);
  if (read.ok) return read.value.amountMinor;
  return read.refusal.reason === 'zero' ? 0 : null;
}
