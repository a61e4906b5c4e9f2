import type { ClassesMessages } from '$lib/locale/classes-messages-en.ts';
import { formatClassLook } from '$lib/ui/class-look.ts';

/** What a class can be marked with here, with its name in words; others, of other apps, are shown as well. */
export function lookChoices(messages: ClassesMessages) {
  return {
    pictures: Object.entries(messages.pictures).map(([picture, text]) => ({ picture, text })),
    hues: Object.entries(messages.hues).map(([hue, text]) => ({ hue: Number(hue), text })),
  };
}

/** For the next class: a colour that few of the others have, so that a list is told apart at a glance. */
export function usualLook(messages: ClassesMessages, classCount: number): string {
  const { pictures, hues } = lookChoices(messages);
  const hue = hues[(classCount * 3 + 5) % hues.length]?.hue ?? null;
  return formatClassLook({ picture: pictures[0]?.picture ?? '', hue });
}
