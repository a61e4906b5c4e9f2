import { mergeSplits } from '$lib/split-editor/merge-splits.ts';
import { readSplitDraft, writeSplitDraft } from '$lib/split-editor/split-draft.ts';
import type { ExpenseForm, FormValues } from './expense-form.svelte.ts';

/**
 * Brings what others saved of an entry into the form that has it open, wherever nothing was typed here; the items of a
 * bill are merged line by line. `base` is the entry as the form knew it. Returns it as the form knows it from now on.
 */
export function followEntry(form: ExpenseForm, base: FormValues, theirs: FormValues): FormValues {
  const mine = form.values();
  const isUntouched = (field: keyof FormValues): boolean => mine[field] === base[field];
  if (isUntouched('kind') && theirs.kind !== base.kind) form.changeKind(theirs.kind);
  for (const field of ['amount', 'currency', 'title', 'day', 'note', 'payerId'] as const)
    if (isUntouched(field)) form[field] = theirs[field];
  if (isUntouched('category') && theirs.category !== null) form.category = theirs.category;
  if (isUntouched('participants'))
    form.participantIds = theirs.participants?.split(' ').filter(Boolean) ?? null;
  if (isUntouched('split')) {
    form.split = theirs.split;
    return theirs;
  }
  const merged = mergeSplits(
    readSplitDraft(base.split),
    readSplitDraft(mine.split),
    readSplitDraft(theirs.split),
  );
  form.split = writeSplitDraft(merged.mine);
  return { ...theirs, split: writeSplitDraft(merged.base) };
}
