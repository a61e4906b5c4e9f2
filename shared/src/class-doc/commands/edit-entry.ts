import type { Result } from '../../money/result.ts';
import { isSameJson } from '../../revisions/json-shape.ts';
import { readMoneyGroup } from '../../revisions/money-group.ts';
import type { ClassLedger } from '../class-ledger.ts';
import type { ClassEntry } from '../records.ts';
import { addEntryAfter } from './add-entry.ts';
import type { Command, WriteContext } from './command.ts';
import type { CommandRefusal, FieldFault } from './command-refusal.ts';
import { deleteEntity } from './delete-entity.ts';
import type { EntryFields } from './entry-fields.ts';
import { fieldFaults, isSameMoney, resolveAmongMembers } from './entry-fields.ts';
import { refuse, writeEdit } from './write-rows.ts';

/** Fields that are not given stay as they are. */
export interface EntryEdit {
  entryId: string;
  changes: Partial<EntryFields>;
}

/**
 * Changes an entry, writing only the groups that differ, and nothing when none does. What does not differ is not
 * checked either, so an entry of a newer app can be given a title. To turn an expense into income or back, the entry
 * is deleted and a new one created in the same command, since a kind is fixed at creation. [D24]
 */
export function editEntry(
  ledger: ClassLedger,
  { entryId, changes }: EntryEdit,
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const entry = ledger.entry(entryId);
  const entity = ledger.entity(entryId);
  if (!entry || !entity) return refuse({ reason: 'unknown-entity', entityId: entryId });
  if (entry.deleted) return refuse({ reason: 'deleted', entityId: entryId });

  const { money, ...rest } = changes;
  const texts = differingFields(entry, rest);
  const faults: FieldFault[] = fieldFaults(texts);
  const groups: Record<string, unknown> = {};
  if (money) {
    if (entry.kind !== 'expense' && entry.kind !== 'income')
      return refuse({ reason: 'kind-is-fixed', entityId: entryId });
    if (money.kind !== entry.kind) return replaceEntry(ledger, entry, { ...changes, money }, context);
    const resolved = resolveAmongMembers(money, { ledger, context, seed: entryId, before: entry.legs });
    const stored = readMoneyGroup(entity.groups.get('money')?.value);
    const isSame =
      stored.ok && isSameMoney(stored.value, money, resolved.ok ? resolved.value : null, entryId);
    if (!isSame && resolved.ok) groups['money'] = resolved.value;
    else if (!isSame && !resolved.ok) faults.unshift(...resolved.refusal);
  }
  if (faults.length > 0) return refuse({ reason: 'fields', faults });

  const { day, ...others } = texts;
  if (day !== undefined) groups['date'] = day;
  const rows = writeEdit(ledger, entity.kind, entryId, { ...groups, ...others }, context);
  return rows.ok ? { ok: true, value: { name: 'edit-entry', rows: rows.value, entityId: entryId } } : rows;
}

function differingFields(
  entry: ClassEntry,
  fields: Omit<Partial<EntryFields>, 'money'>,
): Omit<Partial<EntryFields>, 'money'> {
  return Object.fromEntries(
    (['day', 'title', 'category', 'note', 'tags'] as const)
      .filter((name) => fields[name] !== undefined && !isSameJson(fields[name], entry[name]))
      .map((name) => [name, fields[name]]),
  );
}

function replaceEntry(
  ledger: ClassLedger,
  entry: ClassEntry,
  changes: Partial<EntryFields> & Pick<EntryFields, 'money'>,
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const { day, title, category, note, tags } = entry;
  const fields = { day, title, category, note, tags, ...changes };
  const creation = addEntryAfter(ledger, entry.legs, fields, context);
  if (!creation.ok) return creation;
  const deletion = deleteEntity(ledger, entry.id, context);
  if (!deletion.ok) return deletion;
  const rows = [...deletion.value.rows, ...creation.value.rows];
  return { ok: true, value: { name: 'replace-entry', rows, entityId: creation.value.entityId } };
}
