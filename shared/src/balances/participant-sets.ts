import type { Leg } from '../revisions/money-group.ts';
import { Connections } from './connections.ts';

interface ParticipantSet {
  /** As recorded, by code unit. */
  ids: readonly string[];
  legCount: number;
}

interface SetsOfCurrency {
  readonly byKey: Map<string, ParticipantSet>;
  /** Null until somebody asks, and again once a set that it needs has gone. */
  connections: Connections | null;
}

/**
 * Who appears together in live legs, per currency: the distinct sets of members who pay or owe something, counted so
 * that one that no leg has any more goes. A part of zero brings nobody into others' company. [B5]
 */
export class ParticipantSets {
  readonly #setsByCurrency = new Map<string, SetsOfCurrency>();

  add(legs: readonly Leg[]): void {
    for (const leg of legs) {
      let sets = this.#setsByCurrency.get(leg.cur);
      if (!sets) this.#setsByCurrency.set(leg.cur, (sets = { byKey: new Map(), connections: null }));
      const ids = participantsOf(leg);
      const key = ids.join(' ');
      const known = sets.byKey.get(key);
      if (known) known.legCount++;
      else {
        sets.byKey.set(key, { ids, legCount: 1 });
        sets.connections?.add(key, ids);
      }
    }
  }

  subtract(legs: readonly Leg[]): void {
    for (const leg of legs) {
      const sets = this.#setsByCurrency.get(leg.cur);
      const key = participantsOf(leg).join(' ');
      const known = sets?.byKey.get(key);
      if (!sets || !known || --known.legCount > 0) continue;
      sets.byKey.delete(key);
      if (sets.connections?.needs(key)) sets.connections = null;
    }
  }

  /** The sets of one currency under canonical ids, distinct, by code unit. */
  of(currency: string, identity: (id: string) => string): readonly (readonly string[])[] {
    const distinct = new Map<string, readonly string[]>();
    for (const { ids } of this.#setsByCurrency.get(currency)?.byKey.values() ?? []) {
      const canonical = Array.from(new Set(ids.map(identity))).sort();
      distinct.set(canonical.join(' '), canonical);
    }
    return Array.from(distinct.entries())
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, ids]) => ids);
  }

  /**
   * So many of the sets of one currency, as recorded, that whoever is connected by all of them is connected by these:
   * fewer than there are members, however many entries there are. Which ones they are depends on the order in which
   * sets came, whom they connect does not.
   */
  connecting(currency: string): Iterable<readonly string[]> {
    const sets = this.#setsByCurrency.get(currency);
    if (!sets) return [];
    sets.connections ??= connectionsOf(sets.byKey);
    return sets.connections.sets();
  }
}

function connectionsOf(sets: ReadonlyMap<string, ParticipantSet>): Connections {
  const connections = new Connections();
  for (const [key, { ids }] of sets) connections.add(key, ids);
  return connections;
}

function participantsOf({ pay, owe }: Leg): string[] {
  const ids: string[] = [];
  for (const [id, minor] of pay) if (minor > 0) ids.push(id);
  for (const [id, minor] of owe)
    if (minor > 0 && !pay.some((part) => part[0] === id && part[1] > 0)) ids.push(id);
  return ids.sort();
}
