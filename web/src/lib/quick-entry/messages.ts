import { useLocale } from '$lib/locale/context.ts';
import { keypadMessagesEn } from '$lib/locale/keypad-messages-en.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';

export const useKeypadMessages = () => pickLanguage({ en: keypadMessagesEn }, useLocale().language);
