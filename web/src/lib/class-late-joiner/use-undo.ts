import type { Command } from '@tallybook/shared/class-doc/commands/command';
import { useClasses } from '$lib/class-book/context.ts';
import { forOneAction } from '$lib/live-class/for-one-action.ts';
import type { LiveClass } from '$lib/live-class/live-class.svelte.ts';
import { useToasts } from '$lib/ui/toasts.svelte.ts';
import { useClassLateJoinerMessages } from './messages.ts';

/** Takes back all commands of one adding, in a class that the screen may have left; called while a component is made. */
export function useUndo(): (classId: string, commands: readonly Command[], name: string) => void {
  const classes = useClasses();
  const texts = useClassLateJoinerMessages();
  const toasts = useToasts();

  async function undo(classId: string, commands: readonly Command[], name: string): Promise<void> {
    const isDone = await forOneAction(
      async () => (await classes.engine()).openLive(classId),
      (live) => takeAllBack(live, commands),
    );
    toasts.show(isDone === true ? texts.undone(name) : texts.notUndone);
  }

  return (classId, commands, name) => void undo(classId, commands, name);
}

/** Each by itself, so that each fits one update; false when one was not taken back. */
async function takeAllBack(live: LiveClass, commands: readonly Command[]): Promise<boolean> {
  let isDone = true;
  for (const command of commands) {
    const written = await live.takeBack([command]);
    if (written.kind !== 'saved') isDone = false;
  }
  return isDone;
}
