import { classSearchMessagesEn, type ClassSearchMessages } from '$lib/locale/class-search-messages-en.ts';
import { useLocale } from '$lib/locale/context.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';

/** The texts of this feature; called while a component is made. */
export const useClassSearchMessages = (): ClassSearchMessages =>
  pickLanguage({ en: classSearchMessagesEn }, useLocale().language);
