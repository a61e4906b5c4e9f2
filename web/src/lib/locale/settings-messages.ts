import { useLocale } from './context.ts';
import { pickLanguage } from './pick-language.ts';
import { settingsMessagesEn } from './settings-messages-en.ts';

export const useSettingsMessages = () => pickLanguage({ en: settingsMessagesEn }, useLocale().language);
