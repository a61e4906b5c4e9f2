import { useClasses } from '$lib/class-book/context.ts';
import { forOneAction } from '$lib/live-class/for-one-action.ts';
import type { ClassWrite, LiveClass } from '$lib/live-class/live-class.svelte.ts';
import { useLocale } from '$lib/locale/context.ts';
import { useToasts } from '$lib/ui/toasts.svelte.ts';

/**
 * Carries out an undo in a class that the screen may have left by then, and says `failed` when it was not done; called
 * while a component is made.
 */
export function useUndo(): (
  classId: string,
  command: (live: LiveClass) => Promise<ClassWrite>,
  failed: string,
) => Promise<void> {
  const classes = useClasses();
  const { messages: m } = useLocale();
  const toasts = useToasts();
  return async (classId, command, failed) => {
    const written = await forOneAction(async () => (await classes.engine()).openLive(classId), command);
    if (written?.kind === 'not-saved')
      toasts.show(m.status.notSaved(m.storage[written.refusal.reason].short));
    else if (written?.kind !== 'saved') toasts.show(failed);
  };
}
