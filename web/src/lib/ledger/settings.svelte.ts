import type { LedgerDatabase } from '$lib/platform/database.ts';
import type { StorageResult } from '$lib/platform/storage-result.ts';
import type { TabChannel } from '$lib/platform/tab-channel.ts';
import type { Theme, ThemeMirror } from '$lib/platform/theme-mirror.ts';

/** What the app remembers for this profile. Instants are ms since 1970. */
export interface SettingValues {
  theme: Theme;
  /** The currency used last. */
  currency: string | null;
  lastBackupAt: number | null;
  /** Typed digits fill the amount from the right, as on a cash register. */
  centsFirst: boolean;
  /** The key that opens a new expense from anywhere. */
  shortcut: boolean;
  /** The day on which months begin, 1 to 31, and weeks, 1 (Monday) to 7; null: as the language has it. */
  monthStart: number;
  weekStart: number | null;
  /** Whether a notification may tell that a budget is about to be passed. */
  budgetNotices: boolean;
  /** Per budget, what was already told of it: whoever reads one checks what is in it. */
  toldBudgets: Readonly<Record<string, unknown>>;
  /** Suggestions of recurring plans that were declined, as the app compares them. */
  declinedPlans: readonly unknown[];
  /** Lists of the person's own making; whoever reads one checks what is in it. */
  templates: readonly unknown[];
  savedSearches: readonly unknown[];
  /** Learnt titles that suggest nothing any more from entries before the moment, by title as suggestions compare it. */
  forgotten: Readonly<Record<string, unknown>>;
}

export type SettingKey = keyof SettingValues;

const defaults: SettingValues = {
  theme: 'system',
  currency: null,
  lastBackupAt: null,
  centsFirst: false,
  shortcut: true,
  monthStart: 1,
  weekStart: null,
  budgetNotices: false,
  toldBudgets: {},
  declinedPlans: [],
  templates: [],
  savedSearches: [],
  forgotten: {},
};

const isBoolean = (value: unknown): boolean => typeof value === 'boolean';
const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isFrom1To = (value: unknown, max: number): boolean =>
  Number.isInteger(value) && (value as number) >= 1 && (value as number) <= max;
const isMoment = (value: unknown): boolean => value === null || Number.isSafeInteger(value);

/** What a stored or restored value must look like; another is treated as not set. */
const accepts: Readonly<Record<SettingKey, (value: unknown) => boolean>> = {
  theme: (value) => value === 'system' || value === 'light' || value === 'dark',
  currency: (value) => value === null || (typeof value === 'string' && /^[A-Z]{3}$/.test(value)),
  lastBackupAt: isMoment,
  centsFirst: isBoolean,
  shortcut: isBoolean,
  monthStart: (value) => isFrom1To(value, 31),
  weekStart: (value) => value === null || isFrom1To(value, 7),
  budgetNotices: isBoolean,
  toldBudgets: isObject,
  declinedPlans: Array.isArray,
  templates: Array.isArray,
  savedSearches: Array.isArray,
  forgotten: isObject,
};

export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(defaults, key);
}

export function isSettingValue(key: SettingKey, value: unknown): boolean {
  return accepts[key](value);
}

/** Settings of the profile: read at once from memory, kept in the database, equal in all tabs. */
export class Settings {
  readonly #database: LedgerDatabase;
  readonly #tabs: TabChannel;
  readonly #themeMirror: ThemeMirror;
  readonly #stopListening: () => void;
  #values = $state.raw<Partial<SettingValues>>({});
  /** Values whose write has not settled: a reload must not show what was before them. */
  readonly #unsettled = new Map<SettingKey, number>();
  /** Settles after the first load, whatever came of it. */
  readonly loaded: Promise<void>;

  constructor(deps: { database: LedgerDatabase; tabs: TabChannel; themeMirror: ThemeMirror }) {
    this.#database = deps.database;
    this.#tabs = deps.tabs;
    this.#themeMirror = deps.themeMirror;
    const theme = deps.themeMirror.read();
    if (theme) this.#values = { theme };
    this.#stopListening = deps.tabs.listen((message) => {
      if (message.type === 'settings-changed') void this.reload();
    });
    this.loaded = this.reload();
  }

  /** The value, or its default while it is not set or not loaded yet. */
  get<Key extends SettingKey>(key: Key): SettingValues[Key] {
    return (this.#values as SettingValues)[key] ?? defaults[key];
  }

  /** Whether the person or the app ever chose a value for this profile. */
  isSet(key: SettingKey): boolean {
    return this.#values[key] !== undefined;
  }

  /** All values that are set, for a backup. */
  get chosen(): ReadonlyMap<string, unknown> {
    return new Map(Object.entries(this.#values));
  }

  /** Shows the value at once and keeps it; a failed write is returned, and the value then lasts until a reload. */
  set<Key extends SettingKey>(
    key: Key,
    value: SettingValues[Key],
  ): Promise<StorageResult<SettingValues[Key]>> {
    return this.change(key, () => value);
  }

  /** As `set`, with what `change` makes of the value that is stored, which may be another tab's by now. */
  async change<Key extends SettingKey>(
    key: Key,
    change: (now: SettingValues[Key]) => SettingValues[Key],
  ): Promise<StorageResult<SettingValues[Key]>> {
    this.#show(key, change(this.get(key)));
    this.#unsettled.set(key, (this.#unsettled.get(key) ?? 0) + 1);
    const result = await this.#database.write(
      ['settings'],
      async (tx) => {
        const store = tx.objectStore('settings');
        const stored = (await store.get(key))?.value;
        const value = change(accepts[key](stored) ? (stored as SettingValues[Key]) : defaults[key]);
        await store.put({ key, value });
        return value;
      },
      { durability: 'strict' },
    );
    const unsettled = (this.#unsettled.get(key) ?? 1) - 1;
    this.#unsettled.set(key, unsettled);
    if (result.ok) {
      if (unsettled === 0) this.#show(key, result.value);
      this.#tabs.post({ type: 'settings-changed' });
    }
    return result;
  }

  #show<Key extends SettingKey>(key: Key, value: SettingValues[Key]): void {
    this.#values = { ...this.#values, [key]: value };
    if (key === 'theme') this.#themeMirror.write(value as Theme);
  }

  async reload(): Promise<void> {
    const result = await this.#database.read(['settings'], (tx) => tx.objectStore('settings').getAll());
    // Without storage the values of this visit stand; the status line tells about the storage.
    if (!result.ok) return;
    const values: Record<string, unknown> = { ...this.#values };
    for (const row of result.value) {
      if (!isSettingKey(row.key) || !accepts[row.key](row.value) || this.#unsettled.get(row.key)) continue;
      values[row.key] = row.value;
    }
    this.#values = values;
    if (this.#values.theme) this.#themeMirror.write(this.#values.theme);
  }

  close(): void {
    this.#stopListening();
  }
}
