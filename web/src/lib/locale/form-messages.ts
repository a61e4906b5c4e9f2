import { useLocale } from './context.ts';
import { formMessagesEn } from './form-messages-en.ts';
import { pickLanguage } from './pick-language.ts';

export const useFormMessages = () => pickLanguage({ en: formMessagesEn }, useLocale().language);
