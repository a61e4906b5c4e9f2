import { useLocale } from '$lib/locale/context.ts';
import { periodMessagesEn, type PeriodMessages } from '$lib/locale/period-messages-en.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';

export const usePeriodMessages = (): PeriodMessages =>
  pickLanguage({ en: periodMessagesEn }, useLocale().language);
