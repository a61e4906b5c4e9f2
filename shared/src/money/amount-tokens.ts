import type { AmountRefusal } from './amount-refusal.ts';
import { readCurrencyMark } from './currency-mark.ts';
import { minorUnitExponent } from './currency.ts';
import { normalizeAmountText } from './normalize-amount-text.ts';
import type { NumberReading, NumberStyle } from './read-number.ts';
import { readNumber } from './read-number.ts';
import type { Result } from './result.ts';

export type Operator = '+' | '-' | '*' | '/' | '(' | ')' | '%';
export type AmountToken =
  { kind: 'number'; number: NumberReading; text: string } | { kind: Operator; text: string };

/** The longest amount text, in UTF-16 code units without surrounding spaces; bounds the depth of parentheses too. */
export const MAX_AMOUNT_TEXT_LENGTH = 200;

const numberAt = /(?:\d|[.,٫](?=\d))(?:[\d.,'٫٬]| (?=\d))*/y;
const markAt = /[bs]\/|[\p{L}\p{M}]*\p{Sc}|[\p{L}\p{M}]+(?:\.[\p{L}\p{M}]+)*/iuy;
/** The dashes for no cents in '12.-' and '12,--', unless a number follows, which makes them a minus. */
const noCentsAt = /--?(?! ?[\d(.,])/y;
/** The same in '12/-'. */
const noPaiseAt = / ?\/-(?! ?[\d(.,])/y;
const date = /^\d{4}(?:-\d\d?){2}$/;

/**
 * Cuts a typed or pasted amount into numbers and operators. The field's own currency sign or code is left out
 * wherever it stands, '=' at either end too. Refuses what belongs to no amount. [M4] [M7]
 */
export function readAmountTokens(
  text: string,
  currency: string,
  style: NumberStyle,
): Result<AmountToken[], AmountRefusal> {
  const trimmed = text.trim();
  if (trimmed.length > MAX_AMOUNT_TEXT_LENGTH) {
    return refuse({ reason: 'too-long', limit: MAX_AMOUNT_TEXT_LENGTH, given: trimmed.length });
  }
  const source = normalizeAmountText(trimmed).replace(/^=|=$/g, '');
  if (date.test(source)) return refuse({ reason: 'unreadable', found: trimmed });
  const localStyle = { decimal: normalizeAmountText(style.decimal), group: normalizeAmountText(style.group) };
  const exponent = minorUnitExponent(currency);
  const tokens: AmountToken[] = [];
  let at = 0;

  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(source)?.[0] ?? null;
    at += found?.length ?? 0;
    return found;
  };

  while (at < source.length) {
    const literal = take(numberAt);
    if (literal !== null) {
      const number =
        readNumber(literal, exponent, localStyle) ??
        readNumber(literal.replace(/(\d)[.,]$/, '$1'), exponent, localStyle);
      if (number === null) return refuse({ reason: 'unreadable', found: literal });
      tokens.push({ kind: 'number', number, text: literal });
      take(/[.,]$/.test(literal) ? noCentsAt : noPaiseAt);
      continue;
    }
    const sign = take(/[-+*/()%]/y);
    if (sign !== null) {
      tokens.push({ kind: sign as Operator, text: sign });
      continue;
    }
    if (take(/ /y) !== null) continue;
    const times = endsOperand(tokens.at(-1)) ? take(/x(?!\p{L})/iuy) : null;
    if (times !== null) {
      tokens.push({ kind: '*', text: times });
      continue;
    }
    const followsDigit = /\d/.test(source.charAt(at - 1));
    const mark = take(markAt);
    const isThousand = followsDigit && /^k$/i.test(mark ?? '');
    const meaning = mark === null || isThousand ? 'unknown' : readCurrencyMark(mark, currency);
    if (mark === null || meaning === 'unknown') {
      return refuse({
        reason: 'unreadable',
        found: mark ?? String.fromCodePoint(source.codePointAt(at) ?? 0),
      });
    }
    if (meaning === 'other') return refuse({ reason: 'other-currency', found: mark });
    // An abbreviation's own dot, as in 'Rs.500'; not the decimal one in '€.50' and 'EUR.50'.
    take(/\p{Sc}/u.test(mark) || mark.toUpperCase() === currency ? /\.(?!\d)/y : /\./y);
  }
  return tokens.length === 0 ? refuse({ reason: 'empty' }) : { ok: true, value: tokens };
}

function endsOperand(token: AmountToken | undefined): boolean {
  return token?.kind === 'number' || token?.kind === ')' || token?.kind === '%';
}

function refuse(refusal: AmountRefusal): { ok: false; refusal: AmountRefusal } {
  return { ok: false, refusal };
}
