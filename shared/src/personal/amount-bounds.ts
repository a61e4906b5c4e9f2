import type { minorUnitExponent } from '../money/currency.ts';
import { normalizeAmountText } from '../money/normalize-amount-text.ts';
import type { NumberReading, NumberStyle } from '../money/read-number.ts';
import { readNumber } from '../money/read-number.ts';

type Exponent = ReturnType<typeof minorUnitExponent>;

/** Least and most minor units, both included; nothing lies between when the least is greater. */
export interface MinorBounds {
  low: number;
  high: number;
}

/** One pair for each number of decimals that currencies have: an amount in a search has no currency. */
export type AmountBounds = Readonly<Record<Exponent, MinorBounds>>;

/** What a search asks of an amount, in normal form: '=12.50', '>=100', '10..20', '..20'; null for anything else. [L26] */
export function readAmountBounds(text: string, style: NumberStyle): AmountBounds | null {
  const [, sign, compared = ''] = /^(>=|<=|=|>|<|≥|≤)(.+)$/.exec(text) ?? [];
  if (sign !== undefined) {
    const number = readFigure(compared, style);
    if (!number) return null;
    const [low, high] = [sign === '<' || sign === '<=' || sign === '≤', sign.startsWith('>') || sign === '≥'];
    return toBounds(low ? null : number, high ? null : number, sign === '<' || sign === '>');
  }
  const [, from, to] = /^(.*?\d)?(?:\.\.+|…)(\d.*)?$/.exec(text) ?? [];
  if (from === undefined && to === undefined) return null;
  const [low, high] = [from, to].map((figure) => (figure === undefined ? null : readFigure(figure, style)));
  if ((from !== undefined && !low) || (to !== undefined && !high)) return null;
  return low && high && isLess(high, low) ? toBounds(high, low) : toBounds(low ?? null, high ?? null);
}

/** Bounds of decimal texts in machine form ('12.50'), as a filter holds them; null for none. */
export function boundsOf(low: string | null, high: string | null): AmountBounds | null {
  const plain: NumberStyle = { decimal: '.', group: '' };
  const [from, to] = [low, high].map((text) => (text === null ? null : readFigure(text, plain)));
  return from || to ? toBounds(from ?? null, to ?? null) : null;
}

function readFigure(text: string, style: NumberStyle): NumberReading | null {
  if (!/^[\d.,'٫٬]{1,40}$/.test(text)) return null;
  const local = { decimal: normalizeAmountText(style.decimal), group: normalizeAmountText(style.group) };
  return readNumber(text, 2, local);
}

function toBounds(low: NumberReading | null, high: NumberReading | null, isOpen = false): AmountBounds {
  const at = (exponent: Exponent): MinorBounds => {
    const [from, to] = [low && toMinor(low, exponent), high && toMinor(high, exponent)];
    return {
      low: from ? from.floor + (isOpen || !from.isExact ? 1 : 0) : -Infinity,
      high: to ? to.floor - (isOpen && to.isExact ? 1 : 0) : Infinity,
    };
  };
  return { 0: at(0), 2: at(2), 3: at(3), 4: at(4) };
}

function toMinor({ digits, scale }: NumberReading, exponent: Exponent): { floor: number; isExact: boolean } {
  const [scaled, divisor] = [digits * 10n ** BigInt(exponent), 10n ** BigInt(scale)];
  return { floor: Number(scaled / divisor), isExact: scaled % divisor === 0n };
}

function isLess(a: NumberReading, b: NumberReading): boolean {
  return a.digits * 10n ** BigInt(b.scale) < b.digits * 10n ** BigInt(a.scale);
}
