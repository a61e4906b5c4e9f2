import { formatMinor, MAX_AMOUNT_MINOR } from '../money/amount.ts';
import { normalizeAmountText } from '../money/normalize-amount-text.ts';
import type { NumberStyle } from '../money/read-number.ts';

/**
 * The minor units after a key press when digits shift in from the right: 1, 2, 5, 0 make 12.50 euros, 1250 yen and
 * 1.250 dinars. Takes digits of any script, several at once ('00', a paste), 'Backspace' and 'Delete', which takes
 * everything back. Any other key, and a digit for which there is no room, changes nothing. [L24]
 */
export function pressCentsKey(amountMinor: number, key: string): number {
  if (key === 'Backspace') return Math.floor(amountMinor / 10);
  if (key === 'Delete') return 0;
  const digits = normalizeAmountText(key);
  if (!/^\d{1,13}$/.test(digits)) return amountMinor;
  const shifted = Number(String(amountMinor) + digits);
  return shifted > MAX_AMOUNT_MINOR ? amountMinor : shifted;
}

/** What the field shows, always with all decimals of the currency; `calculateAmount` reads it back. [L24] */
export function centsText(amountMinor: number, currency: string, { decimal }: NumberStyle): string {
  return formatMinor(amountMinor, currency).replace('.', decimal);
}
