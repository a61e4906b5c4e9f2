import type { LockKeeping } from '$lib/platform/lock-keeping.ts';
import type { LockState } from './lock-state.svelte.ts';

/** While the lock is off: another tab may turn it on. Returns what ends the watch. */
export function watchLock(state: LockState, keeping: LockKeeping): () => void {
  return keeping.onChangedElsewhere(() => {
    if (state.phase === 'off' && keeping.read() !== null) state.become('open');
  });
}
