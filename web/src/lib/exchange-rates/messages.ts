import { useLocale } from '$lib/locale/context.ts';
import {
  exchangeRatesMessagesEn,
  type ExchangeRatesMessages,
} from '$lib/locale/exchange-rates-messages-en.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';

export const useExchangeRatesMessages = (): ExchangeRatesMessages =>
  pickLanguage({ en: exchangeRatesMessagesEn }, useLocale().language);
