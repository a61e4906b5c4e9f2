import type { KeyedQueue } from '../storage/keyed-queue.ts';
import type { AccountStore, ClassStore } from '../storage/port.ts';
import type { DocumentPosition } from './class-view.ts';

/** What the classes need to know of their documents; the rooms know it for loaded ones, storage for the others. */
export interface ClassDocuments {
  /** Rejects with StorageError when the document cannot be read. */
  position(classId: string): Promise<DocumentPosition>;
  /** The durable document, whole, as a V1 update. */
  state(classId: string): Promise<DocumentPosition & { readonly update: Uint8Array }>;
  /** Makes the document again what it was at a time, under the next epoch. `out-of-reach`: nothing older is kept. */
  rollBack(classId: string, at: string): Promise<'rolled-back' | 'out-of-reach'>;
}

export interface ClassServiceParts {
  readonly storage: ClassStore;
  readonly accounts: Pick<AccountStore, 'read' | 'update'>;
  readonly documents: ClassDocuments;
  /** Keyed by account, the same as the account service's; taken before a class's own. */
  readonly accountQueue: KeyedQueue;
  /** UTC, ms since 1970. */
  readonly nowMs: () => number;
  readonly randomBytes: (size: number) => Uint8Array;
  /** These are called in the same turn in which the change is durable. */
  readonly onMemberCut: (classId: string, accountId: string) => void;
  readonly onClassDeleted: (classId: string) => void;
}
