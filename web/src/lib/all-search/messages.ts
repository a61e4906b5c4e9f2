import { allSearchMessagesEn, type AllSearchMessages } from '$lib/locale/all-search-messages-en.ts';
import { useLocale } from '$lib/locale/context.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';

export const useAllSearchMessages = (): AllSearchMessages =>
  pickLanguage({ en: allSearchMessagesEn }, useLocale().language);
