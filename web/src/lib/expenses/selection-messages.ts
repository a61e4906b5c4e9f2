import { useLocale } from '$lib/locale/context.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';
import { selectionMessagesEn } from '$lib/locale/selection-messages-en.ts';

export const useSelectionMessages = () => pickLanguage({ en: selectionMessagesEn }, useLocale().language);
