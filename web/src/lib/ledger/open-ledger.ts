import { browserDriver, LedgerDatabase } from '$lib/platform/database.ts';
import type { DatabaseDriver } from '$lib/platform/database-driver.ts';
import { type PageLife, watchPageLife } from '$lib/platform/page-life.ts';
import { randomBytes } from '$lib/platform/random.ts';
import { isRevisit } from '$lib/platform/revisit.ts';
import { isInstalledApp, type StoragePort } from '$lib/platform/storage-protection.ts';
import { openTabChannel, type TabChannel } from '$lib/platform/tab-channel.ts';
import { claimTabIdentity, type TabIdentity } from '$lib/platform/tab-identity.ts';
import { localThemeMirror, type ThemeMirror } from '$lib/platform/theme-mirror.ts';
import { Today } from '$lib/platform/today.ts';
import { browserTimers, type Timers } from '$lib/platform/timers.ts';
import { DraftKeeper } from './draft.svelte.ts';
import { OwnCategoryBook } from './own-category-book.svelte.ts';
import { OwnRecords } from './own-records.svelte.ts';
import { PersonalLedger } from './personal-ledger.svelte.ts';
import { Protection } from './protection.svelte.ts';
import { Settings } from './settings.svelte.ts';
import { StorageStatus } from './storage-status.svelte.ts';

/** The outside world of a ledger. */
export interface LedgerSurroundings {
  readonly profileName: string;
  readonly driver: DatabaseDriver;
  readonly timers: Timers;
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly tabs: TabChannel;
  readonly tab: TabIdentity;
  readonly page: PageLife;
  readonly themeMirror: ThemeMirror;
  readonly storage: StoragePort | undefined;
  readonly installed: boolean;
  /** Whether this is no first visit; nothing but the speed of the start depends on it. */
  readonly wasHereBefore: boolean;
  /** Up to how many entries are all held in memory; for tests. */
  readonly wholeLimit?: number | undefined;
}

/** Everything that the screens use of one profile. */
export interface OpenLedger {
  readonly database: LedgerDatabase;
  readonly ledger: PersonalLedger;
  readonly categories: OwnCategoryBook;
  readonly plans: OwnRecords<'plans'>;
  readonly budgets: OwnRecords<'budgets'>;
  readonly rates: OwnRecords<'rates'>;
  readonly settings: Settings;
  readonly drafts: DraftKeeper;
  readonly storageStatus: StorageStatus;
  readonly protection: Protection;
  readonly today: Today;
  /** Writes what is typed, then lets go of the database and the other tabs. */
  close(): Promise<void>;
}

/** The surroundings in a browser; called once per page, by the root layout. */
function browserSurroundings(profileName: string): LedgerSurroundings {
  return {
    profileName,
    driver: browserDriver,
    timers: browserTimers,
    now: Date.now,
    randomBytes,
    tabs: openTabChannel(profileName),
    tab: claimTabIdentity(() => hex(randomBytes(9))),
    page: watchPageLife(),
    themeMirror: localThemeMirror,
    // Undefined on plain http, whatever the browser's types say.
    storage: navigator.storage,
    installed: isInstalledApp(),
    wasHereBefore: isRevisit(),
  };
}

/**
 * Wires a profile together and starts loading it. Nothing here waits, so that the first paint does not. `profile` is the
 * name of its database, or all its surroundings.
 */
export function openPersonalLedger(profile: string | LedgerSurroundings): OpenLedger {
  const surroundings = typeof profile === 'string' ? browserSurroundings(profile) : profile;
  const { timers, now, tabs, tab, page, themeMirror } = surroundings;
  const database = new LedgerDatabase({
    name: surroundings.profileName,
    driver: surroundings.driver,
    timers,
  });
  const storageStatus = new StorageStatus({ timers });
  const drafts = new DraftKeeper({ database, timers, now, tab, page });
  const protection = new Protection({ storage: surroundings.storage });
  const around = { database, now, randomBytes: surroundings.randomBytes, tabs, storageStatus };
  const categories = new OwnCategoryBook(around);
  const plans = new OwnRecords('plans', around);
  const budgets = new OwnRecords('budgets', around);
  const rates = new OwnRecords('rates', around);
  const ledger = new PersonalLedger({
    ...around,
    drafts,
    wholeLimit: surroundings.wholeLimit,
    wasHereBefore: surroundings.wasHereBefore,
    onLoaded: () => {
      for (const own of [categories, plans, budgets, rates]) void own.reload();
    },
    onAdded: () => void protection.requestOnce(),
  });
  const settings = new Settings({ database, tabs, themeMirror });
  if (surroundings.installed) void protection.request();
  else void protection.refresh();
  return {
    database,
    ledger,
    categories,
    plans,
    budgets,
    rates,
    settings,
    drafts,
    storageStatus,
    protection,
    today: new Today({ now, timers, page }),
    async close() {
      await drafts.close();
      ledger.close();
      settings.close();
      tabs.close();
      database.close();
    },
  };
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
