import type { ClassEntry } from '@tallybook/shared/class-doc/records';

/** The entries of a class in the order in which they are listed, kept up change by change. */
export class EntryOrder {
  #entries: readonly ClassEntry[] = [];
  #byId = new Map<string, ClassEntry>();

  /** The array is replaced on each change. */
  get entries(): readonly ClassEntry[] {
    return this.#entries;
  }

  reset(entries: Iterable<ClassEntry>): void {
    this.#entries = Array.from(entries).sort(newestFirst);
    this.#byId = new Map(this.#entries.map((entry) => [entry.id, entry]));
  }

  /** Takes in what became of some entries; undefined: it is not listed any more. */
  update(changes: Iterable<readonly [id: string, entry: ClassEntry | undefined]>): void {
    const gone = new Set<ClassEntry>();
    const come: ClassEntry[] = [];
    for (const [id, entry] of changes) {
      const before = this.#byId.get(id);
      if (before === entry) continue;
      if (before) gone.add(before);
      if (entry) {
        come.push(entry);
        this.#byId.set(id, entry);
      } else this.#byId.delete(id);
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
