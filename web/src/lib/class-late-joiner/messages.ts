import {
  classLateJoinerMessagesEn,
  type ClassLateJoinerMessages,
} from '$lib/locale/class-late-joiner-messages-en.ts';
import { useLocale } from '$lib/locale/context.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';

/** The texts of this feature; called while a component is made. */
export const useClassLateJoinerMessages = (): ClassLateJoinerMessages =>
  pickLanguage({ en: classLateJoinerMessagesEn }, useLocale().language);
