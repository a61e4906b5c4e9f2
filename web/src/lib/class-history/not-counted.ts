import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import type { QuarantineReason } from '@tallybook/shared/revisions/fold';
import type { ClassAsideRow } from '$lib/platform/schema.ts';

/** A record that counts nowhere, or whose money does not. */
export interface NotCountedRecord {
  readonly id: string;
  readonly reason: string;
  readonly what: 'money' | 'newer' | 'damaged';
  /** The entry that it is about, '' when that cannot be told. */
  readonly entityId: string;
  /** As far as it can be read. */
  readonly contents: unknown;
}

const DAMAGED: ReadonlySet<string> = new Set<QuarantineReason>([
  'not-a-string',
  'not-json',
  'not-an-object',
  'key',
  'too-large',
  'too-deep',
  'two-records',
]);

export function unreadableRecords(ledger: ClassLedger): NotCountedRecord[] {
  return ledger.quarantined().map(({ id, reason }) => {
    const revision = ledger.revision(id);
    return {
      id,
      reason,
      what: reason.startsWith('money-') ? 'money' : DAMAGED.has(reason) ? 'damaged' : 'newer',
      entityId: revision ? (revision.e ?? id) : '',
      contents: revision ?? null,
    };
  });
}

/** The records as JSON to keep or to send to somebody who can tell what they were. */
export function copyOfRecords(
  unreadable: readonly NotCountedRecord[],
  refused: readonly ClassAsideRow[],
): string {
  const copy = {
    format: 'tallybook-records-not-counted',
    version: 1,
    unreadable: unreadable.map(({ id, reason, contents }) => ({ id, reason, contents })),
    refusedByServer: refused.map(({ id, refusedFor, json }) => ({ id, reason: refusedFor, json })),
  };
  return `${JSON.stringify(copy, null, 2)}\n`;
}
