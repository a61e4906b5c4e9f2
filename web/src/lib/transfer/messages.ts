import { transferMessagesEn, type TransferMessages } from '$lib/locale/transfer-messages-en.ts';
import { useLocale } from '$lib/locale/context.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';

export const useTransferMessages = (): TransferMessages =>
  pickLanguage({ en: transferMessagesEn }, useLocale().language);
