import type { MyShare } from '@tallybook/shared/personal/my-share';
import { checksum } from './class-checksum.ts';
import {
  countByClass,
  isClassRow,
  isIntact,
  keysUnder,
  readRowsOfClass,
  toStoredClass,
  unsentCountOf,
} from './class-rows.ts';
import type { LedgerDatabase } from './database.ts';
import type { WriteTransaction } from './ledger-transactions.ts';
import { readReadableRows } from './readable-rows.ts';
import type { ClassAsideRow, ClassRow, ClassUpdateRow } from './schema.ts';
import { replaceShares, takeOutOfSums, type SharesTransaction } from './class-shares.ts';
import { forgetShareSums, shareSumStores, type ShareSumTransaction } from './share-sum-rows.ts';
import { mayReadRowByRow, stored, type StorageResult } from './storage-result.ts';
import type { Append, AppendOutcome, DerivedRows, Replacement, StoredClass } from './stored-class.ts';

const ownStores = ['classes', 'classUpdates', 'classShares', 'classAside'] as const;
/** Where shares change, their sums do. */
const withSums = [...ownStores, ...shareSumStores] as const;
type ClassTransaction = WriteTransaction<(typeof ownStores)[number]>;

/**
 * The classes of one profile on this device, as rows and bytes: it knows nothing of Yjs, so lists can be shown without
 * loading it. A write is `ok` only once its transaction is complete.
 */
export class ClassStore {
  readonly #database: LedgerDatabase;

  constructor(database: LedgerDatabase) {
    this.#database = database;
  }

  /** All classes whose row can be read, by id. */
  async list(): Promise<StorageResult<readonly ClassRow[]>> {
    const read = await readReadableRows(this.#database, 'classes');
    return read.ok ? stored(read.value.rows.filter(isClassRow)) : read;
  }

  /** How many records of mine are in no document, by class; none is left out that has any. */
  async asideCounts(): Promise<StorageResult<ReadonlyMap<string, number>>> {
    const read = await this.#database.read(['classAside'], (tx) => tx.objectStore('classAside').getAllKeys());
    return read.ok ? stored(countByClass(read.value)) : read;
  }

  /** My shares of one class or of all, as the last writer derived them. */
  async shares(classId?: string): Promise<StorageResult<readonly MyShare[]>> {
    const read =
      classId === undefined
        ? await readReadableRows(this.#database, 'classShares')
        : await readRowsOfClass(this.#database, 'classShares', classId);
    return read.ok ? stored(read.value.rows.map(({ share }) => share)) : read;
  }

  /** Null when there is no such class here. */
  async read(classId: string): Promise<StorageResult<StoredClass | null>> {
    const range = keysUnder(classId);
    const found = await this.#database.read(['classes', 'classUpdates', 'classAside'], (tx) =>
      Promise.all([
        tx.objectStore('classes').get(classId),
        tx.objectStore('classUpdates').getAll(range),
        tx.objectStore('classAside').getAll(range),
      ]),
    );
    if (found.ok) return stored(toStoredClass(...found.value, 0));
    const row = await this.#database.read(['classes'], (tx) => tx.objectStore('classes').get(classId));
    if (!row.ok) return found;
    const updates = await readRowsOfClass(this.#database, 'classUpdates', classId);
    const aside = await readRowsOfClass(this.#database, 'classAside', classId);
    if (!updates.ok || !aside.ok) return found;
    return stored(toStoredClass(row.value, updates.value.rows, aside.value.rows, updates.value.unreadable));
  }

  /** What is known of a class, without its document. */
  async row(classId: string): Promise<StorageResult<ClassRow | null>> {
    const read = await this.#database.read(['classes'], (tx) => tx.objectStore('classes').get(classId));
    return read.ok ? stored(isClassRow(read.value) ? read.value : null) : read;
  }

  /** Records of mine that are in no document, those refused among them, for the list and for export. */
  async aside(classId: string): Promise<StorageResult<readonly ClassAsideRow[]>> {
    const read = await readRowsOfClass(this.#database, 'classAside', classId);
    return read.ok ? stored(read.value.rows) : read;
  }

  async dropAside(classId: string, recordId: string): Promise<StorageResult<void>> {
    return this.#write((tx) => tx.objectStore('classAside').delete(`${classId}/${recordId}`));
  }

  /** Adds a class unless it is there. */
  async add(row: ClassRow): Promise<StorageResult<void>> {
    return this.#write(async (tx) => {
      const classes = tx.objectStore('classes');
      if (isClassRow(await classes.get(row.id))) return;
      // Where only the row was damaged, its document is there still.
      const [first] = await tx.objectStore('classUpdates').getAll(keysUnder(row.id), 1);
      await classes.put(isIntact(first) ? { ...row, documentId: first.documentId } : row);
    });
  }

  /** As `add`, and what is here now: of two classes that go on from the same one, the first. */
  async addOnce(row: ClassRow): Promise<StorageResult<ClassRow>> {
    return this.#write(async (tx) => {
      const classes = tx.objectStore('classes');
      const { continues } = row;
      const rows: readonly unknown[] = continues === undefined ? [] : await classes.getAll();
      const first = rows.filter(isClassRow).find((known) => known.continues === continues);
      if (!first) await classes.put(row);
      return first ?? row;
    });
  }

  /** Changes what is known of a class; `change` sees the row as it is stored. */
  async change(
    classId: string,
    change: (row: ClassRow) => ClassRow,
    durability: 'strict' | 'relaxed' = 'strict',
  ): Promise<StorageResult<ClassRow | null>> {
    return this.#write(async (tx) => {
      const row = await tx.objectStore('classes').get(classId);
      if (!row) return null;
      const changed = change(row);
      if (changed !== row) await tx.objectStore('classes').put(changed);
      return changed;
    }, durability);
  }

  /** Adds changes of a document together with what follows from them. Strict when one of them is somebody's own. */
  async append(classId: string, append: Append): Promise<StorageResult<AppendOutcome>> {
    const { documentId, updates, unsent, knownRevision, derived, offeredIds = [] } = append;
    const isOwn = Object.keys(unsent).length > 0 || offeredIds.length > 0;
    return this.#writeShares<AppendOutcome>(
      async (tx, areSumsKept) => {
        const row = await tx.objectStore('classes').get(classId);
        if (!row) return 'gone';
        if (row.documentId !== documentId) return 'replaced';
        const revision = row.revision + 1;
        const ownCount = updates.filter((one) => Object.keys(one.unsent ?? {}).length > 0).length;
        const isDerived =
          row.revision === knownRevision &&
          (derived.changedEntryIds === 'all' || row.derivedRevision === row.revision);
        await Promise.all([
          ...updates.map(({ key, update }) =>
            tx.objectStore('classUpdates').put({ key, documentId, update, crc: checksum(update) }),
          ),
          ...offeredIds.map((id) => tx.objectStore('classAside').delete(`${classId}/${id}`)),
          replaceShares(tx, classId, derived, areSumsKept),
          tx.objectStore('classes').put({
            ...row,
            unsent: { ...row.unsent, ...unsent },
            ...(ownCount > 0 ? { unsentCount: unsentCountOf(row) + ownCount } : {}),
            revision,
            ...(isDerived ? { ...shownOf(derived), derivedRevision: revision } : {}),
          }),
        ]);
        return { revision, isDerived };
      },
      isOwn ? 'strict' : 'relaxed',
    );
  }

  /** Stores what was derived anew from all of a document; false when the document has moved on meanwhile. */
  async rederive(
    classId: string,
    known: { readonly documentId: string; readonly revision: number },
    derived: DerivedRows,
  ): Promise<StorageResult<boolean>> {
    return this.#writeShares(async (tx, areSumsKept) => {
      const row = await tx.objectStore('classes').get(classId);
      if (row?.documentId !== known.documentId || row.revision !== known.revision) return false;
      await replaceShares(tx, classId, { ...derived, changedEntryIds: 'all' }, areSumsKept);
      await tx.objectStore('classes').put({ ...row, ...shownOf(derived), derivedRevision: row.revision });
      return true;
    }, 'relaxed');
  }

  /** Puts another document in the place of the stored one; `decide` gets what is stored. Damaged rows stay. */
  async replace(
    classId: string,
    decide: (row: ClassRow, updates: readonly Uint8Array[], aside: readonly ClassAsideRow[]) => Replacement,
  ): Promise<StorageResult<void>> {
    return this.#write(async (tx) => {
      const row = await tx.objectStore('classes').get(classId);
      if (!row) return;
      const updates = await tx.objectStore('classUpdates').getAll(keysUnder(classId));
      const waiting = await tx.objectStore('classAside').getAll(keysUnder(classId));
      const intact = updates.filter(isIntact);
      const { documentId, epoch, seq, update, key, aside } = decide(
        row,
        intact.map((one) => one.update),
        waiting,
      );
      const asideStore = tx.objectStore('classAside');
      await Promise.all(intact.map((one) => tx.objectStore('classUpdates').delete(one.key)));
      await tx.objectStore('classUpdates').put({ key, documentId, update, crc: checksum(update) });
      await asideStore.delete(keysUnder(classId));
      await Promise.all(aside.map((one) => asideStore.put({ ...one, key: `${classId}/${one.id}` })));
      const changed = { ...row, documentId, epoch, seq, unsent: {}, refusal: null, derivedRevision: -1 };
      await tx.objectStore('classes').put({ ...changed, revision: row.revision + 1 });
    });
  }

  /**
   * Makes one row of many: `merge` gets the intact updates as they are in this very transaction, and exactly those rows
   * are replaced by what it makes of them. Null leaves them.
   */
  async compact(
    classId: string,
    key: string,
    merge: (updates: readonly Uint8Array[]) => Uint8Array | null,
  ): Promise<StorageResult<void>> {
    return this.#write(async (tx) => {
      const store = tx.objectStore('classUpdates');
      const row = await tx.objectStore('classes').get(classId);
      const rows = (await store.getAll(keysUnder(classId))).filter(isIntact);
      const update = row && rows.length > 1 ? merge(rows.map((one) => one.update)) : null;
      if (!row || !update) return;
      await store.put({ key, documentId: row.documentId, update, crc: checksum(update) });
      await Promise.all(rows.map((one: ClassUpdateRow) => store.delete(one.key)));
    });
  }

  /** Removes a class and all that was kept of it from this device. */
  async remove(classId: string): Promise<StorageResult<void>> {
    return this.#writeShares(async (tx, areSumsKept) => {
      if (areSumsKept) await takeOutOfSums(tx, classId);
      await tx.objectStore('classes').delete(classId);
      for (const store of ['classUpdates', 'classShares', 'classAside'] as const) {
        await tx.objectStore(store).delete(keysUnder(classId));
      }
    });
  }

  #write<T>(
    work: (tx: ClassTransaction) => Promise<T>,
    durability: 'strict' | 'relaxed' = 'strict',
  ): Promise<StorageResult<T>> {
    return this.#database.write(ownStores, work, { durability });
  }

  /** A share or a sum that cannot be read must not cost the change: the sums are then made anew later. */
  async #writeShares<T>(
    work: (tx: SharesTransaction, areSumsKept: boolean) => Promise<T>,
    durability: 'strict' | 'relaxed' = 'strict',
  ): Promise<StorageResult<T>> {
    const result = await this.#database.write(withSums, (tx) => work(tx, true), { durability });
    if (result.ok || !mayReadRowByRow(result.refusal)) return result;
    return this.#database.write(
      withSums,
      async (tx) => {
        await forgetShareSums(tx as unknown as ShareSumTransaction);
        return work(tx, false);
      },
      { durability },
    );
  }
}

/** The part of what was derived that stands in the row. */
function shownOf({ about, balances, between, coming }: DerivedRows): Partial<ClassRow> {
  return { ...about, balances, between, ...(coming && { coming }) };
}
