import type { RevisionRow } from '../../revisions/revision.ts';

export type CommandName =
  | 'add-entry'
  | 'edit-entry'
  | 'replace-entry'
  | 'delete-entity'
  | 'restore-entity'
  | 'restore-value'
  | 'record-payment'
  | 'edit-payment'
  | 'convert-currency'
  | 'mark-distinct'
  | 'add-member'
  | 'claim-member'
  | 'unclaim-member'
  | 'rename-member'
  | 'set-member-state'
  | 'set-pay-line'
  | 'set-unit'
  | 'edit-class'
  | 'set-default-split'
  | 'add-comment'
  | 'add-plan'
  | 'edit-plan'
  | 'make-occurrences'
  | 'skip-occurrence'
  | 'gather-heads'
  | 'include-member';

/** What a command wants to write: all of it in one transaction, or nothing. */
export interface Command {
  name: CommandName;
  /** Empty when there is nothing to change. */
  rows: readonly RevisionRow[];
  /** What the command is about; of several, the first. */
  entityId: string;
}

/** Who writes, when (ms of the device's clock), and where fresh random ids come from. */
export interface WriteContext {
  authorId: string;
  nowMs: number;
  newId: (prefix: 'e' | 'r' | 'm') => string;
}
