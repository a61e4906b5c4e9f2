import { parseRevision } from '@tallybook/shared/revisions/revision';
import { browserDriver, LedgerDatabase } from '$lib/platform/database.ts';
import { removeWithCopies } from '$lib/platform/migration-copy.ts';
import { ClassStore } from '$lib/platform/class-store.ts';
import { unsentMemory } from '$lib/platform/class-unsent.ts';
import { profileNameOf } from '$lib/platform/device-profiles.ts';
import { stored, type StorageResult } from '$lib/platform/storage-result.ts';
import { classStatus } from '$lib/class-sync/class-status.ts';
import { adoptProfile, countEntries, type Adoption } from './adopt-profile.ts';

/** What exists nowhere but in one profile of this device. */
export interface OnlyHere {
  readonly entryCount: number;
  /** Names of classes with changes that the server has not confirmed. */
  readonly classNames: readonly string[];
  /** Changes that are in no class any more, since the server's document took the place of the one they were in. */
  readonly aside: readonly { readonly className: string; readonly count: number }[];
}

/** A change of a class that is kept beside it on this device. */
export interface AsideRecord {
  readonly id: string;
  readonly entityId: string;
  /** Null when it says nothing of the title. */
  readonly title: string | null;
  readonly json: string;
  /** Null while it waits to be offered again; else the rule that it broke. */
  readonly refusedFor: string | null;
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
  return withProfile(accountId, findOnlyHere);
}

export async function findOnlyHere(database: LedgerDatabase): Promise<StorageResult<OnlyHere>> {
  const entries = await countEntries(database);
  if (!entries.ok) return entries;
  const store = new ClassStore(database);
  const rows = await store.list();
  if (!rows.ok) return rows;
  const unsynced = rows.value.filter(
    (row) => classStatus(row).kind !== 'synced' && row.refusal !== 'deleted',
  );
  const counts = await store.asideCounts();
  if (!counts.ok) return counts;
  const aside = rows.value.flatMap(({ id, name }) => {
    const count = counts.value.get(id) ?? 0;
    return count > 0 ? [{ className: name, count }] : [];
  });
  return stored({ entryCount: entries.value, classNames: unsynced.map(({ name }) => name), aside });
}

/** What is kept beside one class of an account. */
export function readAside(
  accountId: string,
  classId: string,
): Promise<StorageResult<readonly AsideRecord[]>> {
  return withProfile(accountId, (database) => findAside(database, classId));
}

export async function findAside(
  database: LedgerDatabase,
  classId: string,
): Promise<StorageResult<readonly AsideRecord[]>> {
  const read = await new ClassStore(database).aside(classId);
  if (!read.ok) return read;
  const records = read.value.map(({ id, json, refusedFor }) => {
    const parsed = parseRevision(id, json);
    const { e = id, s = {} } = parsed.ok ? parsed.value : {};
    const title = Object.hasOwn(s, 'title') ? s['title'] : null;
    return { id, entityId: e, title: typeof title === 'string' ? title : null, json, refusedFor };
  });
  return stored(records);
}

/** Removes everything of an account from this device; false while another tab has it open. */
export async function removeProfile(accountId: string): Promise<boolean> {
  const name = profileNameOf(accountId);
  // What goes on purpose is not missed when the account comes back; where it stays, the app notes it again.
  unsentMemory(name).set(null);
  try {
    await removeWithCopies(browserDriver, name);
    return true;
  } catch {
    // Blocked, or the browser's storage does not answer: it is all still there.
    return false;
  }
}
