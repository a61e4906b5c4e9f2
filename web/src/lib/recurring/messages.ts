import { useLocale } from '$lib/locale/context.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';
import { recurringMessagesEn, type RecurringMessages } from '$lib/locale/recurring-messages-en.ts';

/** The texts of this feature; called while a component is made. */
export const useRecurringMessages = (): RecurringMessages =>
  pickLanguage({ en: recurringMessagesEn }, useLocale().language);
