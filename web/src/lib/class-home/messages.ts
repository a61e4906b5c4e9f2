import { classHomeMessagesEn, type ClassHomeMessages } from '$lib/locale/class-home-messages-en.ts';
import { useLocale } from '$lib/locale/context.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';

/** The texts of this feature; called while a component is made. */
export const useClassHomeMessages = (): ClassHomeMessages =>
  pickLanguage({ en: classHomeMessagesEn }, useLocale().language);
