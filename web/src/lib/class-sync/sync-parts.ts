import type { ClassChannel } from '$lib/platform/class-channel.ts';
import type { ClassStore } from '$lib/platform/class-store.ts';
import type { SyncApi } from '$lib/platform/sync-api.ts';
import type { StorageRefusal } from '$lib/platform/storage-result.ts';
import type { TabLocks } from '$lib/platform/sync-lock.ts';
import type { ConnectClass } from '$lib/platform/sync-socket.ts';
import type { Timers } from '$lib/platform/timers.ts';

/** The outside world of the classes of one profile. */
export interface SyncParts {
  /** Tells the accounts of one device apart: in the names of locks. */
  readonly profileName: string;
  readonly store: ClassStore;
  readonly channel: ClassChannel;
  readonly api: SyncApi;
  readonly connect: ConnectClass;
  readonly locks: TabLocks;
  readonly timers: Timers;
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  /** Why what was written in a class is in memory alone; null once it is on this device, or nobody has it any more. */
  readonly onUnsaved?: (classId: string, refusal: StorageRefusal | null) => void;
  /** Runs something once the browser has nothing better to do; the returned function calls it off. */
  readonly whenIdle: (action: () => void) => () => void;
}
