import { classesMessagesEn, type ClassesMessages } from '$lib/locale/classes-messages-en.ts';
import { useLocale } from '$lib/locale/context.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';

export const useClassesMessages = (): ClassesMessages =>
  pickLanguage({ en: classesMessagesEn }, useLocale().language);
