import { useLocale } from '$lib/locale/context.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';
import { splitMessagesEn } from '$lib/locale/split-messages-en.ts';

export const useSplitMessages = () => pickLanguage({ en: splitMessagesEn }, useLocale().language);
