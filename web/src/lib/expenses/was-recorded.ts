import type { LiveClass } from '$lib/live-class/live-class.svelte.ts';
import type { ExpenseForm } from './expense-form.svelte.ts';

/** A draft is written a moment after the last key, which can be after Save was pressed, in ms. */
const TOLERANCE_MS = 10_000;

/** Whether I have added to the class just what the form shows, since its draft was kept. */
export function wasRecorded(
  form: Pick<ExpenseForm, 'classId' | 'title' | 'day' | 'reading' | 'currency'>,
  { classId, row, entries }: Pick<LiveClass, 'classId' | 'row' | 'entries'>,
  keptAt: number,
): boolean {
  const { reading } = form;
  if (form.classId !== classId || !reading.ok) return false;
  return entries.some(
    (entry) =>
      entry.createdBy === row.memberId &&
      entry.createdAt > keptAt - TOLERANCE_MS &&
      entry.day === form.day &&
      entry.title === form.title.trim() &&
      entry.legs[0]?.amt === reading.value.amountMinor &&
      entry.legs[0].cur === form.currency,
  );
}
