import { browserDriver, LedgerDatabase } from '$lib/platform/database.ts';
import { ClassStore } from '$lib/platform/class-store.ts';
import { profileNameOf } from '$lib/platform/device-profiles.ts';
import { stored, type StorageResult } from '$lib/platform/storage-result.ts';
import { classStatus } from '$lib/class-sync/class-status.ts';
import { adoptProfile, countEntries, type Adoption } from './adopt-profile.ts';

/** What exists nowhere but in one profile of this device. */
export interface OnlyHere {
  readonly entryCount: number;
  /** Names of classes with changes that the server has not confirmed. */
  readonly classNames: readonly string[];
}

/** Opens another profile of this device for one piece of work. */
export async function withProfile<T>(
  accountId: string | null,
  work: (database: LedgerDatabase) => Promise<T>,
): Promise<T> {
  const database = new LedgerDatabase({ name: profileNameOf(accountId) });
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

/** How many entries were logged on this device without an account. */
export function countLocalEntries(): Promise<StorageResult<number>> {
  return withProfile(null, countEntries);
}

/** Moves what was logged without an account into the profile of one. */
export function adoptLocalProfile(accountId: string): Promise<StorageResult<Adoption>> {
  return withProfile(null, (from) => withProfile(accountId, (to) => adoptProfile(from, to)));
}

export function readOnlyHere(accountId: string): Promise<StorageResult<OnlyHere>> {
  return withProfile(accountId, async (database) => {
    const entries = await countEntries(database);
    if (!entries.ok) return entries;
    const rows = await new ClassStore(database).list();
    if (!rows.ok) return rows;
    const unsynced = rows.value.filter(
      (row) => classStatus(row).kind !== 'synced' && row.refusal !== 'deleted',
    );
    return stored({ entryCount: entries.value, classNames: unsynced.map(({ name }) => name) });
  });
}

/** Removes everything of an account from this device; false while another tab has it open. */
export async function removeProfile(accountId: string): Promise<boolean> {
  try {
    await browserDriver.remove(profileNameOf(accountId));
    return true;
  } catch {
    // Blocked, or the browser's storage does not answer: it is all still there.
    return false;
  }
}
