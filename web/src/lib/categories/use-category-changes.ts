import type { CategoryChange, CategoryChanged } from '$lib/ledger/category-writer.ts';
import { useLedger } from '$lib/ledger/context.ts';
import type { WriteResult } from '$lib/ledger/personal-ledger.svelte.ts';
import { useLocale } from '$lib/locale/context.ts';
import { errorName, refused } from '$lib/platform/storage-result.ts';
import { useToasts } from '$lib/ui/toasts.svelte.ts';

/**
 * Carries out a change and proves it with a message that offers its undo; answers whether it was stored. Called while
 * a component is made.
 */
export function useCategoryChanges(): (change: CategoryChange, done: string) => Promise<boolean> {
  const { categories } = useLedger();
  const { messages: m } = useLocale();
  const toasts = useToasts();

  async function write(change: CategoryChange): Promise<WriteResult<CategoryChanged>> {
    let result: WriteResult<CategoryChanged>;
    try {
      const { categoryWriter } = await import('$lib/ledger/category-writer.ts');
      result = await categoryWriter(categories).change(change);
    } catch (error) {
      // The part of the app that writes may be missing without a network.
      result = refused('failed', errorName(error));
    }
    if (!result.ok) toasts.show(m.status.notSaved(m.storage[result.refusal.reason].short));
    return result;
  }

  return async (change, done) => {
    const result = await write(change);
    if (!result.ok) return false;
    const { undo } = result.value;
    if (undo) toasts.show(done, { label: m.saved.undo, run: () => void write(undo) });
    return true;
  };
}
