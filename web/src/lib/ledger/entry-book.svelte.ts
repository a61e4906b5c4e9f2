import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import { byDay, byDeletion, replaceInOrder } from './entry-list.ts';

/** The entries in memory, in the orders in which screens list them. */
export class EntryBook {
  #entries = $state.raw<readonly PersonalEntry[]>([]);
  #deletedEntries = $state.raw<readonly PersonalEntry[]>([]);
  /** Replaced whole on each load, changed in place by a command; the lists beside it carry the signal. */
  #byId = new Map<string, PersonalEntry>();

  get entries(): readonly PersonalEntry[] {
    return this.#entries;
  }

  get deletedEntries(): readonly PersonalEntry[] {
    return this.#deletedEntries;
  }

  entryById(id: string): PersonalEntry | undefined {
    // Reading the lists is what makes the reader run again: each change replaces one of them.
    return this.#entries.length + this.#deletedEntries.length === 0 ? undefined : this.#byId.get(id);
  }

  replaceAll(entries: readonly PersonalEntry[]): void {
    this.#byId = new Map(entries.map((entry) => [entry.id, entry]));
    this.#entries = entries.filter((entry) => !entry.deleted).sort(byDay);
    this.#deletedEntries = entries.filter((entry) => entry.deleted).sort(byDeletion);
  }

  /** Puts `entry` in the place of the one with this id; null takes it out. */
  replace(id: string, entry: PersonalEntry | null): void {
    const before = this.#byId.get(id);
    if (entry) this.#byId.set(id, entry);
    else this.#byId.delete(id);
    this.#entries = replaceInOrder(
      this.#entries,
      before,
      entry?.deleted === false ? entry : undefined,
      byDay,
    );
    if (!before?.deleted && !entry?.deleted) return;
    const binned = entry?.deleted ? entry : undefined;
    this.#deletedEntries = replaceInOrder(this.#deletedEntries, before, binned, byDeletion);
  }
}
