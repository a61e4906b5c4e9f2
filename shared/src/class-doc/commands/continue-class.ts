import type { Result } from '../../money/result.ts';
import type { ClassLedger } from '../class-ledger.ts';
import { CLASS_ENTITY_ID } from '../read-class.ts';
import { kindLetter, textGroups } from './add-entry.ts';
import type { Command, WriteContext } from './command.ts';
import type { CommandRefusal } from './command-refusal.ts';
import type { EntryFields } from './entry-fields.ts';
import { fieldFaults, resolveAmongMembers } from './entry-fields.ts';
import { refuse, writeEdit } from './write-rows.ts';

/** Says on a class where it goes on, in words for its members; of several the later counts. [D41] */
export function sayContinued(
  ledger: ClassLedger,
  text: string,
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const rows = writeEdit(ledger, 'c', CLASS_ENTITY_ID, { continued: text }, context);
  if (!rows.ok) return rows;
  return { ok: true, value: { name: 'edit-class', rows: rows.value, entityId: CLASS_ENTITY_ID } };
}

/** What the class says of where it goes on; null as long as it does not. [D41] */
export function continuedText(ledger: ClassLedger): string | null {
  const text = ledger.entity(CLASS_ENTITY_ID)?.groups.get('continued')?.value;
  return typeof text === 'string' && text !== '' ? text : null;
}

/**
 * Adds an opening balance under a derived id (`o_`), which has no creating revision: written twice at once, it is one
 * entry. [D41]
 */
export function addOpening(
  ledger: ClassLedger,
  { id, fields }: { id: string; fields: EntryFields },
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const money = resolveAmongMembers(fields.money, { ledger, context, seed: id, before: [] });
  const faults = [...(money.ok ? [] : money.refusal), ...fieldFaults(fields)];
  if (!money.ok || faults.length > 0) return refuse({ reason: 'fields', faults });
  const groups = { money: money.value, date: fields.day, ...textGroups(fields) };
  const rows = writeEdit(ledger, kindLetter(fields.money.kind), id, groups, context);
  return rows.ok ? { ok: true, value: { name: 'add-entry', rows: rows.value, entityId: id } } : rows;
}
