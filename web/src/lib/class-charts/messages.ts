import { classChartsMessagesEn, type ClassChartsMessages } from '$lib/locale/class-charts-messages-en.ts';
import { useLocale } from '$lib/locale/context.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';

/** The texts of this feature; called while a component is made. */
export const useClassChartsMessages = (): ClassChartsMessages =>
  pickLanguage({ en: classChartsMessagesEn }, useLocale().language);
