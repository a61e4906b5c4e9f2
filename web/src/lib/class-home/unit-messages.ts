import { classUnitsMessagesEn, type ClassUnitsMessages } from '$lib/locale/class-units-messages-en.ts';
import { useLocale } from '$lib/locale/context.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';

/** Texts that few classes need; called while a component is made. */
export const useUnitMessages = (): ClassUnitsMessages =>
  pickLanguage({ en: classUnitsMessagesEn }, useLocale().language);
