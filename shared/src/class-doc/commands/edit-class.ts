import { isCurrencyCode } from '../../money/currency.ts';
import type { Result } from '../../money/result.ts';
import type { ClassLedger } from '../class-ledger.ts';
import { CLASS_ENTITY_ID } from '../read-class.ts';
import type { Command, WriteContext } from './command.ts';
import type { CommandRefusal, FieldFault } from './command-refusal.ts';
import { nameFaults, textFaults } from './text-faults.ts';
import { refuse, writeEdit } from './write-rows.ts';

/** What is not given stays as it is. */
export interface ClassChanges {
  name?: string;
  currency?: string;
  look?: string;
}

/** Names a class, or changes its usual currency or its look; writes what differs. [D31] */
export function editClass(
  ledger: ClassLedger,
  changes: ClassChanges,
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const { currency, look } = changes;
  const name = changes.name?.trim();
  const faults: FieldFault[] = [
    ...(name === undefined ? [] : nameFaults(name)),
    ...(look === undefined ? [] : textFaults('look', look)),
  ];
  if (currency !== undefined && !isCurrencyCode(currency))
    faults.push({ field: 'currency', reason: 'not-a-currency' });
  if (faults.length > 0) return refuse({ reason: 'fields', faults });
  const info = ledger.info();
  const groups = {
    ...(name === undefined || name === info.name ? {} : { name }),
    ...(currency === undefined || currency === info.currency ? {} : { currency }),
    ...(look === undefined || look === info.look ? {} : { look }),
  };
  const rows = writeEdit(ledger, 'c', CLASS_ENTITY_ID, groups, context);
  if (!rows.ok) return rows;
  return { ok: true, value: { name: 'edit-class', rows: rows.value, entityId: CLASS_ENTITY_ID } };
}
