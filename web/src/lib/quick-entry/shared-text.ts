import { readQuickEntry } from '@tallybook/shared/personal/quick-entry';
import type { QuickSetting } from '@tallybook/shared/personal/quick-meaning';
import { quickValues, type QuickValues } from './quick-values.ts';

/** As the fields of an entry allow, in UTF-16 code units. */
const MAX_TITLE = 200;
const MAX_NOTE = 10_000;

export interface SharedText {
  readonly values: QuickValues & {
    readonly note: string;
    /** All of the text, as far as it fits a note. */
    readonly whole: string;
  };
  /** How many characters did not fit, in UTF-16 code units. */
  readonly cut: number;
}

/**
 * What another app passed on, as an entry: its first line is read like one that was typed; a text of several lines, or
 * with an address, is kept whole as the note.
 */
export function readSharedText(
  { title, text, url }: { title: string; text: string; url: string },
  before: QuickValues,
  setting: QuickSetting,
): SharedText {
  const pieces = [title, text, url].map((piece) => piece.trim()).filter(Boolean);
  const whole = pieces.filter((piece, at) => pieces.indexOf(piece) === at).join('\n');
  const [first = '', ...others] = whole.split('\n');
  const line = first.trim();
  const values = quickValues(readQuickEntry(line, setting), before, setting);
  const isAllInTitle = others.length === 0 && line.length <= MAX_TITLE && !/https?:\/\//.test(line);
  const kept = cutAt(whole, MAX_NOTE);
  return {
    values: {
      ...values,
      title: cutAt(values.title, MAX_TITLE),
      note: isAllInTitle ? '' : kept,
      whole: kept,
    },
    cut: whole.length - kept.length,
  };
}

/** Half of a pair would be no character. */
function cutAt(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}
