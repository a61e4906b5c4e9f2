import { goto } from '$app/navigation';
import type { Editing } from '$lib/ledger/editing.svelte.ts';

/** Goes to the list: a step back where that is the list as it was left, else anew in place of the form. */
export async function leaveForm({ isOverList }: Editing): Promise<void> {
  if (isOverList) history.back();
  else await goto('/expenses', { replaceState: true });
}

/** As above for an entry of a class, whose list is the class's own page. `isOverPage`: that page is one step back. */
export async function leaveClassForm(classId: string, isOverPage: boolean): Promise<void> {
  if (isOverPage) history.back();
  else await goto(`/classes/${classId}`, { replaceState: true });
}
