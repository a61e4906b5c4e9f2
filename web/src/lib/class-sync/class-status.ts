import type { ClassRow } from '$lib/platform/schema.ts';
import type { StorageRefusal } from '$lib/platform/storage-result.ts';
import type { ApiRefusal } from '$lib/platform/sync-api.ts';
import type { StopReason, SyncState, WaitingReason } from './sync-state.ts';

/** Why something that is saved on this device is not synced; 'unsent' when it is only a matter of time. */
type UnsyncedReason = StopReason | WaitingReason | 'unsent';

/** What is said of a class, or of all of them. */
export type ClassStatus =
  | { readonly kind: 'not-saved'; readonly reason: StorageRefusal['reason'] }
  | { readonly kind: 'saved'; readonly why: UnsyncedReason }
  | { readonly kind: 'synced' };

interface LiveClass {
  readonly sync: SyncState;
  readonly unsavedFor: StorageRefusal | null;
  /** Whether records of mine that were put aside wait to be offered. */
  readonly hasWaiting: boolean;
}

/**
 * The status of one class: from its session where it is in use, else from what was noted the last time. `hasWaiting`:
 * records of mine that were put aside, which are not among the `unsent` of the row, wait to be offered.
 */
export function classStatus(
  row: ClassRow,
  live?: LiveClass,
  hasWaiting = live?.hasWaiting ?? false,
): ClassStatus {
  if (live?.unsavedFor) return { kind: 'not-saved', reason: live.unsavedFor.reason };
  if (live && live.sync.kind !== 'idle') {
    if (live.sync.kind === 'synced') return { kind: 'synced' };
    return { kind: 'saved', why: live.sync.kind === 'syncing' ? 'unsent' : live.sync.why };
  }
  if (row.refusal !== null) return { kind: 'saved', why: row.refusal };
  const isSent = row.isOnServer && row.seq >= 0 && Object.keys(row.unsent).length === 0 && !hasWaiting;
  return isSent ? { kind: 'synced' } : { kind: 'saved', why: 'unsent' };
}

/** The status of all: what is worst, in the precedence of the status line. */
export function overallStatus(
  statuses: readonly ClassStatus[],
  network: { readonly isOnline: boolean; readonly refusal: ApiRefusal | null },
): ClassStatus {
  const unsaved = statuses.find(({ kind }) => kind === 'not-saved');
  if (unsaved) return unsaved;
  const reasons = statuses.flatMap((status) => (status.kind === 'saved' ? [status.why] : []));
  if (network.refusal === 'update-needed' || reasons.includes('update-needed'))
    return { kind: 'saved', why: 'update-needed' };
  if (network.refusal === 'sign-in-required' || reasons.includes('sign-in'))
    return { kind: 'saved', why: 'sign-in' };
  if (!network.isOnline || reasons.includes('offline')) return { kind: 'saved', why: 'offline' };
  const [first] = reasons;
  return first === undefined ? { kind: 'synced' } : { kind: 'saved', why: first };
}
