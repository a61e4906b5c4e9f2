import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Leg } from '../revisions/money-group.ts';
import { componentsOf } from './components.ts';
import { ParticipantSets } from './participant-sets.ts';
import type { Balance } from './payment.ts';

const MEMBERS = ['m_a', 'm_b', 'm_c', 'm_d', 'm_e', 'm_f', 'm_g', 'm_h'];

const leg: fc.Arbitrary<Leg> = fc
  .tuple(fc.constantFrom(...MEMBERS), fc.subarray(MEMBERS, { minLength: 1, maxLength: 3 }))
  .map(([payer, bearers]) => ({ cur: 'EUR', amt: 1, pay: [[payer, 1]], owe: bearers.map((id) => [id, 1]) }));

/** Adds an entry of these legs, or takes away the one that the number leads to. */
const step = fc.oneof(
  { weight: 3, arbitrary: fc.array(leg, { minLength: 1, maxLength: 2 }) },
  { weight: 2, arbitrary: fc.nat() },
);

/** Who is connected with whom, as groups of ids: nobody's balance is zero, and those of each group are told apart. */
function groupsOf(together: Iterable<readonly string[]>, identity: (id: string) => string): string[][] {
  const people = Array.from(new Set(MEMBERS.map(identity)));
  const sets = Array.from(together, (ids) => [...ids]);
  const isConnected = (a: string, b: string): boolean => {
    const balances: Balance[] = [
      [a, 1n],
      [b, -1n],
    ];
    try {
      return componentsOf(balances, sets).length === 1;
    } catch {
      return false;
    }
  };
  return people.map((id) => people.filter((other) => other !== id && isConnected(id, other)));
}

describe('the sets that connect', () => {
  it('[B5] [P1] connect the same members as all sets do, whatever came and went', () => {
    const same = (id: string): string => (id === 'm_h' || id === 'm_g' ? 'm_a' : id);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const sets = new ParticipantSets();
        const entries: Leg[][] = [];
        for (const change of steps) {
          if (typeof change !== 'number') {
            sets.add(change);
            entries.push(change);
          } else if (entries.length > 0) {
            const [gone = []] = entries.splice(change % entries.length, 1);
            sets.subtract(gone);
          }
          // Asked for after every step, so that it is kept up and not only made once.
          const few = Array.from(sets.connecting('EUR'));
          const rebuilt = new ParticipantSets();
          for (const legs of entries) rebuilt.add(legs);
          const all = rebuilt.of('EUR', (id) => id);
          expect(few.length).toBeLessThan(MEMBERS.length);
          expect(groupsOf(few, (id) => id)).toEqual(groupsOf(all, (id) => id));
          const fewAsPeople = few.map((ids) => ids.map(same));
          expect(groupsOf(fewAsPeople, same)).toEqual(groupsOf(rebuilt.of('EUR', same), same));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('are apart again once the entry that joined them has gone', () => {
    const sets = new ParticipantSets();
    const legs = (payer: string, bearer: string): Leg[] => [
      { cur: 'EUR', amt: 1, pay: [[payer, 1]], owe: [[bearer, 1]] },
    ];
    sets.add(legs('m_a', 'm_b'));
    sets.add(legs('m_c', 'm_d'));
    expect(Array.from(sets.connecting('EUR'))).toHaveLength(2);
    sets.add(legs('m_b', 'm_c'));
    sets.add(legs('m_a', 'm_d'));
    expect(Array.from(sets.connecting('EUR'))).toHaveLength(3);
    sets.subtract(legs('m_b', 'm_c'));
    expect(groupsOf(sets.connecting('EUR'), (id) => id)[0]).toEqual(['m_b', 'm_c', 'm_d']);
    sets.subtract(legs('m_a', 'm_d'));
    expect(groupsOf(sets.connecting('EUR'), (id) => id)[0]).toEqual(['m_b']);
    expect(Array.from(sets.connecting('USD'))).toEqual([]);
  });
});
