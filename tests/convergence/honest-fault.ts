import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import type { ClassEntry, LegPart } from '@tallybook/shared/class-doc/records';
import { derivedId } from '@tallybook/shared/revisions/derived-id';

/** What must never be seen where every writer is one of our own apps, in words; null when all is well. */
export function honestFault(ledger: ClassLedger): string | null {
  const quarantined = ledger.quarantined();
  if (quarantined.length > 0) return `Honest records are quarantined: ${JSON.stringify(quarantined)}`;
  for (const entry of ledger.entries()) {
    const fault = moneyFault(entry) ?? occurrenceFault(ledger, entry);
    if (fault !== null) return `${entry.id}: ${fault}`;
  }
  return null;
}

function moneyFault({ unreadable, legs }: ClassEntry): string | null {
  if (unreadable) return 'its money cannot be read';
  const isOff = legs.some(({ amt, pay, owe }) => sumOf(pay) !== amt || sumOf(owe) !== amt);
  return isOff ? `its parts do not add up: ${JSON.stringify(legs)}` : null;
}

/** An occurrence is made under one id per plan and day, and lives again only when somebody says so. [D33] */
function occurrenceFault(ledger: ClassLedger, { id, deleted }: ClassEntry): string | null {
  const revisions = ledger.history(id).flatMap(({ revisionId }) => ledger.revision(revisionId) ?? []);
  const made = revisions.filter(({ auto }) => auto !== undefined);
  for (const { auto, s } of made) {
    const revision = ledger.revision(auto ?? '');
    const [planId, day] = [revision?.e ?? auto, s['date']];
    // A server that was set back may have lost what the plan was made by.
    if (revision && planId && typeof day === 'string' && derivedId('o', [planId, day]) !== id)
      return 'it is an occurrence twice';
  }
  if (made.length === 0) return null;
  const entered = revisions.filter(({ auto }) => auto === undefined);
  const isOnlyDeleted = entered.length > 0 && entered.every(({ s }) => s['del'] === 1);
  return isOnlyDeleted && !deleted ? 'a deleted occurrence came back' : null;
}

function sumOf(parts: readonly LegPart[]): number {
  return parts.reduce((sum, [, minor]) => sum + minor, 0);
}
