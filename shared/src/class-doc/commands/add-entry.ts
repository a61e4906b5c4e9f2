import type { Result } from '../../money/result.ts';
import type { Leg } from '../../revisions/money-group.ts';
import type { ClassLedger } from '../class-ledger.ts';
import type { Command, WriteContext } from './command.ts';
import type { CommandRefusal } from './command-refusal.ts';
import type { EntryFields } from './entry-fields.ts';
import { fieldFaults, resolveAmongMembers } from './entry-fields.ts';
import type { Groups } from './write-rows.ts';
import { refuse, writeCreation } from './write-rows.ts';

/** Adds an expense or income, split among members of the class. Texts that are '' are not written. [D23] */
export function addEntry(
  ledger: ClassLedger,
  fields: EntryFields,
  context: WriteContext,
): Result<Command, CommandRefusal> {
  return addEntryAfter(ledger, [], fields, context);
}

/** As `addEntry`, in place of an entry with the legs `before`: whom they name may be in it, also after leaving. */
export function addEntryAfter(
  ledger: ClassLedger,
  before: readonly Leg[],
  fields: EntryFields,
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const id = context.newId('e');
  const money = resolveAmongMembers(fields.money, { ledger, context, seed: id, before });
  const faults = [...(money.ok ? [] : money.refusal), ...fieldFaults(fields)];
  if (!money.ok || faults.length > 0) return refuse({ reason: 'fields', faults });
  const groups = { money: money.value, date: fields.day, ...textGroups(fields) };
  const row = writeCreation(ledger, kindLetter(fields.money.kind), id, groups, context);
  return row.ok ? { ok: true, value: { name: 'add-entry', rows: [row.value], entityId: id } } : row;
}

/** The kind of a revision that creates such an entry. */
export function kindLetter(kind: 'expense' | 'income'): 'x' | 'i' {
  return kind === 'expense' ? 'x' : 'i';
}

/** The groups of texts and tags that are not empty. */
export function textGroups({
  title,
  category,
  note,
  tags = [],
}: Pick<EntryFields, 'title' | 'category' | 'note' | 'tags'>): Groups {
  return {
    ...(title === '' ? {} : { title }),
    ...(category === '' ? {} : { category }),
    ...(note === '' ? {} : { note }),
    ...(tags.length === 0 ? {} : { tags }),
  };
}
