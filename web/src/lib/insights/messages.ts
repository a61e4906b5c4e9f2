import { useLocale } from '$lib/locale/context.ts';
import { insightsMessagesEn, type InsightsMessages } from '$lib/locale/insights-messages-en.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';

/** The texts of this feature; called while a component is made. */
export const useInsightsMessages = (): InsightsMessages =>
  pickLanguage({ en: insightsMessagesEn }, useLocale().language);
