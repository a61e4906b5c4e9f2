/** Sign-in on one device. The cookie holds the token; only its hash is stored. Times are UTC ISO strings. */
export interface SessionRecord {
  readonly id: string;
  /** SHA-256 of the 256-bit token, base64url. */
  readonly tokenHash: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  /** What the browser calls itself, for the list of sessions. */
  readonly userAgent: string;
}

export interface MembershipRecord {
  readonly classId: string;
  readonly memberId: string;
}

export interface AccountRecord {
  readonly format: 1;
  readonly id: string;
  /** As shown; unique by its `usernameKey`. */
  readonly username: string;
  readonly displayName: string;
  /** PHC string of argon2id, with its parameters. */
  readonly passwordHash: string;
  readonly recoveryHash: string;
  readonly createdAt: string;
  readonly sessions: readonly SessionRecord[];
  /** For people who read the file; the member lists of the classes decide. */
  readonly memberships: readonly MembershipRecord[];
}

export interface ClassMemberRecord {
  /** Null once the account is deleted: a former member, whose name is gone. */
  readonly accountId: string | null;
  /** The author id in the document, assigned once per account and class. */
  readonly memberId: string;
  readonly role: 'owner' | 'member';
  readonly joinedAt: string;
  readonly leftAt?: string;
  /** Removed by the owner: stays out until readmitted. */
  readonly removed?: true;
}

/** Records that a member's device brought back after a restore although others wrote them. */
export interface RecoveredRecords {
  readonly memberId: string;
  readonly at: string;
  /** Keys of records. */
  readonly ids: readonly string[];
}

export interface ClassRecord {
  readonly format: 1;
  readonly id: string;
  /** Name and currency as given at creation, then as the document was last seen to tell them. */
  readonly name: string;
  readonly currency: string;
  /** 12 characters of Crockford's base32, without hyphens. */
  readonly code: string;
  readonly joining: 'open' | 'closed';
  readonly createdAt: string;
  readonly members: readonly ClassMemberRecord[];
  /** Until then, records of other authors are admitted, since the server was restored from a backup. */
  readonly recoveringUntil?: string;
  /** The oldest first; left out while there are none. */
  readonly recovered?: readonly RecoveredRecords[];
}

/** One committed update of a class document. */
export interface JournalEntry {
  /** Rises by one per entry of a class. */
  readonly seq: number;
  readonly at: string;
  /** The account that sent it. */
  readonly by: string;
  /** The server's own V1 encoding. */
  readonly update: Uint8Array;
  /** Admitted although its author is another member: see `recoveringUntil`. */
  readonly recovered?: true;
}

export interface SnapshotRecord {
  readonly epoch: number;
  readonly seq: number;
  readonly savedAt: string;
  /** V1. */
  readonly update: Uint8Array;
  /** A readable copy for people and scripts; never read back. */
  readonly ledger: unknown;
}

/** What a class's document is made of. */
export interface LoadedDocument {
  /** 1 until a snapshot says otherwise. */
  readonly epoch: number;
  /** Of the newest entry; 0 when there is none. */
  readonly seq: number;
  /** The snapshot's update first, where there is one, then those of the journal after it. */
  readonly updates: readonly Uint8Array[];
  /** Journal entries after the snapshot, for what is counted per account and day. */
  readonly journal: readonly JournalEntry[];
  /** Of the snapshot's update. */
  readonly snapshotBytes: number;
  /** Of the updates in `journal` together. */
  readonly journalBytes: number;
}

/** How far a document has come. */
export interface DocumentPosition {
  readonly epoch: number;
  readonly seq: number;
}

/** A point that a class can be rolled back to: the last state of a day (UTC). */
export interface HistoryPoint extends DocumentPosition {
  readonly at: string;
}

/**
 * `unavailable`: the disk refuses (full, broken); may pass. `damaged`: the files of this account or class cannot be read.
 * `closed`: the storage was closed, or there is no such class (any more).
 */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly reason: 'unavailable' | 'damaged' | 'closed';

  /** `detail` is a system error name or a path relative to the data folder. */
  constructor(reason: StorageError['reason'], detail: string) {
    super(`${reason}: ${detail}`);
    this.reason = reason;
  }
}

export interface AccountStore {
  read(accountId: string): Promise<AccountRecord | undefined>;
  findByUsername(usernameKey: string): Promise<AccountRecord | undefined>;
  create(record: AccountRecord): Promise<'created' | 'username-taken'>;
  /** Changes of one account happen one after another. `change` returns the same record to leave it as it is. */
  update(
    accountId: string,
    change: (record: AccountRecord) => AccountRecord,
  ): Promise<AccountRecord | undefined>;
  /** The file is gone when this resolves. */
  remove(accountId: string): Promise<void>;
  list(): AsyncIterable<AccountRecord>;
}

export interface ClassStore {
  read(classId: string): Promise<ClassRecord | undefined>;
  findByCode(code: string): Promise<ClassRecord | undefined>;
  /** The classes whose member list has the account, whether it has left or not. */
  listOf(accountId: string): Promise<readonly ClassRecord[]>;
  create(record: ClassRecord): Promise<'created' | 'class-exists' | 'class-deleted' | 'code-taken'>;
  update(
    classId: string,
    change: (record: ClassRecord) => ClassRecord,
  ): Promise<ClassRecord | 'code-taken' | undefined>;
  /**
   * The class's files are gone when this resolves; a tombstone keeps its id from being used again. When it rejects, the
   * class may be deleted all the same (see `isDeleted`); called again, it removes what is left.
   */
  remove(classId: string): Promise<void>;
  isDeleted(classId: string): Promise<boolean>;
  list(): AsyncIterable<ClassRecord>;
}

export interface DocumentStore {
  /** Reads a document for a room; rejects with `damaged` rather than giving less than there is. */
  load(classId: string): Promise<LoadedDocument>;
  /**
   * The epoch and the number of the newest durable entry, without handing out the document. Answers after a failed
   * append as soon as the disk does, also before the document is loaded again.
   */
  position(classId: string): Promise<DocumentPosition>;
  /**
   * Resolves when the entry is on disk; entries given meanwhile share the next sync. After a rejection every further
   * append is refused until the document is loaded again, which cuts off what was not acknowledged.
   * Throws a RangeError when `seq` does not follow the entry before.
   */
  append(classId: string, entry: JournalEntry): Promise<void>;
  /**
   * Replaces the snapshot; entries up to its `seq` leave the journal, the former snapshot goes to history. Appends go on
   * meanwhile. One that is no newer than the present one changes nothing. A higher epoch must cover every entry.
   */
  saveSnapshot(classId: string, snapshot: SnapshotRecord): Promise<void>;
  /** Closes the files of a class that nobody uses. */
  release(classId: string): Promise<void>;
  /** Oldest first, at most the last 30 days. */
  history(classId: string): Promise<readonly HistoryPoint[]>;
  /** The updates that make up the document as it was at the end of a time, or undefined when that is out of reach. */
  loadAt(classId: string, at: string): Promise<readonly Uint8Array[] | undefined>;
}

/** Everything the server keeps. Every write that has resolved survives a power cut. */
export interface Storage {
  readonly accounts: AccountStore;
  readonly classes: ClassStore;
  readonly documents: DocumentStore;
  /** Resolves when everything given to it is on disk. */
  close(): Promise<void>;
}
