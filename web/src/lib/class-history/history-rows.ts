import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import type { HistoryStep } from '@tallybook/shared/class-doc/records';
import { groupsOfVersion } from '@tallybook/shared/class-doc/commands/restore-version';
import { isSameJson } from '@tallybook/shared/revisions/json-shape';

/** A step of one entry and what can be done with it. */
export interface HistoryRow extends HistoryStep {
  /** Its version is readable, was not deleted, and is not what counts now. */
  readonly canBringBack: boolean;
  /** Of the groups that lost without having been seen, those that differ from what counts now. */
  readonly restorableGroups: readonly string[];
}

/** The newest steps of an entry, newest first; what each could bring back is worked out for these only. */
export function historyRows(ledger: ClassLedger, entryId: string, limit: number): HistoryRow[] {
  const entity = ledger.entity(entryId);
  return ledger
    .history(entryId)
    .filter(({ changes, what }) => changes.length > 0 || what === 'created')
    .reverse()
    .slice(0, limit)
    .map((step) => {
      const differing = groupsOfVersion(ledger, entryId, step.revisionId);
      const setHere = ledger.revision(step.revisionId)?.s ?? {};
      return {
        ...step,
        canBringBack: differing !== null && Object.keys(differing).length > 0,
        restorableGroups: step.overwrittenGroups.filter(
          (group) =>
            group !== 'del' &&
            entity?.deleted === false &&
            !(group === 'money' && step.quarantined !== null) &&
            !isSameJson(setHere[group], entity.groups.get(group)?.value),
        ),
      };
    });
}
