import { accountMessagesEn, type AccountMessages } from '$lib/locale/account-messages-en.ts';
import { useLocale } from '$lib/locale/context.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';

export const useAccountMessages = (): AccountMessages =>
  pickLanguage({ en: accountMessagesEn }, useLocale().language);
