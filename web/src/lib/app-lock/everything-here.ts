import { createAccountApi } from '$lib/platform/account-api.ts';
import { unsentMemory } from '$lib/platform/class-unsent.ts';
import { browserDriver } from '$lib/platform/database.ts';
import { removeWithCopies } from '$lib/platform/migration-copy.ts';
import { profileNameOf, type DeviceProfiles } from '$lib/platform/device-profiles.ts';
import { clearSessionMemories } from '$lib/platform/session-memory.ts';
import { clearLocalMemories } from '$lib/platform/clear-local-memories.ts';
import type { StorageResult } from '$lib/platform/storage-result.ts';
import { findOnlyHere, withProfile, type OnlyHere } from '$lib/profile/device-data.ts';

/** What exists on this device only, over all its profiles; names would tell what the curtain is there to hide. */
export interface OnlyOnDevice {
  readonly entryCount: number;
  readonly classCount: number;
  readonly asideCount: number;
}

/** Null when some of it cannot be read: then nobody can say what would be lost. */
export async function countOnlyOnDevice(
  accountIds: readonly string[],
  read: (accountId: string | null) => Promise<StorageResult<OnlyHere>> = readProfile,
): Promise<OnlyOnDevice | null> {
  const sum = { entryCount: 0, classCount: 0, asideCount: 0 };
  for (const accountId of [null, ...accountIds]) {
    const only = await read(accountId);
    if (!only.ok) return null;
    sum.entryCount += only.value.entryCount;
    sum.classCount += only.value.classNames.length;
    for (const { count } of only.value.aside) sum.asideCount += count;
  }
  return sum;
}

/** Takes all profiles off this device, and what is remembered beside them; false while some of it is held. */
export async function eraseDevice(profiles: Pick<DeviceProfiles, 'all'>): Promise<boolean> {
  const names = [null, ...profiles.all.map(({ id }) => id)].map(profileNameOf);
  // The lock and the list of profiles go last: what fails half-way can be done again, behind the curtain.
  for (const name of names) {
    unsentMemory(name).set(null);
    try {
      await removeWithCopies(browserDriver, name);
    } catch {
      // Blocked, or the storage does not answer: the caller is told.
      return false;
    }
  }
  clearSessionMemories();
  clearLocalMemories();
  return true;
}

/** Ends the session as far as the server can be reached; without its records this device has no use for one. */
export async function endSession(): Promise<void> {
  await createAccountApi({}).signOut();
}

function readProfile(accountId: string | null): Promise<StorageResult<OnlyHere>> {
  return withProfile(accountId, findOnlyHere);
}
