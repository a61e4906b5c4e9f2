/** The separators of a locale, such as { decimal: ',', group: '.' } for German. */
export interface NumberStyle {
  decimal: string;
  group: string;
}

/** What English writes; machine forms read the same under it. */
export const plainStyle: NumberStyle = { decimal: '.', group: ',' };

/** A number as typed: `digits` times ten to the power of minus `scale`. */
export interface NumberReading {
  digits: bigint;
  scale: number;
  /** Whether the one separator could have been the other kind as well, as in '1,234'. */
  ambiguous: boolean;
}

/**
 * Reads digits and separators in normal form (see `normalizeAmountText`), or gives null when they do not make a
 * number. Both '.' and ',' present: the last is the decimal separator; one of them repeated: it groups; one alone
 * before exactly three digits follows the style; otherwise it is the decimal separator. [M5]
 */
export function readNumber(literal: string, exponent: number, style: NumberStyle): NumberReading | null {
  const { decimal, ambiguous } = findDecimalSeparator(literal, exponent, style);
  const [whole = '', fraction = '', ...more] = decimal === null ? [literal] : literal.split(decimal);
  const digits = ungroup(whole);
  if (digits === null || !/^\d*$/.test(fraction) || more.length > 0 || digits + fraction === '') return null;
  return { digits: BigInt(digits + fraction), scale: fraction.length, ambiguous };
}

function findDecimalSeparator(
  literal: string,
  exponent: number,
  style: NumberStyle,
): { decimal: string | null; ambiguous: boolean } {
  const certain = (decimal: string | null) => ({ decimal, ambiguous: false });
  if (literal.includes('٫')) return certain('٫');
  const last = /[.,](?=[^.,]*$)/.exec(literal)?.[0];
  if (last === undefined) return certain(null);
  if (literal.includes(last === '.' ? ',' : '.')) return certain(last);
  if (literal.indexOf(last) !== literal.lastIndexOf(last)) return certain(null);
  if (!/^[1-9]\d{0,2}[.,]\d{3}$/.test(literal)) return certain(last);
  const decides = last === style.decimal || (last !== style.group && exponent >= 3);
  // Three decimals are what such a currency has: asking back at every amount would be noise.
  return { decimal: decides ? last : null, ambiguous: !(decides && exponent >= 3) };
}

/** Digits without their group separators; null when those are mixed or the last group is not of three digits. */
function ungroup(whole: string): string | null {
  if (/^\d*$/.test(whole)) return whole;
  // Groups of two are Indian: 12,34,567.
  if (!/^\d{1,3}([.,'٬ ])(?:\d{2,3}\1)*\d{3}$/.test(whole)) return null;
  return whole.replace(/\D/g, '');
}
