import type { Result } from '../../money/result.ts';
import type { ClassLedger } from '../class-ledger.ts';
import type { Command, WriteContext } from './command.ts';
import type { CommandRefusal } from './command-refusal.ts';
import { textFaults } from './text-faults.ts';
import { refuse, writeCreation } from './write-rows.ts';

/** Adds a comment to an entity, also to a deleted one: why it was deleted is worth a word. [D31] */
export function addComment(
  ledger: ClassLedger,
  { on, text }: { on: string; text: string },
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const known = ledger.entity(on);
  if (!known || known.kind === 't') return refuse({ reason: 'unknown-entity', entityId: on });
  const trimmed = text.trim();
  if (trimmed === '') return refuse({ reason: 'fields', faults: [{ field: 'text', reason: 'empty' }] });
  const faults = textFaults('text', trimmed);
  if (faults.length > 0) return refuse({ reason: 'fields', faults });
  const id = context.newId('e');
  const row = writeCreation(ledger, 't', id, { on, text: trimmed }, context);
  return row.ok ? { ok: true, value: { name: 'add-comment', rows: [row.value], entityId: id } } : row;
}
