import type { KeyedRevision, Quarantined, QuarantineReason } from '../revisions/fold.ts';
import type { Revision } from '../revisions/revision.ts';
import { parseRevision } from '../revisions/revision.ts';

/** What stands under one key of the log now. */
export interface LogChange {
  id: string;
  /** A JSON string, undefined when the key is gone, anything else when hostile. */
  value: unknown;
}

/** Values that are no texts are all alike: nobody reads them, and to hold one would keep it in memory. */
const NO_TEXT: unique symbol = Symbol('not a string');

/** What stands under a key: what it is known by again, and what it was read as. */
type StoredRecord = ReadableRecord | { text: string | typeof NO_TEXT; revision: null };

interface ReadableRecord extends KeyedRevision {
  text: string;
}

/** What came under a key or went from there. */
export interface StoreChange {
  /** The one that went and the one that came, as far as they could be read. */
  revisions: readonly Revision[];
  /** One of them could not be read. */
  isUnreadable: boolean;
}

/** The records of a log by key, by entity and by author, each as it stands now. It never throws. [D7] [D8] */
export class RevisionStore {
  readonly #recordById = new Map<string, StoredRecord>();
  readonly #unreadable = new Map<string, Quarantined>();
  readonly #revisionsByEntity = new Map<string, KeyedRevision[]>();
  readonly #countByAuthor = new Map<string, number>();
  /** Null when the latest revision went, until somebody asks. */
  #maxSeenMs: number | null = 0;

  /** Puts a value under a key, or takes out what was there. Null when nothing changed. */
  put(id: string, value: unknown): StoreChange | null {
    const known = this.#recordById.get(id);
    const text = value === undefined || typeof value === 'string' ? value : NO_TEXT;
    if (known?.text === text) return null;
    const revisions: Revision[] = [];
    if (known) this.#takeOut(id, known);
    if (known?.revision) revisions.push(known.revision);
    const record = text === undefined ? undefined : this.#bringIn(id, text);
    if (record?.revision) revisions.push(record.revision);
    return { revisions, isUnreadable: known?.revision === null || record?.revision === null };
  }

  revision(id: string): Revision | undefined {
    return this.#recordById.get(id)?.revision ?? undefined;
  }

  /** The readable revisions that name this entity, in no particular order. */
  revisionsOf(entityId: string): readonly KeyedRevision[] {
    return this.#revisionsByEntity.get(entityId) ?? [];
  }

  /** Whether a member wrote any readable revision. */
  isAuthor(memberId: string): boolean {
    return this.#countByAuthor.has(memberId);
  }

  /** The greatest `t` of readable revisions in ms, 0 when there is none. */
  get maxSeenMs(): number {
    if (this.#maxSeenMs === null) {
      this.#maxSeenMs = 0;
      for (const { revision } of this.#recordById.values()) {
        if (revision && revision.t > this.#maxSeenMs) this.#maxSeenMs = revision.t;
      }
    }
    return this.#maxSeenMs;
  }

  /** Records that could not be read at all, in no particular order. */
  unreadable(): Iterable<Quarantined> {
    return this.#unreadable.values();
  }

  #bringIn(id: string, text: string | typeof NO_TEXT): StoredRecord {
    if (text === NO_TEXT) return this.#putAside(id, text, 'not-a-string');
    const parsed = parseRevision(id, text);
    if (!parsed.ok) return this.#putAside(id, text, parsed.refusal);
    const revision = parsed.value;
    const record = { id, text, revision };
    this.#recordById.set(id, record);
    const entityId = revision.e ?? id;
    const siblings = this.#revisionsByEntity.get(entityId);
    if (siblings) siblings.push(record);
    else this.#revisionsByEntity.set(entityId, [record]);
    this.#countByAuthor.set(revision.a, (this.#countByAuthor.get(revision.a) ?? 0) + 1);
    if (this.#maxSeenMs !== null && revision.t > this.#maxSeenMs) this.#maxSeenMs = revision.t;
    return record;
  }

  #putAside(id: string, text: string | typeof NO_TEXT, reason: QuarantineReason): StoredRecord {
    const record: StoredRecord = { text, revision: null };
    this.#recordById.set(id, record);
    this.#unreadable.set(id, { id, reason });
    return record;
  }

  #takeOut(id: string, { revision }: StoredRecord): void {
    this.#recordById.delete(id);
    this.#unreadable.delete(id);
    if (!revision) return;
    const entityId = revision.e ?? id;
    const rest = this.revisionsOf(entityId).filter((sibling) => sibling.id !== id);
    if (rest.length > 0) this.#revisionsByEntity.set(entityId, rest);
    else this.#revisionsByEntity.delete(entityId);
    const count = this.#countByAuthor.get(revision.a) ?? 0;
    if (count > 1) this.#countByAuthor.set(revision.a, count - 1);
    else this.#countByAuthor.delete(revision.a);
    if (revision.t === this.#maxSeenMs) this.#maxSeenMs = null;
  }
}
