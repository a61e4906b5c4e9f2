import type { Leg } from '../revisions/money-group.ts';

interface ParticipantSet {
  /** As recorded, by code unit. */
  ids: readonly string[];
  legCount: number;
}

/**
 * Who appears together in live legs, per currency: the distinct sets of members who pay or owe something, counted so
 * that one that no leg has any more goes. A part of zero brings nobody into others' company. [B5]
 */
export class ParticipantSets {
  readonly #setsByCurrency = new Map<string, Map<string, ParticipantSet>>();

  add(legs: readonly Leg[]): void {
    for (const leg of legs) {
      let sets = this.#setsByCurrency.get(leg.cur);
      if (!sets) this.#setsByCurrency.set(leg.cur, (sets = new Map<string, ParticipantSet>()));
      const ids = participantsOf(leg);
      const key = ids.join(' ');
      const known = sets.get(key);
      if (known) known.legCount++;
      else sets.set(key, { ids, legCount: 1 });
    }
  }

  subtract(legs: readonly Leg[]): void {
    for (const leg of legs) {
      const sets = this.#setsByCurrency.get(leg.cur);
      const key = participantsOf(leg).join(' ');
      const known = sets?.get(key);
      if (sets && known && --known.legCount === 0) sets.delete(key);
    }
  }

  /** The sets of one currency under canonical ids, distinct, by code unit. */
  of(currency: string, identity: (id: string) => string): readonly (readonly string[])[] {
    const distinct = new Map<string, readonly string[]>();
    for (const { ids } of this.#setsByCurrency.get(currency)?.values() ?? []) {
      const canonical = Array.from(new Set(ids.map(identity))).sort();
      distinct.set(canonical.join(' '), canonical);
    }
    return Array.from(distinct.entries())
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, ids]) => ids);
  }
}

function participantsOf({ pay, owe }: Leg): string[] {
  const ids: string[] = [];
  for (const [id, minor] of pay) if (minor > 0) ids.push(id);
  for (const [id, minor] of owe)
    if (minor > 0 && !pay.some((part) => part[0] === id && part[1] > 0)) ids.push(id);
  return ids.sort();
}
