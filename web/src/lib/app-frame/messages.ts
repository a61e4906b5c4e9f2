import { bannerMessagesEn, type BannerMessages } from '$lib/locale/banner-messages-en.ts';
import { useLocale } from '$lib/locale/context.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';

export const useBannerMessages = (): BannerMessages =>
  pickLanguage({ en: bannerMessagesEn }, useLocale().language);
