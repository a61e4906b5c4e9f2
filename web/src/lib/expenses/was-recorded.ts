import type { ClassEntry } from '@tallybook/shared/class-doc/records';
import type { LiveClass } from '$lib/live-class/live-class.svelte.ts';
import { partiesOf } from './equal-split.ts';
import type { ExpenseForm } from './expense-form.svelte.ts';

type Typed = Pick<
  ExpenseForm,
  | 'classId'
  | 'kind'
  | 'title'
  | 'note'
  | 'day'
  | 'reading'
  | 'currency'
  | 'payerId'
  | 'participantIds'
  | 'split'
>;
type EntriesOfClass = Pick<
  LiveClass,
  'classId' | 'row' | 'entries' | 'myId' | 'members' | 'member' | 'moneyToEdit'
>;

/** A draft is written a moment after the last key, which can be after Save was pressed, in ms. */
const TOLERANCE_MS = 10_000;

/**
 * Whether I have added to the class just what the form shows, since its draft was kept. In doubt it says no: a draft
 * shown again can be thrown away, one thrown away is lost.
 */
export function wasRecorded(form: Typed, live: EntriesOfClass, keptAt: number): boolean {
  if (form.classId !== live.classId || form.split !== '') return false;
  return live.entries.some(
    (entry) =>
      entry.createdBy === live.row.memberId &&
      entry.createdAt > keptAt - TOLERANCE_MS &&
      entry.day === form.day &&
      entry.title === form.title.trim() &&
      entry.note === form.note.trim() &&
      isSameMoney(form, entry, live),
  );
}

function isSameMoney(form: Typed, entry: ClassEntry, live: EntriesOfClass): boolean {
  const money = live.moneyToEdit(entry);
  const { reading } = form;
  if (!money || !reading.ok || money.split.mode !== 'equally' || money.payers.length !== 1) return false;
  const { payerId, memberIds } = partiesOf(form, live);
  const idsOf = (ids: readonly (string | undefined)[]): string =>
    ids
      .map((id) => live.member(id ?? '').id)
      .sort()
      .join();
  return (
    money.kind === (form.kind === 'income' ? 'income' : 'expense') &&
    money.amountMinor === reading.value.amountMinor &&
    money.currency === form.currency &&
    idsOf([money.payers[0]?.[0]]) === idsOf([payerId]) &&
    idsOf(money.split.memberIds) === idsOf(memberIds)
  );
}
