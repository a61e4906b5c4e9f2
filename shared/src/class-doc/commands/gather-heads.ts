import type { Result } from '../../money/result.ts';
import type { ClassLedger } from '../class-ledger.ts';
import type { Command, WriteContext } from './command.ts';
import type { CommandRefusal } from './command-refusal.ts';
import { refuse, writeGathering } from './write-rows.ts';

/**
 * Gathers heads of an entity to which somebody gave more than one command can see, changing nothing of it. Run until it
 * writes nothing; then what was refused with 'too-many-heads' can be done. [D21]
 */
export function gatherHeads(
  ledger: ClassLedger,
  entityId: string,
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const entity = ledger.entity(entityId);
  if (!entity) return refuse({ reason: 'unknown-entity', entityId });
  const rows = writeGathering(ledger, entity.kind, entityId, context);
  return { ok: true, value: { name: 'gather-heads', rows, entityId } };
}
