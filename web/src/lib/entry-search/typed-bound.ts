import { normalizeAmountText } from '@tallybook/shared/money/normalize-amount-text';
import { readNumber, type NumberStyle } from '@tallybook/shared/money/read-number';

/** Far more digits than any amount has. */
const MAX_DIGITS = 13;

/** A typed amount as filters keep it: '12.50'. Null when it is empty or none. */
export function typedBound(text: string, style: NumberStyle): string | null {
  const read = readNumber(normalizeAmountText(text).replace(/\s/g, ''), 2, style);
  if (!read || String(read.digits).length > MAX_DIGITS || read.scale > 4) return null;
  const digits = String(read.digits).padStart(read.scale + 1, '0');
  return read.scale === 0 ? digits : `${digits.slice(0, -read.scale)}.${digits.slice(-read.scale)}`;
}
