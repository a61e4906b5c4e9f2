import { budgetsMessagesEn, type BudgetsMessages } from '$lib/locale/budgets-messages-en.ts';
import { useLocale } from '$lib/locale/context.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';

/** The texts of this feature; called while a component is made. */
export const useBudgetsMessages = (): BudgetsMessages =>
  pickLanguage({ en: budgetsMessagesEn }, useLocale().language);
