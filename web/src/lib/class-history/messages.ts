import { classHistoryMessagesEn, type ClassHistoryMessages } from '$lib/locale/class-history-messages-en.ts';
import { useLocale } from '$lib/locale/context.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';

/** The texts of this feature; called while a component is made. */
export const useClassHistoryMessages = (): ClassHistoryMessages =>
  pickLanguage({ en: classHistoryMessagesEn }, useLocale().language);
