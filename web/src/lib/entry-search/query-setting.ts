import type { Day } from '@tallybook/shared/calendar/day';
import type { QuerySetting } from '@tallybook/shared/personal/entry-query';
import type { NamedChoice } from '@tallybook/shared/personal/read-mention';
import { pickLanguage } from '$lib/locale/pick-language.ts';
import { searchWordsEn } from '$lib/locale/search-messages-en.ts';
import { readNumberStyle } from '$lib/platform/number-style.ts';

interface Around {
  readonly language: string;
  readonly numberLocale: string;
  readonly today: Day;
  readonly classes: readonly NamedChoice[];
  readonly categories: readonly NamedChoice[];
  /** Whom `who:` can name. */
  readonly people?: readonly NamedChoice[];
  readonly resolveCategory: (categoryId: string) => string;
}

/** Browsers name it differently, and some not at all. */
interface WithWeekInfo {
  weekInfo?: { firstDay: number };
  getWeekInfo?: () => { firstDay: number };
}

/** How a search is read here: with the words of the language, and dates and numbers as the reader writes them. */
export function querySetting({ language, numberLocale, people = [], ...around }: Around): QuerySetting {
  const parts = new Intl.DateTimeFormat(numberLocale).formatToParts(0).map(({ type }) => type);
  const locale = new Intl.Locale(numberLocale) as Intl.Locale & WithWeekInfo;
  const { firstDay } = locale.getWeekInfo?.() ?? locale.weekInfo ?? { firstDay: 1 };
  return {
    ...around,
    words: pickLanguage({ en: searchWordsEn }, language),
    style: readNumberStyle(numberLocale),
    people,
    dayBeforeMonth: parts.indexOf('day') < parts.indexOf('month'),
    firstWeekday: (firstDay + 6) % 7,
  };
}
