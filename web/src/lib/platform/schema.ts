import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';

/**
 * A revision as this database keeps it: `json` is the record byte for byte, `entityId` and `t` (ms) repeat what is in
 * it for the indexes.
 */
export interface StoredRevision {
  readonly id: string;
  readonly entityId: string;
  readonly t: number;
  readonly json: string;
}

/** What the revisions of one entity fold to. Derived: it may be dropped and rebuilt at any time. */
export interface ProjectionRow {
  readonly id: string;
  /** How many stored revisions it was folded from; their sum tells at start whether the projection is whole. */
  readonly revisionCount: number;
  /** Null for kinds that are not personal entries. */
  readonly entry: PersonalEntry | null;
}

/** An unsaved form; `formKey` is 'new' or the id of the entity being edited. */
export interface DraftRow {
  readonly id: string;
  readonly formKey: string;
  readonly tabId: string;
  readonly savedAt: number;
  readonly fields: Readonly<Record<string, string>>;
}

export interface KeyValueRow {
  readonly key: string;
  readonly value: unknown;
}

/** The stores of a profile. `meta` is the app's own bookkeeping and is in no backup. */
export interface LedgerSchema extends DBSchema {
  revisions: { key: string; value: StoredRevision; indexes: { entityId: string; t: number } };
  entries: { key: string; value: ProjectionRow };
  settings: { key: string; value: KeyValueRow };
  drafts: { key: string; value: DraftRow };
  meta: { key: string; value: KeyValueRow };
}

export type LedgerStore = StoreNames<LedgerSchema>;
export type Connection = IDBPDatabase<LedgerSchema>;
export type UpgradeTransaction = IDBPTransaction<LedgerSchema, LedgerStore[], 'versionchange'>;

/** Changes when the fold or the shape of `PersonalEntry` changes: the projection is then rebuilt at the next start. */
export const PROJECTION_VERSION = 1;

/** Keys of `meta`. */
export const metaKeys = {
  /** `{ version, offset }` of the projection; see `ledger/projection.ts`. */
  projection: 'projection',
  /** The row that proves at start that this browser keeps what it is given. */
  probe: 'probe',
  /** Name of the copy that was made before the last migration. */
  migrationCopy: 'migration-copy',
} as const;

/**
 * One step from a schema version to the next. It awaits nothing but requests of its own transaction, reads no clock
 * and no randomness, and leaves every user row that it does not understand as it is.
 */
export interface Migration {
  readonly to: number;
  apply(connection: Connection, transaction: UpgradeTransaction): void | Promise<void>;
}

/** The versions ever released, oldest first; each has a fixture of its databases in `fixtures/`. */
export const migrations: readonly Migration[] = [
  {
    to: 1,
    async apply(connection, transaction) {
      const revisions = connection.createObjectStore('revisions', { keyPath: 'id' });
      revisions.createIndex('entityId', 'entityId');
      revisions.createIndex('t', 't');
      connection.createObjectStore('entries', { keyPath: 'id' });
      connection.createObjectStore('settings', { keyPath: 'key' });
      connection.createObjectStore('drafts', { keyPath: 'id' });
      connection.createObjectStore('meta', { keyPath: 'key' });
      // Only a database that is new runs this step, and nothing is not yet folded in any version.
      const projection = { version: PROJECTION_VERSION, offset: 0, unreadable: 0 };
      await transaction.objectStore('meta').put({ key: metaKeys.projection, value: projection });
    },
  },
];
