import type { FoldedEntity } from '../revisions/fold.ts';
import { settlementParties } from './entry-kind.ts';
import { moneyOf } from './read-group.ts';

/** All settlements from one member to one other, deleted ones too, by the pair in either direction. [B9] */
export class SettlementIndex {
  readonly #partiesById = new Map<string, readonly [fromId: string, toId: string]>();
  #idsByPair: ReadonlyMap<string, readonly string[]> | null = null;

  update(id: string, entity: FoldedEntity | undefined): void {
    const parties = entity ? settlementParties(entity.kind, moneyOf(entity)) : null;
    if (!parties && !this.#partiesById.has(id)) return;
    if (parties) this.#partiesById.set(id, [parties.fromId, parties.toId]);
    else this.#partiesById.delete(id);
    this.#idsByPair = null;
  }

  /** To be called when the identity of somebody changed. */
  forgetPairs(): void {
    this.#idsByPair = null;
  }

  /** The entity ids by code unit. */
  between(a: string, b: string, identity: (id: string) => string): readonly string[] {
    this.#idsByPair ??= this.#groupByPair(identity);
    return this.#idsByPair.get(pairKey(identity(a), identity(b))) ?? [];
  }

  #groupByPair(identity: (id: string) => string): ReadonlyMap<string, readonly string[]> {
    const idsByPair = new Map<string, string[]>();
    for (const [id, [fromId, toId]] of this.#partiesById) {
      const key = pairKey(identity(fromId), identity(toId));
      const ids = idsByPair.get(key);
      if (ids) ids.push(id);
      else idsByPair.set(key, [id]);
    }
    for (const ids of idsByPair.values()) ids.sort();
    return idsByPair;
  }
}

function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
