import type { LedgerDatabase } from './database.ts';
import { readReadableRows } from './readable-rows.ts';
import type { ClassSearchRow } from './schema.ts';

const VERSION = 1;

/** What the search over everything reads of classes. All of it can be made anew, so nothing here is ever an error. */
export class ClassSearchStore {
  readonly #database: LedgerDatabase;

  constructor(database: LedgerDatabase) {
    this.#database = database;
  }

  /** Those that this version has made. */
  async all(): Promise<readonly ClassSearchRow[]> {
    const read = await readReadableRows(this.#database, 'classSearch');
    return read.ok ? read.value.rows.filter(isSearchRow) : [];
  }

  async put(row: Omit<ClassSearchRow, 'version'>): Promise<ClassSearchRow> {
    const stamped = { ...row, version: VERSION };
    await this.#database.write(
      ['classes', 'classSearch'],
      async (tx) => {
        // A class that was taken off this device meanwhile leaves nothing behind.
        if ((await tx.objectStore('classes').getKey(row.classId)) === undefined) return;
        await tx.objectStore('classSearch').put(stamped);
      },
      { durability: 'relaxed' },
    );
    return stamped;
  }

  async remove(classIds: readonly string[]): Promise<void> {
    if (classIds.length === 0) return;
    await this.#database.write(
      ['classSearch'],
      async (tx) => {
        await Promise.all(classIds.map((id) => tx.objectStore('classSearch').delete(id)));
      },
      { durability: 'relaxed' },
    );
  }
}

function isSearchRow(row: unknown): row is ClassSearchRow {
  if (typeof row !== 'object' || row === null) return false;
  const { classId, version, chunks, people } = row as Partial<ClassSearchRow>;
  return typeof classId === 'string' && version === VERSION && Array.isArray(chunks) && Array.isArray(people);
}
