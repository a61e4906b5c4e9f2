import type { AmountRefusal } from '../money/amount-refusal.ts';
import { MAX_AMOUNT_TEXT_LENGTH } from '../money/amount-tokens.ts';
import type { AmountReading } from '../money/calculate-amount.ts';
import { calculateAmount } from '../money/calculate-amount.ts';
import { currenciesOfMark, readCurrencyMark } from '../money/currency-mark.ts';
import { currencyCodes } from '../money/currency.ts';
import type { NumberStyle } from '../money/read-number.ts';
import type { Result } from '../money/result.ts';
import type { TypedWord } from './typed-words.ts';
import { foldWord } from './typed-words.ts';

export interface AmountSetting {
  /** Of an amount without a mark. */
  currency: string;
  /** Those that the person uses, the most used first: they decide what '$' means and which '20 kr' are meant. */
  usedCurrencies: readonly string[];
  style: NumberStyle;
  /** Words of the language that are also codes of currencies, such as 'all' and 'try': they count in capitals only. */
  notCurrencies: ReadonlySet<string>;
}

/** A run of words that could be the amount. */
export interface AmountCandidate {
  /** Indexes of its first and last word. */
  from: number;
  to: number;
  currency: string;
  hasMark: boolean;
  sign: '+' | '-' | '';
  reading: Result<AmountReading, AmountRefusal>;
  /** The greatest wins: with a mark or a sign 3, a calculation 2, with decimals 1, a bare whole number 0. */
  rank: number;
}

interface WordPart {
  /** Null for a mark or operator that stands alone. */
  figure: string | null;
  operator: string | null;
  mark: string | null;
}

/** All that could be the amount, in the order of the words; `isFree` says which ones may be used. [L18] */
export function findAmounts(
  words: readonly TypedWord[],
  isFree: (word: number) => boolean,
  setting: AmountSetting,
): AmountCandidate[] {
  const parts = words.map((word, i) => (isFree(i) ? toPart(word, setting) : null));
  const candidates: AmountCandidate[] = [];
  let at = 0;
  while (at < parts.length) {
    const run = readRun(words, parts, at, setting);
    if (run?.candidate) candidates.push(run.candidate);
    at = run ? run.next : at + 1;
  }
  return candidates;
}

/** Whether a word by itself means the person's own currency, as 'Fr.' before a figure. */
export function isOwnMark(word: TypedWord, setting: AmountSetting): boolean {
  return readCurrencyMark(word.normal, setting.currency) === 'own';
}

/** The longest run of figures, operators and marks of one currency that begins here. */
function readRun(
  words: readonly TypedWord[],
  parts: readonly (WordPart | null)[],
  from: number,
  setting: AmountSetting,
): { candidate: AmountCandidate | null; next: number } | null {
  let at = from;
  let mark = parts[at]?.figure === null ? parts[at]?.mark : null;
  if (mark) at++;
  if (parts[at]?.figure === undefined || parts[at]?.figure === null) return null;
  let text = '';
  for (;;) {
    const part = parts[at];
    if (part?.figure === undefined || part.figure === null) break;
    if (part.mark && mark && part.mark !== mark) break;
    const isGroup = isGroupOf(words, at, from, setting.style);
    if (text !== '' && !/[-+*/(]\s*$/.test(text) && !/^[-+*/)]/.test(part.figure) && !isGroup) break;
    mark ??= part.mark;
    text += `${text === '' ? '' : ' '}${part.figure}`;
    at++;
    const after = parts[at];
    if (after?.figure === null && after.mark && (mark === null || mark === after.mark)) {
      mark = after.mark;
      at++;
    }
    const operator = parts[at]?.operator;
    if (operator && typeof parts[at + 1]?.figure === 'string') {
      text += ` ${operator}`;
      at++;
    }
  }
  if (text === '') return null;
  return { candidate: toCandidate(text, mark ?? null, from, at - 1, setting), next: at };
}

function toCandidate(
  text: string,
  mark: string | null,
  from: number,
  to: number,
  setting: AmountSetting,
): AmountCandidate | null {
  const sign = /^[+-](?=[\d.,])/.exec(text)?.[0] ?? '';
  const currency = mark ?? setting.currency;
  const figures = text.slice(sign.length);
  // A percentage by itself is a discount or a rate.
  if (/^[\d.,]+ ?%$/.test(figures)) return null;
  const reading = calculateAmount(figures, currency, setting.style);
  if (!reading.ok && !isFault(reading.refusal)) return null;
  const isCalculation = reading.ok ? reading.value.isCalculation : /\d.*[-+*/]/.test(figures);
  const rank = mark || sign ? 3 : isCalculation ? 2 : /[.,٫]\d/.test(figures) ? 1 : 0;
  return {
    from,
    to,
    currency,
    hasMark: mark !== null,
    sign: sign === '+' || sign === '-' ? sign : '',
    reading,
    rank,
  };
}

/** Whether a text was meant as an amount, though it is none yet. */
function isFault({ reason }: AmountRefusal): boolean {
  return !['empty', 'unreadable', 'too-long', 'other-currency'].includes(reason);
}

/** '1 234': figures in groups, where the locale writes them so or the space does not break. */
function isGroupOf(words: readonly TypedWord[], at: number, from: number, { group }: NumberStyle): boolean {
  const [before, here] = [words[at - 1], words[at]];
  if (at <= from || !before || !here || !/^\d{3}(?!\d)/.test(here.normal)) return false;
  if (!/(?:^|[^\d.,])\d{1,3}$/.test(before.normal)) return false;
  return /^\s$/.test(group) || /[\u00a0\u2007\u2009\u202f]/.test(here.leading);
}

function toPart({ normal }: TypedWord, setting: AmountSetting): WordPart | null {
  if (/^(?:[-+*/]|x)$/i.test(normal)) {
    return { figure: null, operator: normal.toLowerCase() === 'x' ? '*' : normal, mark: null };
  }
  if (normal.length > MAX_AMOUNT_TEXT_LENGTH) return null;
  if (!/\d/.test(normal)) {
    const mark = resolveMark(normal, setting);
    return mark ? { figure: null, operator: null, mark } : null;
  }
  const affixed =
    /^([-+(=]*)((?:\p{L}[\p{L}\p{M}.]*)?\p{Sc}|\p{L}[\p{L}\p{M}]*\.?)?(.*?)(\p{L}*\p{Sc}|\p{L}[\p{L}\p{M}.]*)?([)=]*)$/u;
  const [, lead = '', before, figures = '', after, tail = ''] = affixed.exec(normal) ?? [];
  const marks = [before, after].filter((mark) => mark !== undefined);
  const [currency = null, other = currency] = marks.map((mark) => resolveMark(mark, setting));
  if (marks.length > 0 && (currency === null || other !== currency)) return null;
  const figure = lead + figures + tail;
  return /^[\d.,'٫٬+\-*/()%=x]*$/i.test(figure) && /\d/.test(figure)
    ? { figure, operator: null, mark: currency }
    : null;
}

/** The currency that a mark means here; null for a word that is none. */
function resolveMark(
  mark: string,
  { currency, usedCurrencies, notCurrencies }: AmountSetting,
): string | null {
  const code = mark.replaceAll('.', '').toUpperCase();
  const isWord = mark !== code && notCurrencies.has(foldWord(mark));
  if (isWord) return null;
  if (readCurrencyMark(mark, currency) === 'own') return currency;
  if (currencyCodes.includes(code)) return code;
  const used = usedCurrencies.find((each) => readCurrencyMark(mark, each) === 'own');
  if (used !== undefined) return used;
  // Short abbreviations are also units and initials: 'l', 'k', 'fr'.
  return /\p{Sc}/u.test(mark) || code.length > 2 ? (currenciesOfMark(mark)[0] ?? dollarOf(mark)) : null;
}

/** 'AR$': the currency whose code begins with the letters before the sign. */
function dollarOf(mark: string): string | null {
  if (!/\p{Sc}$/u.test(mark)) return null;
  return currencyCodes.find((code) => readCurrencyMark(mark, code) === 'own') ?? null;
}
