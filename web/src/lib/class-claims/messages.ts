import { classClaimsMessagesEn, type ClassClaimsMessages } from '$lib/locale/class-claims-messages-en.ts';
import { useLocale } from '$lib/locale/context.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';

/** The texts of this feature; called while a component is made. */
export const useClassClaimsMessages = (): ClassClaimsMessages =>
  pickLanguage({ en: classClaimsMessagesEn }, useLocale().language);
