import { useLocale } from '$lib/locale/context.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';
import { quickMessagesEn } from '$lib/locale/quick-messages-en.ts';

export const useQuickMessages = () => pickLanguage({ en: quickMessagesEn }, useLocale().language);
