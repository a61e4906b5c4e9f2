import { createContext } from 'svelte';

/** 'closed': locked since the start, with nothing drawn yet; 'locked': what was drawn and typed is out of sight. */
export type LockPhase = 'off' | 'closed' | 'locked' | 'open';

/** How the app lock stands in this tab. What locks and unlocks is loaded only where the lock is on. */
export class LockState {
  #phase = $state<LockPhase>('off');

  constructor(phase: LockPhase) {
    this.#phase = phase;
  }

  get phase(): LockPhase {
    return this.#phase;
  }

  become(phase: LockPhase): void {
    this.#phase = phase;
  }
}

export const [useLockState, provideLockState] = createContext<LockState>();
