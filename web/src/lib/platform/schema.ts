import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { MyShare } from '@tallybook/shared/personal/my-share';
import type { PersonalEntry, PersonalKind } from '@tallybook/shared/personal/personal-entry';
import type { ClassMemberBody, ClassRole, RecoveredBody } from '@tallybook/shared/protocol/api-types';

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

/** What the live entries of one kind, currency and category come to. Unreadable ones have no currency and sum to 0. */
export interface SumCell {
  readonly kind: PersonalKind;
  readonly currency: string;
  readonly category: string;
  /** Decimal text, since sums pass 2^53. */
  readonly amountMinor: string;
  readonly count: number;
}

/** The live entries of a day ('YYYY-MM-DD') or of a month ('YYYY-MM'). Derived. */
export interface PeriodRow {
  readonly period: string;
  readonly count: number;
  /** Sorted by kind, currency and category. */
  readonly sums: readonly SumCell[];
}

/**
 * Up to a thousand live entries in the reverse of the list's order, as columns: reading all entries this way takes a
 * thirtieth of the time of reading their rows. Derived.
 */
export interface ListChunkRow {
  /** No entry of the chunk sorts before it, all of the next chunk's sort after; '' for the first chunk. */
  readonly key: string;
  /** One per line. */
  readonly ids: string;
  /** What search reads, one line per entry; the folded title ends at a tab. */
  readonly texts: string;
  /** Kind, currency and category of the entries, each combination once, separated by spaces. */
  readonly labels: readonly string[];
  readonly labelAt: Uint16Array;
  /** 20260301 for the first of March. */
  readonly days: Int32Array;
  readonly amounts: Float64Array;
  readonly createdAt: Float64Array;
  readonly changedAt: Float64Array;
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

/** What this device knows of a class besides its document. The document's bytes are in `classUpdates`. */
export interface ClassRow {
  readonly id: string;
  /** Of which document the updates are: another one once the server's has taken its place. */
  readonly documentId: string;
  /** Of the server's document that this one belongs to. */
  readonly epoch: number;
  /** The newest entry of the server's that is certainly in it; -1 before the first load. */
  readonly seq: number;
  /** False for a class that was made here and that the server has not heard of. */
  readonly isOnServer: boolean;
  /** Per Yjs client id, how many of its records were saved here without the server having confirmed them. */
  readonly unsent: Readonly<Record<string, number>>;
  /** How many changes `unsent` stands for, while it stands for any. */
  readonly unsentCount?: number;
  /** Rises with each append, so that tabs see whether they have them all. */
  readonly revision: number;
  /** The `revision` that `balances` and the rows of `classShares` were made from. */
  readonly derivedRevision: number;
  readonly balances: readonly ClassBalance[];
  /** Missing in a row of an older version until its class is opened. */
  readonly between?: readonly ClassDebt[];
  /** Why the server does not let this device in, for what only a person or the owner can change. */
  readonly refusal: ClassRefusal | null;
  readonly name: string;
  readonly currency: string;
  /** '' until the class was asked for by itself. */
  readonly code: string;
  readonly joining: 'open' | 'closed';
  /** Mine: the author id in the document. */
  readonly memberId: string;
  readonly role: ClassRole;
  readonly members: readonly ClassMemberBody[];
  /** What members' devices brought back after a restore of the server. */
  readonly recovered?: readonly RecoveredBody[] | undefined;
  /** Put out of the way on this device, ms since the epoch. */
  readonly archivedAt?: number | undefined;
  /** The class that it was made to go on from; only on the device that made it. */
  readonly continues?: string;
  /** As the document had it when its rows were derived. */
  readonly look?: string;
  /** What its plans enter next, as it was when the row was derived. */
  readonly coming?: readonly ClassComing[];
}

/** An occurrence of a class's plan that is still to come. */
export interface ClassComing {
  readonly day: string;
  readonly title: string;
  readonly category: string;
  readonly kind: 'expense' | 'income';
  readonly currency: string;
  readonly amountMinor: number;
  /** My part of it; 0 for none. */
  readonly myMinor: number;
  readonly planId: string;
}

type ClassRefusal = 'removed' | 'deleted' | 'too-large';

/** My balance in one currency that is not zero; decimal text, since sums pass 2^53. */
export interface ClassBalance {
  readonly currency: string;
  readonly balanceMinor: string;
}

/** A payment between me and somebody else, as the class's usual plan has it. */
export interface ClassDebt {
  /** All ids of theirs, the canonical one first. */
  readonly memberIds: readonly string[];
  /** As the document has it; null for who has an account. */
  readonly name: string | null;
  readonly currency: string;
  /** Above zero they pay me, below zero I pay them; decimal text. */
  readonly minor: string;
  /** Under which the payment is recorded, so that two who record it record one. */
  readonly suggestionId: string;
}

/** One change of a class document as Yjs V1, or all of it after a compaction. */
export interface ClassUpdateRow {
  /** `classId/` and what sorts by time. */
  readonly key: string;
  readonly documentId: string;
  readonly update: Uint8Array;
  /** Of the bytes, to tell a damaged row. */
  readonly crc: number;
}

/** What I bear of one entry of a class. Derived. */
interface ClassShareRow {
  /** `classId/` and the share's id. */
  readonly key: string;
  readonly classId: string;
  readonly share: MyShare;
}

/** What my shares of one day ('YYYY-MM-DD') or month ('YYYY-MM') come to, by class. Derived. */
export interface ShareSumRow {
  readonly period: string;
  /** Sorted by kind, currency and category; classes without any share in the period are not in it. */
  readonly classes: Readonly<Record<string, readonly SumCell[]>>;
}

/** Entries of a class as columns for the search over everything. */
export interface ClassSearchChunk {
  /** As those of a ledger; money that cannot be read is NaN. One line per entry and currency. */
  readonly row: ListChunkRow;
  /** As they were written, one per line. */
  readonly titles: string;
  /** Each combination of people once, as canonical ids, and per line which of them it is. */
  readonly sets: readonly (readonly string[])[];
  readonly setAt: Uint32Array;
}

/** All entries of one class that are not deleted. Derived when somebody searches. */
export interface ClassSearchRow {
  readonly classId: string;
  /** The shape of all this; another one is made anew. */
  readonly version: number;
  /** Of the document and its changes that it was made from; compare with the class's row. */
  readonly documentId: string;
  readonly revision: number;
  /** In the reverse of the list's order. */
  readonly chunks: readonly ClassSearchChunk[];
  /** Who is or was in the class without an account: the canonical id and the name. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

/** A record of mine that is not in the document: still to be offered to the server, or refused by it. */
export interface ClassAsideRow {
  /** `classId/` and the record's id. */
  readonly key: string;
  readonly id: string;
  readonly json: string;
  /** Null while it waits; else the rule that it broke. */
  readonly refusedFor: string | null;
}

/** The stores of a profile. `meta` is the app's own bookkeeping and is in no backup. */
export interface LedgerSchema extends DBSchema {
  revisions: { key: string; value: StoredRevision; indexes: { entityId: string; t: number } };
  entries: { key: string; value: ProjectionRow };
  /** The ids of deleted entries. */
  bin: { key: string; value: { readonly id: string } };
  days: { key: string; value: PeriodRow };
  months: { key: string; value: PeriodRow };
  listChunks: { key: string; value: ListChunkRow };
  settings: { key: string; value: KeyValueRow };
  drafts: { key: string; value: DraftRow };
  meta: { key: string; value: KeyValueRow };
  classes: { key: string; value: ClassRow };
  classUpdates: { key: string; value: ClassUpdateRow };
  classShares: { key: string; value: ClassShareRow; indexes: { day: string } };
  shareDays: { key: string; value: ShareSumRow };
  shareMonths: { key: string; value: ShareSumRow };
  classSearch: { key: string; value: ClassSearchRow };
  classAside: { key: string; value: ClassAsideRow };
}

export type LedgerStore = StoreNames<LedgerSchema>;
export type Connection = IDBPDatabase<LedgerSchema>;
export type UpgradeTransaction = IDBPTransaction<LedgerSchema, LedgerStore[], 'versionchange'>;

/** Changes when the fold or the shape of a derived row changes: all of them are then rebuilt at the next start. */
export const PROJECTION_VERSION = 4;

/** Keys of `meta`. */
export const metaKeys = {
  /** What the derived rows stand for; see `ProjectionMeta`. */
  projection: 'projection',
  /** What the records of categories fold to, an array; missing while there are none. Derived. */
  categories: 'categories',
  /** As `categories`: the records of recurring plans, of budgets and of exchange rates. Derived. */
  plans: 'plans',
  budgets: 'budgets',
  rates: 'rates',
  /** By which version `shareDays` and `shareMonths` were made; missing or another one: they are made anew. */
  shareSums: 'share-sums',
  /** By class: of which state of it `classSearch` was made, and by which version; missing: not known. Derived. */
  classSearch: 'class-search',
  /** The row that proves at start that this browser keeps what it is given. */
  probe: 'probe',
  /** Made with the first note of what is unsent: tells this database from one made anew in its place. */
  databaseId: 'database-id',
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
      const projection = { version: PROJECTION_VERSION, offset: 0, unreadable: 0, folded: 0, rows: 0 };
      await transaction.objectStore('meta').put({ key: metaKeys.projection, value: projection });
    },
  },
  {
    to: 2,
    apply(connection) {
      connection.createObjectStore('classes', { keyPath: 'id' });
      for (const store of ['classUpdates', 'classShares', 'classAside'] as const) {
        connection.createObjectStore(store, { keyPath: 'key' });
      }
    },
  },
  {
    to: 3,
    apply(connection) {
      // Filled by the rebuild that the version of the projection asks for: here it would hold up every tab.
      connection.createObjectStore('days', { keyPath: 'period' });
      connection.createObjectStore('months', { keyPath: 'period' });
      connection.createObjectStore('listChunks', { keyPath: 'key' });
      connection.createObjectStore('bin', { keyPath: 'id' });
    },
  },
  {
    to: 4,
    apply(connection, transaction) {
      // Filled at the next look at the classes, from the shares that are there.
      connection.createObjectStore('shareDays', { keyPath: 'period' });
      connection.createObjectStore('shareMonths', { keyPath: 'period' });
      connection.createObjectStore('classSearch', { keyPath: 'classId' });
      transaction.objectStore('classShares').createIndex('day', 'share.day');
    },
  },
];
