import type { PersonalFields } from '@tallybook/shared/personal/personal-commands';
import { FaultyStorage } from '$lib/platform/faulty-storage.ts';
import { ManualTimers } from '$lib/platform/manual-timers.ts';
import type { TabChannel, TabMessage } from '$lib/platform/tab-channel.ts';
import type { Theme } from '$lib/platform/theme-mirror.ts';
import { openPersonalLedger, type OpenLedger } from './open-ledger.ts';

export const coffee: PersonalFields = {
  kind: 'expense',
  amountMinor: 1250,
  currency: 'EUR',
  day: '2026-03-01',
  title: 'coffee',
  category: 'eating-out',
  note: '',
};

/** A device with one disk, one clock and any number of tabs, all in this process. */
export class TestDevice {
  readonly storage = new FaultyStorage();
  readonly timers = new ManualTimers();
  nowMs = Date.UTC(2026, 2, 1, 12);
  theme: Theme | null = null;
  persistCount = 0;
  /** Up to how many entries a tab that is opened from now on holds in memory. */
  wholeLimit: number | undefined;
  /** Whether tabs that are opened from now on expect entries. */
  wasHereBefore = false;
  readonly #listeners = new Map<symbol, Set<(message: TabMessage) => void>>();
  readonly #leaving = new Map<string, Set<() => void>>();
  readonly #liveTabs = new Set<string>();
  readonly #opened: OpenLedger[] = [];
  #randomState: number;

  /** Devices with different seeds make different ids. */
  constructor(seed = 1) {
    this.#randomState = seed;
  }

  /** Opens the app in a tab. The same `tabId` again is that tab after a reload. */
  openTab(tabId = `tab${this.#opened.length}`, options: { installed?: boolean } = {}): OpenLedger {
    this.#liveTabs.add(tabId);
    const leaving = new Set<() => void>();
    this.#leaving.set(tabId, leaving);
    const opened = openPersonalLedger({
      profileName: 'tallybook',
      driver: this.storage.driver,
      timers: this.timers,
      now: () => this.nowMs,
      randomBytes: (length) => this.#randomBytes(length),
      tabs: this.#openChannel(),
      tab: { id: Promise.resolve(tabId), liveIds: () => Promise.resolve(new Set(this.#liveTabs)) },
      page: {
        onLeaving: (action) => {
          leaving.add(action);
          return () => void leaving.delete(action);
        },
        onReturning: () => () => undefined,
      },
      themeMirror: { read: () => this.theme, write: (theme) => void (this.theme = theme) },
      storage: {
        persist: () => Promise.resolve(++this.persistCount > 0),
        persisted: () => Promise.resolve(this.persistCount > 0),
      },
      installed: options.installed ?? false,
      wholeLimit: this.wholeLimit,
      wasHereBefore: this.wasHereBefore,
    });
    this.#opened.push(opened);
    return opened;
  }

  /** The tab is gone without a word, as after a crash; what it had not written is lost. */
  crashTab(opened: OpenLedger, tabId?: string): void {
    opened.ledger.close();
    opened.settings.close();
    opened.database.close();
    if (tabId !== undefined) {
      this.#liveTabs.delete(tabId);
      this.#leaving.delete(tabId);
    }
  }

  /** The page of a tab is hidden or left. */
  leavePage(tabId: string): void {
    for (const action of this.#leaving.get(tabId) ?? []) action();
  }

  /** Ends the device: the library is as it was. */
  shutDown(): void {
    for (const opened of this.#opened) this.crashTab(opened);
    this.storage.restore();
  }

  #openChannel(): TabChannel {
    const key = Symbol('tab');
    const own = new Set<(message: TabMessage) => void>();
    this.#listeners.set(key, own);
    return {
      post: (message) => {
        for (const [other, listeners] of this.#listeners) {
          if (other !== key) for (const listener of listeners) listener(message);
        }
      },
      listen: (listener) => {
        own.add(listener);
        return () => void own.delete(listener);
      },
      close: () => void this.#listeners.delete(key),
    };
  }

  #randomBytes(length: number): Uint8Array {
    // A linear congruential generator (Numerical Recipes): distinct ids, the same in each run.
    return Uint8Array.from({ length }, () => {
      this.#randomState = (Math.imul(this.#randomState, 1664525) + 1013904223) >>> 0;
      return this.#randomState >>> 24;
    });
  }
}
