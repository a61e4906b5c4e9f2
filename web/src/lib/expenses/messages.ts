import { useLocale } from '$lib/locale/context.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';
import { recordMessagesEn } from '$lib/locale/record-messages-en.ts';

export const useRecordMessages = () => pickLanguage({ en: recordMessagesEn }, useLocale().language);
