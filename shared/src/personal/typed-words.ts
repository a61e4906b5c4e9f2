import { normalizeAmountText } from '../money/normalize-amount-text.ts';
import { foldText } from './fold-text.ts';

/** A word of a typed line; `start` and `end` in UTF-16 code units of the line. */
export interface TypedWord {
  start: number;
  end: number;
  text: string;
  /** The white space before it. */
  leading: string;
  /** Without case, diacritics, invisible marks and the punctuation at its end. */
  folded: string;
  /** With plain digits and signs, as amounts are read, without the punctuation at its end. */
  normal: string;
}

/** The words of a line; any white space divides them, no-break spaces too. */
export function splitWords(line: string): TypedWord[] {
  return Array.from(line.matchAll(/(\s*)(\S+)/g), ({ 1: leading = '', 2: text = '', index }) => ({
    start: index + leading.length,
    end: index + leading.length + text.length,
    text,
    leading,
    folded: foldWord(text),
    normal: normalizeAmountText(text).replace(/[;:!?؛؟]+$/, ''),
  }));
}

/** A word or name as it is compared with what is typed. */
export function foldWord(text: string): string {
  return foldText(text.replace(/\p{Cf}/gu, '')).replace(/[,;:!?،؛؟]+$/, '');
}

/** A phrase of message files as its words are compared. */
export function foldPhrase(phrase: string): readonly string[] {
  return splitWords(phrase).map(({ folded }) => folded);
}

/** The longest of the phrases that begins at a word: how many words it has, or 0. */
export function phraseLengthAt(
  words: readonly TypedWord[],
  at: number,
  phrases: readonly (readonly string[])[],
): number {
  return phrases.reduce((longest, phrase) => {
    const fits = phrase.length > longest && phrase.every((word, i) => words[at + i]?.folded === word);
    return fits ? phrase.length : longest;
  }, 0);
}
