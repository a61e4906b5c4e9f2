import { comfortMessagesEn, type ComfortMessages } from '$lib/locale/comfort-messages-en.ts';
import { useLocale } from '$lib/locale/context.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';

export const useComfortMessages = (): ComfortMessages =>
  pickLanguage({ en: comfortMessagesEn }, useLocale().language);
