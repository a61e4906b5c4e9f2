import type { Day } from '@tallybook/shared/calendar/day';
import type { ClassEntry } from '@tallybook/shared/class-doc/records';

/** The entries of a class in the order in which they are listed, kept up change by change. */
export class EntryOrder {
  #entries: readonly ClassEntry[] = [];
  /** Null until something changes: who only looks at a class need not wait for it. */
  #byId: Map<string, ClassEntry> | null = null;

  /** The array is replaced on each change. */
  get entries(): readonly ClassEntry[] {
    return this.#entries;
  }

  reset(entries: Iterable<ClassEntry>): void {
    this.#entries = sortedByDay(entries);
    this.#byId = null;
  }

  /** Takes in what became of some entries; undefined: it is not listed any more. */
  update(changes: Iterable<readonly [id: string, entry: ClassEntry | undefined]>): void {
    const byId = (this.#byId ??= new Map(this.#entries.map((entry) => [entry.id, entry])));
    const gone = new Set<ClassEntry>();
    const come: ClassEntry[] = [];
    for (const [id, entry] of changes) {
      const before = byId.get(id);
      if (before === entry) continue;
      if (before) gone.add(before);
      if (entry) {
        come.push(entry);
        byId.set(id, entry);
      } else byId.delete(id);
    }
    if (gone.size + come.length === 0) return;
    const rest = gone.size > 0 ? this.#entries.filter((entry) => !gone.has(entry)) : this.#entries;
    this.#entries = merge(rest, come.sort(newestFirst));
  }
}

/** Newest day first, within a day newest created first. */
function newestFirst(a: ClassEntry, b: ClassEntry): number {
  if (a.day !== b.day) return a.day < b.day ? 1 : -1;
  if (a.createdAt !== b.createdAt) return b.createdAt - a.createdAt;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** As sorting by `newestFirst` does it, with a comparison of days per day and not per entry. */
function sortedByDay(entries: Iterable<ClassEntry>): ClassEntry[] {
  const byDay = new Map<Day, ClassEntry[]>();
  for (const entry of entries) {
    const ofDay = byDay.get(entry.day);
    if (ofDay) ofDay.push(entry);
    else byDay.set(entry.day, [entry]);
  }
  const days = Array.from(byDay.keys()).sort().reverse();
  return days.flatMap((day) => byDay.get(day)?.sort(newestFirst) ?? []);
}

function merge(a: readonly ClassEntry[], b: readonly ClassEntry[]): ClassEntry[] {
  const merged: ClassEntry[] = [];
  let next = 0;
  for (const entry of a) {
    for (let other = b[next]; other && newestFirst(other, entry) < 0; other = b[++next]) merged.push(other);
    merged.push(entry);
  }
  merged.push(...b.slice(next));
  return merged;
}
