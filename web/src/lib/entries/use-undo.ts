import { useLocale } from '$lib/locale/context.ts';
import type { WriteResult } from '$lib/ledger/personal-ledger.svelte.ts';
import { useToasts } from '$lib/ui/toasts.svelte.ts';

/** Carries out an undo and tells when it could not be stored; called while a component is made. */
export function useUndo(): (command: () => Promise<WriteResult<unknown>>) => void {
  const { messages } = useLocale();
  const toasts = useToasts();
  return (command) =>
    void command().then((result) => {
      if (!result.ok) toasts.show(messages.status.notSaved(messages.storage[result.refusal.reason].short));
    });
}
