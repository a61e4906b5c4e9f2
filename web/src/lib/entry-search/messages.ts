import { useLocale } from '$lib/locale/context.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';
import { searchMessagesEn } from '$lib/locale/search-messages-en.ts';

export const useSearchMessages = () => pickLanguage({ en: searchMessagesEn }, useLocale().language);
