import { useLocale } from '$lib/locale/context.ts';
import { peopleMessagesEn, type PeopleMessages } from '$lib/locale/people-messages-en.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';

/** The texts of this feature; called while a component is made. */
export const usePeopleMessages = (): PeopleMessages =>
  pickLanguage({ en: peopleMessagesEn }, useLocale().language);
