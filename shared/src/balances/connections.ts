import { rootOf } from './disjoint-sets.ts';

/** Who is connected through sets of members, with the few sets that it takes: those that joined some who were apart. */
export class Connections {
  readonly #parents = new Map<string, string>();
  readonly #neededByKey = new Map<string, readonly string[]>();

  add(key: string, ids: readonly string[]): void {
    const [first] = ids;
    if (first === undefined) return;
    const root = rootOf(this.#parents, first);
    let joins = false;
    for (const id of ids) {
      const other = rootOf(this.#parents, id);
      if (other === root) continue;
      this.#parents.set(other, root);
      joins = true;
    }
    if (joins) this.#neededByKey.set(key, ids);
  }

  /** Whether some may be apart without the set. */
  needs(key: string): boolean {
    return this.#neededByKey.has(key);
  }

  sets(): Iterable<readonly string[]> {
    return this.#neededByKey.values();
  }
}
