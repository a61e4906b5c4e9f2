import { useLocale } from '$lib/locale/context.ts';
import { overviewMessagesEn, type OverviewMessages } from '$lib/locale/overview-messages-en.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';

export const useOverviewMessages = (): OverviewMessages =>
  pickLanguage({ en: overviewMessagesEn }, useLocale().language);
