import {
  classBalancesMessagesEn,
  type ClassBalancesMessages,
} from '$lib/locale/class-balances-messages-en.ts';
import { useLocale } from '$lib/locale/context.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';

/** The texts of this feature; called while a component is made. */
export const useClassBalancesMessages = (): ClassBalancesMessages =>
  pickLanguage({ en: classBalancesMessagesEn }, useLocale().language);
