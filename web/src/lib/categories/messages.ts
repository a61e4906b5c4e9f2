import { categoryMessagesEn } from '$lib/locale/category-messages-en.ts';
import { useLocale } from '$lib/locale/context.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';

export const useCategoryMessages = () => pickLanguage({ en: categoryMessagesEn }, useLocale().language);
