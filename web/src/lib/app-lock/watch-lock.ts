import type { LockKeeping } from '$lib/platform/lock-keeping.ts';
import type { LockState } from './lock-state.svelte.ts';

/** While the lock is off: another tab may turn it on, or has since the page began. Returns what ends the watch. */
export function watchLock(state: LockState, keeping: LockKeeping): () => void {
  const look = (): void => {
    if (state.phase === 'off' && keeping.read() !== null) state.become('open');
  };
  look();
  return keeping.onChangedElsewhere(look);
}
