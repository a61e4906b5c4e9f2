import { importRows } from '$lib/ledger/import-rows.ts';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import { metaKeys, type DraftRow } from '$lib/platform/schema.ts';
import { readReadableRows } from '$lib/platform/readable-rows.ts';
import { stored, type StorageResult } from '$lib/platform/storage-result.ts';

/** Counts of records of the personal ledger. */
export interface Adoption {
  readonly moved: number;
  /** Those that could not be read or did not arrive as they were: they stay where they are. */
  readonly left: number;
}

/**
 * Moves the personal ledger of one profile into another: copies by id, looks whether every record has arrived byte for
 * byte, and only then takes exactly those away from where they were. Cut off anywhere and begun again, it ends the same.
 */
export async function adoptProfile(
  from: LedgerDatabase,
  to: LedgerDatabase,
): Promise<StorageResult<Adoption>> {
  const source = await readReadableRows(from, 'revisions');
  if (!source.ok) return source;
  const rows = source.value.rows.map(({ id, json }) => ({ id, json }));
  const imported = await importRows(to, rows, { preview: false });
  if (!imported.ok) return imported;
  const settings = await copySettings(from, to);
  if (!settings.ok) return settings;
  const drafts = await copyDrafts(from, to);
  if (!drafts.ok) return drafts;

  const target = await readReadableRows(to, 'revisions');
  if (!target.ok) return target;
  const arrived = new Map(target.value.rows.map(({ id, json }) => [id, json]));
  const moved = source.value.rows.filter(({ id, json }) => arrived.get(id) === json);
  const emptied = await from.write(
    ['revisions', 'entries', 'drafts', 'meta'],
    async (tx) => {
      const entityIds = new Set<string>();
      for (const { id, json, entityId } of moved) {
        // Another tab may have written meanwhile: only what was copied goes.
        if ((await tx.objectStore('revisions').get(id))?.json !== json) continue;
        await tx.objectStore('revisions').delete(id);
        entityIds.add(entityId);
      }
      for (const entityId of entityIds) await tx.objectStore('entries').delete(entityId);
      // Sums and lists are made anew from what is left.
      await tx.objectStore('meta').delete(metaKeys.projection);
      await tx.objectStore('meta').delete(metaKeys.categories);
      for (const { id, savedAt } of drafts.value) {
        if ((await tx.objectStore('drafts').get(id))?.savedAt === savedAt)
          await tx.objectStore('drafts').delete(id);
      }
    },
    { durability: 'strict' },
  );
  if (!emptied.ok) return emptied;
  const left = source.value.rows.length - moved.length + source.value.unreadableKeys.length;
  return stored({ moved: moved.length, left });
}

/** How many entries a profile has that are not in another one yet. */
export async function countEntries(database: LedgerDatabase): Promise<StorageResult<number>> {
  const read = await readReadableRows(database, 'revisions');
  return read.ok ? stored(new Set(read.value.rows.map(({ entityId }) => entityId)).size) : read;
}

/** What was chosen in the account before stands. */
async function copySettings(from: LedgerDatabase, to: LedgerDatabase): Promise<StorageResult<void>> {
  const read = await readReadableRows(from, 'settings');
  if (!read.ok) return read;
  return to.write(
    ['settings'],
    async (tx) => {
      for (const row of read.value.rows) {
        if (!(await tx.objectStore('settings').get(row.key))) await tx.objectStore('settings').put(row);
      }
    },
    { durability: 'strict' },
  );
}

/** Of two unfinished forms of one place the newer one is kept. Resolves to those that were copied. */
async function copyDrafts(
  from: LedgerDatabase,
  to: LedgerDatabase,
): Promise<StorageResult<readonly DraftRow[]>> {
  const read = await readReadableRows(from, 'drafts');
  if (!read.ok) return read;
  return to.write(
    ['drafts'],
    async (tx) => {
      for (const row of read.value.rows) {
        const known = await tx.objectStore('drafts').get(row.id);
        if (!known || known.savedAt < row.savedAt) await tx.objectStore('drafts').put(row);
      }
      return read.value.rows;
    },
    { durability: 'strict' },
  );
}
