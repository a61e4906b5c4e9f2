import type { LedgerDatabase } from '$lib/platform/database.ts';
import type { TabChannel } from '$lib/platform/tab-channel.ts';
import type { StorageStatus } from './storage-status.svelte.ts';

/** What the reading and the writing of own records stand on. */
export interface RecordDeps {
  readonly database: LedgerDatabase;
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly tabs: TabChannel;
  readonly storageStatus: StorageStatus;
}
