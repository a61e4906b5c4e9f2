import { useLocale } from './context.ts';
import { pickLanguage } from './pick-language.ts';
import { storageTitlesEn } from './storage-titles-en.ts';

export const useStorageTitles = () => pickLanguage({ en: storageTitlesEn }, useLocale().language);
