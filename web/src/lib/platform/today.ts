import { createSubscriber } from 'svelte/reactivity';
import type { PageLife } from './page-life.ts';
import type { Timers } from './timers.ts';

/** The calendar day of `at` where the device is, as 'YYYY-MM-DD'. */
export function localDay(at: Date): string {
  const year = String(at.getFullYear()).padStart(4, '0');
  const month = String(at.getMonth() + 1).padStart(2, '0');
  return `${year}-${month}-${String(at.getDate()).padStart(2, '0')}`;
}

/** Milliseconds until the next local midnight; `setHours(24)` counts 23- and 25-hour days right. */
export function msUntilTomorrow(at: Date): number {
  const midnight = new Date(at);
  midnight.setHours(24, 0, 0, 0);
  return midnight.getTime() - at.getTime();
}

interface DaySources {
  readonly now: () => number;
  readonly timers: Timers;
  readonly page: Pick<PageLife, 'onReturning'>;
}

/**
 * Calls `update` at each local midnight, and when the page returns, since timers stand still while a device sleeps.
 * Returns the end of it.
 */
export function watchDay({ now, timers, page }: DaySources, update: () => void): () => void {
  let cancel: () => void = () => undefined;
  const wait = (): void => {
    cancel();
    cancel = timers.after(msUntilTomorrow(new Date(now())), announce);
  };
  const announce = (): void => {
    update();
    wait();
  };
  wait();
  const stopListening = page.onReturning(announce);
  return () => {
    cancel();
    stopListening();
  };
}

/** Today's date as reactive state, read from the clock at each use. */
export class Today {
  readonly #now: () => number;
  readonly #subscribe: () => void;

  constructor(sources: DaySources) {
    this.#now = sources.now;
    this.#subscribe = createSubscriber((update) => watchDay(sources, update));
  }

  get day(): string {
    this.#subscribe();
    return localDay(new Date(this.#now()));
  }
}
