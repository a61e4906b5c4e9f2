import type { ClassStatus } from '$lib/class-sync/class-status.ts';
import type { StorageRefusal } from '$lib/platform/storage-result.ts';
import type { StorageState } from '$lib/ledger/storage-status.svelte.ts';

export type StatusLine =
  | { readonly kind: 'not-saved'; readonly reason: StorageRefusal['reason'] }
  | { readonly kind: 'update' | 'signIn' | 'offline' | 'saved' | 'synced' };

/** What the status line says: the worst there is to say, in a fixed precedence. */
export function statusOf(known: {
  readonly storage: StorageState;
  /** Null without an account: then nothing is ever synced. */
  readonly classes: ClassStatus | null;
  /** There are records that no server has. */
  readonly hasLocalOnly: boolean;
}): StatusLine {
  const { storage, classes, hasLocalOnly } = known;
  if (storage.kind === 'not-saved') return storage;
  if (classes?.kind === 'not-saved') return classes;
  if (classes?.kind === 'saved' && classes.why === 'update-needed') return { kind: 'update' };
  if (classes?.kind === 'saved' && classes.why === 'sign-in') return { kind: 'signIn' };
  if (classes?.kind === 'saved' && classes.why === 'offline') return { kind: 'offline' };
  return { kind: classes?.kind === 'synced' && !hasLocalOnly ? 'synced' : 'saved' };
}
