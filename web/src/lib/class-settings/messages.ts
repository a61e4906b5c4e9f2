import { classSettingsMessagesEn } from '$lib/locale/class-settings-messages-en.ts';
import { classesMessagesEn } from '$lib/locale/classes-messages-en.ts';
import { useLocale } from '$lib/locale/context.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';

const useClassSettingsMessages = () => pickLanguage({ en: classSettingsMessagesEn }, useLocale().language);

/** All texts that the settings of a class use: `m` their own, `app` those of the whole app. */
export function useTexts() {
  const { messages: app, formats } = useLocale();
  return { m: useClassSettingsMessages(), app, formats };
}

/** What a class can be marked with, as where it is made. */
export function useLookTexts() {
  const { pictures, hues, create } = pickLanguage({ en: classesMessagesEn }, useLocale().language);
  return {
    pictures: Object.entries(pictures).map(([picture, text]) => ({ picture, text })),
    hues: Object.entries(hues).map(([hue, text]) => ({ hue: Number(hue), text })),
    texts: { picture: create.picture, colour: create.colour },
  };
}
