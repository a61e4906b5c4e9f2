import type { Command } from '@tallybook/shared/class-doc/commands/command';
import { useClasses } from '$lib/class-book/context.ts';
import { forOneAction } from '$lib/live-class/for-one-action.ts';
import type { ClassWrite, LiveClass } from '$lib/live-class/live-class.svelte.ts';
import { useLocale } from '$lib/locale/context.ts';
import { useToasts } from '$lib/ui/toasts.svelte.ts';
import { useClassHistoryMessages } from './messages.ts';
import { failureText } from './write-outcome.ts';

/** Something done in a class that the screen may have left by then; tells when it was not done. */
export function useInClass(): (classId: string, action: (live: LiveClass) => Promise<ClassWrite>) => void {
  const classes = useClasses();
  const locale = useLocale();
  const texts = useClassHistoryMessages();
  const toasts = useToasts();

  async function run(classId: string, action: (live: LiveClass) => Promise<ClassWrite>): Promise<void> {
    const write = await forOneAction(async () => (await classes.engine()).openLive(classId), action);
    const failure = write ? failureText(write, locale, texts) : texts.notDone;
    if (failure !== null) toasts.show(failure);
  }

  return (classId, action) => void run(classId, action);
}

/** The undo of a command on an entry: what others wrote meanwhile stays. */
export function useTakeBack(): (classId: string, command: Command) => void {
  const inClass = useInClass();
  return (classId, command) => inClass(classId, (live) => live.takeBack([command]));
}
