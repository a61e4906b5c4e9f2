import { useLocale } from '$lib/locale/context.ts';
import { historyMessagesEn } from '$lib/locale/history-messages-en.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';

export const useHistoryMessages = () => pickLanguage({ en: historyMessagesEn }, useLocale().language);
