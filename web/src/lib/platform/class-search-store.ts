import type { LedgerDatabase } from './database.ts';
import type { WriteTransaction } from './ledger-transactions.ts';
import { metaKeys, type ClassRow, type ClassSearchRow } from './schema.ts';

const VERSION = 2;

/** The state of a class, and of the app, that a row is made from. */
export type SearchedState = Pick<ClassRow, 'documentId' | 'revision'>;

/** What the search over everything reads of classes. All of it can be made anew, so nothing here is ever an error. */
export class ClassSearchStore {
  readonly #database: LedgerDatabase;

  constructor(database: LedgerDatabase) {
    this.#database = database;
  }

  /** The classes that there is something of. */
  async classIds(): Promise<readonly string[]> {
    const read = await this.#database.read(['classSearch'], (tx) =>
      tx.objectStore('classSearch').getAllKeys(),
    );
    return read.ok ? read.value : [];
  }

  /** Those of the classes whose row was made of another state, or of which there is none; told without reading rows. */
  async stale<Row extends SearchedState & { readonly id: string }>(rows: readonly Row[]): Promise<Row[]> {
    const read = await this.#database.read(['meta', 'classSearch'], async (tx) => ({
      states: statesIn((await tx.objectStore('meta').get(metaKeys.classSearch))?.value),
      ids: new Set(await tx.objectStore('classSearch').getAllKeys()),
    }));
    if (!read.ok) return [];
    const { states, ids } = read.value;
    return rows.filter((row) => !ids.has(row.id) || states[row.id] !== stateOf(row));
  }

  /**
   * That of one class, if this version has made it and it can be read. A large class takes a while to unpack: whoever
   * asks for one after the other lets keys be pressed in between.
   */
  async read(classId: string): Promise<ClassSearchRow | null> {
    const read = await this.#database.read(['classSearch'], (tx) =>
      tx.objectStore('classSearch').get(classId),
    );
    return read.ok && isSearchRow(read.value) ? read.value : null;
  }

  async put(row: Omit<ClassSearchRow, 'version'>): Promise<ClassSearchRow> {
    const stamped = { ...row, version: VERSION };
    await this.#database.write(
      ['classes', 'classSearch', 'meta'],
      async (tx) => {
        // A class that was taken off this device meanwhile leaves nothing behind.
        if ((await tx.objectStore('classes').getKey(row.classId)) === undefined) return;
        await tx.objectStore('classSearch').put(stamped);
        await changeStates(tx, (states) => ({ ...states, [row.classId]: stateOf(row) }));
      },
      { durability: 'relaxed' },
    );
    return stamped;
  }

  async remove(classIds: readonly string[]): Promise<void> {
    if (classIds.length === 0) return;
    await this.#database.write(
      ['classSearch', 'meta'],
      async (tx) => {
        await Promise.all(classIds.map((id) => tx.objectStore('classSearch').delete(id)));
        await changeStates(tx, (states) =>
          Object.fromEntries(Object.entries(states).filter(([id]) => !classIds.includes(id))),
        );
      },
      { durability: 'relaxed' },
    );
  }
}

type States = Readonly<Record<string, unknown>>;

async function changeStates(
  tx: Pick<WriteTransaction<'classSearch' | 'meta'>, 'objectStore'>,
  change: (states: States) => States,
): Promise<void> {
  const meta = tx.objectStore('meta');
  const states = statesIn((await meta.get(metaKeys.classSearch))?.value);
  await meta.put({ key: metaKeys.classSearch, value: change(states) });
}

function statesIn(value: unknown): States {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as States) : {};
}

function stateOf({ documentId, revision }: SearchedState): string {
  return `${String(VERSION)} ${documentId} ${String(revision)}`;
}

function isSearchRow(row: unknown): row is ClassSearchRow {
  if (typeof row !== 'object' || row === null) return false;
  const { classId, version, chunks, people } = row as Partial<ClassSearchRow>;
  return typeof classId === 'string' && version === VERSION && Array.isArray(chunks) && Array.isArray(people);
}
