import type { Day } from '@tallybook/shared/calendar/day';
import { restoreEntity } from '@tallybook/shared/class-doc/commands/delete-entity';
import { useClasses } from '$lib/class-book/context.ts';
import { forOneAction } from '$lib/live-class/for-one-action.ts';
import { useLocale } from '$lib/locale/context.ts';
import { useToasts } from '$lib/ui/toasts.svelte.ts';
import { useClassPlansMessages } from './messages.ts';

/** Takes a plan up again, also once its screen was left, and tells when it was not done; called while a component is made. */
export function useResume(): (classId: string, planId: string, today: Day) => void {
  const classes = useClasses();
  const { messages: m } = useLocale();
  const t = useClassPlansMessages();
  const toasts = useToasts();

  async function resume(classId: string, planId: string, today: Day): Promise<void> {
    const written = await forOneAction(
      async () => (await classes.engine()).openLive(classId),
      (live) => live.run((ledger, context) => restoreEntity(ledger, { entityId: planId, today }, context)),
    );
    if (written?.kind === 'not-saved')
      toasts.show(m.status.notSaved(m.storage[written.refusal.reason].short));
    else if (written?.kind !== 'saved') toasts.show(t.end.undoFailed);
  }

  return (classId, planId, today) => void resume(classId, planId, today);
}
