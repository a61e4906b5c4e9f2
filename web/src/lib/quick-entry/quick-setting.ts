import type { Day } from '@tallybook/shared/calendar/day';
import type { QuickSetting } from '@tallybook/shared/personal/quick-meaning';
import { pickLanguage } from '$lib/locale/pick-language.ts';
import { quickWordsEn } from '$lib/locale/quick-messages-en.ts';
import { readNumberStyle } from '$lib/platform/number-style.ts';

type Around = Omit<QuickSetting, 'words' | 'style' | 'dayBeforeMonth'> & {
  readonly language: string;
  readonly numberLocale: string;
  readonly today: Day;
};

/** How a line is read here: with the words of the language, and dates and numbers as the reader writes them. */
export function quickSetting({ language, numberLocale, ...around }: Around): QuickSetting {
  const parts = new Intl.DateTimeFormat(numberLocale).formatToParts(0).map(({ type }) => type);
  return {
    ...around,
    words: pickLanguage({ en: quickWordsEn }, language),
    style: readNumberStyle(numberLocale),
    dayBeforeMonth: parts.indexOf('day') < parts.indexOf('month'),
  };
}
