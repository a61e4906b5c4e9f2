import {
  classContinueMessagesEn,
  type ClassContinueMessages,
} from '$lib/locale/class-continue-messages-en.ts';
import { useLocale } from '$lib/locale/context.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';

/** The texts of this feature; called while a component is made. */
export const useClassContinueMessages = (): ClassContinueMessages =>
  pickLanguage({ en: classContinueMessagesEn }, useLocale().language);
