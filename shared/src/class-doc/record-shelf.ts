import type { FoldedEntity } from '../revisions/fold.ts';

/** Entities of one sort as the records that screens read, each read once and kept until its entity changes. */
export class RecordShelf<T> {
  readonly #read: (entity: FoldedEntity) => T;
  readonly #placeById = new Map<string, { entity: FoldedEntity; record: T | null }>();
  /** In order but for new ones at the end, which a merging sort takes in quickly; null once one has gone. */
  #ids: string[] | null = [];
  #isInOrder = true;
  #all: readonly T[] | null = null;

  constructor(read: (entity: FoldedEntity) => T) {
    this.#read = read;
  }

  put(entity: FoldedEntity): void {
    if (!this.#placeById.has(entity.id)) {
      this.#ids?.push(entity.id);
      this.#isInOrder = false;
    }
    this.#placeById.set(entity.id, { entity, record: null });
    this.#all = null;
  }

  remove(id: string): void {
    if (!this.#placeById.delete(id)) return;
    this.#ids = null;
    this.#isInOrder = false;
    this.#all = null;
  }

  /** Forgets what was read, for records that say more than their entity does. */
  refresh(id: string): void {
    const place = this.#placeById.get(id);
    if (place) this.put(place.entity);
  }

  get(id: string): T | undefined {
    const place = this.#placeById.get(id);
    if (!place) return undefined;
    return (place.record ??= this.#read(place.entity));
  }

  /** All records by id, by code unit; the same array until one of them changes. */
  all(): readonly T[] {
    if (this.#all) return this.#all;
    const ids = (this.#ids ??= Array.from(this.#placeById.keys()));
    if (!this.#isInOrder) ids.sort();
    this.#isInOrder = true;
    const records: T[] = [];
    for (const id of ids) {
      const record = this.get(id);
      if (record !== undefined) records.push(record);
    }
    return (this.#all = records);
  }
}
