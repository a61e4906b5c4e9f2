import { useClasses } from '$lib/class-book/context.ts';
import { forOneAction } from '$lib/live-class/for-one-action.ts';
import type { ClassWrite, LiveClass } from '$lib/live-class/live-class.svelte.ts';
import { useLocale } from '$lib/locale/context.ts';
import { useToasts } from '$lib/ui/toasts.svelte.ts';
import { useRecordMessages } from './messages.ts';

/**
 * Carries out an undo in a class that the screen may have left by then, and tells when it was not done; called while a
 * component is made.
 */
export function useInClass(): (classId: string, command: (live: LiveClass) => Promise<ClassWrite>) => void {
  const classes = useClasses();
  const { messages: m } = useLocale();
  const t = useRecordMessages();
  const toasts = useToasts();

  async function run(classId: string, command: (live: LiveClass) => Promise<ClassWrite>): Promise<void> {
    const write = await forOneAction(async () => (await classes.engine()).openLive(classId), command);
    if (write?.kind === 'not-saved') toasts.show(m.status.notSaved(m.storage[write.refusal.reason].short));
    else if (write?.kind !== 'saved') toasts.show(t.undoFailed);
  }

  return (classId, command) => void run(classId, command);
}
