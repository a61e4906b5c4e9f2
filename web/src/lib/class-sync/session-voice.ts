import type { SyncState } from './sync-state.ts';

/**
 * Entities that changed, 'all' when everything may have, 'state': what is said of saving and syncing and what is known
 * of the class, or 'presence': who is there.
 */
export type SessionEvent = ReadonlySet<string> | 'all' | 'state' | 'presence';

/** What a session says of itself, and who hears it. */
export class SessionVoice {
  readonly #listeners = new Set<(event: SessionEvent) => void>();
  #sync: SyncState = { kind: 'idle' };
  #settled: (() => void)[] = [];

  get sync(): SyncState {
    return this.#sync;
  }

  subscribe(listener: (event: SessionEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  tell(event: SessionEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  show(state: SyncState): void {
    if (JSON.stringify(state) === JSON.stringify(this.#sync)) return;
    this.#sync = state;
    if (state.kind !== 'syncing') for (const resolve of this.#settled.splice(0)) resolve();
    this.tell('state');
  }

  /** Resolves when syncing has come to an end, good or bad. */
  settled(): Promise<void> {
    if (this.#sync.kind !== 'syncing') return Promise.resolve();
    return new Promise((resolve) => this.#settled.push(resolve));
  }

  /** The last word: syncing is over, and nobody hears more. */
  fallSilent(): void {
    this.show({ kind: 'idle' });
    this.#listeners.clear();
  }
}
