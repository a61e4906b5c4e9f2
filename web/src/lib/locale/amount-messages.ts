import { amountMessagesEn } from './amount-messages-en.ts';
import { useLocale } from './context.ts';
import { pickLanguage } from './pick-language.ts';

export const amountMessages = (language: string) => pickLanguage({ en: amountMessagesEn }, language);
export const useAmountMessages = () => amountMessages(useLocale().language);
