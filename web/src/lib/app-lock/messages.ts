import { useLocale } from '$lib/locale/context.ts';
import { lockMessagesEn, type LockMessages } from '$lib/locale/lock-messages-en.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';

export const useLockMessages = (): LockMessages => pickLanguage({ en: lockMessagesEn }, useLocale().language);
