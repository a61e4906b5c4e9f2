import { classPlansMessagesEn, type ClassPlansMessages } from '$lib/locale/class-plans-messages-en.ts';
import { useLocale } from '$lib/locale/context.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';
import { recordMessagesEn } from '$lib/locale/record-messages-en.ts';

/** The texts of this feature; called while a component is made. */
export const useClassPlansMessages = (): ClassPlansMessages =>
  pickLanguage({ en: classPlansMessagesEn }, useLocale().language);

/** The words in which the form of an expense says who pays, for whom, and how it is split. */
export const useRecordTexts = () => pickLanguage({ en: recordMessagesEn }, useLocale().language);
