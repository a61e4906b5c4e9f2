import { describe, expect, it } from 'vitest';
import { distinctFrom, possibleDuplicates } from '../possible-duplicates.ts';
import { addEntry } from './add-entry.ts';
import { keepOne, markDistinct, restoreOthers, unmarkDistinct, unmarkedPairs } from './mark-distinct.ts';
import { classOfThree, dinner, exchange, type TestReplica } from './test-replica.ts';

/** The same dinner, written by each of the three. */
function threeDinners(): { replicas: ReturnType<typeof classOfThree>; ids: string[] } {
  const replicas = classOfThree();
  const ids = replicas.map((one) => one.run(addEntry(one.ledger, dinner(), one.context)).entityId).sort();
  exchange(replicas);
  return { replicas, ids };
}

const hintsOf = ({ ledger }: TestReplica) =>
  possibleDuplicates(
    ledger.entries(),
    (id) => ledger.identity(id),
    (id) => distinctFrom(ledger.entity(id)),
  ).map(({ entryIds }) => entryIds);

describe('deciding about possible duplicates', () => {
  it('[D34] a hint goes once all of it are marked as distinct, and marking again writes nothing', () => {
    const { replicas, ids } = threeDinners();
    const [anna] = replicas;
    expect(hintsOf(anna)).toEqual([ids]);
    anna.run(markDistinct(anna.ledger, ids.slice(0, 2), anna.context));
    expect(hintsOf(anna)).toEqual([ids]);
    anna.run(markDistinct(anna.ledger, ids, anna.context));
    expect(hintsOf(anna)).toEqual([]);
    const again = markDistinct(anna.ledger, [...ids].reverse(), anna.context);
    expect(again.ok && again.value.rows).toEqual([]);
  });

  it('[D34] who mark at once converge, and what got lost is asked again and can be marked', () => {
    const { replicas, ids } = threeDinners();
    const [anna, bea] = replicas;
    const [first = '', second = '', third = ''] = ids;
    anna.run(markDistinct(anna.ledger, ids, anna.context));
    bea.nowMs += 60_000;
    bea.run(markDistinct(bea.ledger, [first, third], bea.context));
    exchange(replicas);
    for (const { ledger } of replicas) {
      expect(distinctFrom(ledger.entity(second))).toEqual([first]);
      expect(distinctFrom(ledger.entity(third))).toEqual([first]);
    }
    expect(replicas.map(hintsOf)).toEqual([[ids], [ids], [ids]]);
    anna.run(markDistinct(anna.ledger, [second, third], anna.context));
    expect(hintsOf(anna)).toEqual([]);
  });

  it('[D34] taking marks back leaves those that stood before, and asks again', () => {
    const { replicas, ids } = threeDinners();
    const [anna, bea] = replicas;
    const [first = '', second = '', third = ''] = ids;
    bea.run(markDistinct(bea.ledger, [first, second], bea.context));
    exchange(replicas);
    const pairs = unmarkedPairs(anna.ledger, ids);
    expect(pairs).toEqual([
      [third, first],
      [third, second],
    ]);
    anna.run(markDistinct(anna.ledger, ids, anna.context));
    expect(hintsOf(anna)).toEqual([]);
    anna.run(unmarkDistinct(anna.ledger, pairs, anna.context));
    exchange(replicas);
    expect(replicas.map(hintsOf)).toEqual([[ids], [ids], [ids]]);
    for (const { ledger } of replicas) expect(distinctFrom(ledger.entity(second))).toEqual([first]);
    const again = unmarkDistinct(anna.ledger, pairs, anna.context);
    expect(again.ok && again.value.rows).toEqual([]);
  });

  it('[D34] of keeping one and marking at once the deletion counts, and no hint is left of what is deleted', () => {
    const { replicas, ids } = threeDinners();
    const [anna, bea] = replicas;
    const [first = ''] = ids;
    anna.run(keepOne(anna.ledger, { keptId: first, entryIds: ids }, anna.context));
    bea.run(markDistinct(bea.ledger, ids, bea.context));
    exchange(replicas);
    expect(replicas.map(hintsOf)).toEqual([[], [], []]);
    const states = replicas.map(({ ledger }) => ids.map((id) => ledger.entry(id)?.deleted));
    expect(new Set(states.map(String)).size).toBe(1);
    expect(replicas.map(({ ledger }) => ledger.entry(first)?.deleted)).toEqual([false, false, false]);
  });

  it('[D34] of two who keep different ones at once, neither entry is lost', () => {
    const { replicas, ids } = threeDinners();
    const [anna, bea] = replicas;
    const [first = '', second = ''] = ids;
    anna.run(keepOne(anna.ledger, { keptId: first, entryIds: [first, second] }, anna.context));
    bea.run(keepOne(bea.ledger, { keptId: second, entryIds: [first, second] }, bea.context));
    exchange(replicas);
    for (const { ledger } of replicas)
      expect([first, second].map((id) => ledger.entry(id)?.deleted)).toEqual([false, false]);
    expect(replicas.map(hintsOf)).toEqual([[ids], [ids], [ids]]);
  });

  it('[D34] keeping one deletes the others only, and they come back from the bin', () => {
    const { replicas, ids } = threeDinners();
    const [anna] = replicas;
    const [first = '', second = '', third = ''] = ids;
    anna.run(keepOne(anna.ledger, { keptId: second, entryIds: ids }, anna.context));
    expect(ids.map((id) => anna.ledger.entry(id)?.deleted)).toEqual([true, false, true]);
    const others = { entryIds: [first, third], today: '2026-05-04' };
    anna.run(restoreOthers(anna.ledger, others, anna.context));
    expect(hintsOf(anna)).toEqual([ids]);
  });

  it('[D34] keeping one that somebody deleted meanwhile, or what nobody knows, is refused', () => {
    const { replicas, ids } = threeDinners();
    const [anna] = replicas;
    const [first = '', second = ''] = ids;
    anna.run(keepOne(anna.ledger, { keptId: second, entryIds: [first, second] }, anna.context));
    expect(keepOne(anna.ledger, { keptId: first, entryIds: ids }, anna.context)).toEqual({
      ok: false,
      refusal: { reason: 'deleted', entityId: first },
    });
    expect(markDistinct(anna.ledger, [first, 'x_unknown0'], anna.context)).toEqual({
      ok: false,
      refusal: { reason: 'unknown-entity', entityId: 'x_unknown0' },
    });
  });
});
