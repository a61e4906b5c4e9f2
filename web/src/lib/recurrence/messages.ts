import { useLocale } from '$lib/locale/context.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';
import { recurrenceMessagesEn, type RecurrenceMessages } from '$lib/locale/recurrence-messages-en.ts';

/** The texts of rules; called while a component is made. */
export const useRecurrenceMessages = (): RecurrenceMessages =>
  pickLanguage({ en: recurrenceMessagesEn }, useLocale().language);
