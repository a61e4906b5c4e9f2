import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { Ancestry } from './ancestry.ts';
import { foldEntity } from './fold.ts';
import type { KeyedRevision } from './fold.ts';
import type { HistoryStep } from './history.ts';
import { entityHistory } from './history.ts';
import type { Revision } from './revision.ts';

const E = 'e_0000010';
const rev = (id: string, fields: Partial<Revision>): KeyedRevision => ({
  id,
  revision: { k: 'x', t: 10, a: 'm_ali000', s: {}, ...(id === E ? {} : { e: E }), ...fields },
});
const creation = rev(E, { s: { title: 'a', note: 'n' } });
const idsOf = (steps: readonly HistoryStep[]) => steps.map(({ revisionId }) => revisionId);
const changesOf = (steps: readonly HistoryStep[], id: string) =>
  steps.find(({ revisionId }) => revisionId === id)?.changes;

describe('entityHistory', { timeout: 60_000 }, () => {
  it('[F12] puts what was seen before who saw it, then the lesser (t, id)', () => {
    const revisions = [
      rev('r_0000050', { b: ['r_0000030'], t: 3 }),
      rev('r_0000040', { b: [E], t: 1000 }),
      rev('r_0000030', { b: ['r_0000020'], t: 500 }),
      rev('r_0000020', { b: [E], t: 900 }),
      rev('r_0000010', { b: [E], t: 900 }),
      creation,
    ];
    const expected = [E, 'r_0000010', 'r_0000020', 'r_0000030', 'r_0000050', 'r_0000040'];
    expect(idsOf(entityHistory(E, revisions))).toEqual(expected);
    expect(idsOf(entityHistory(E, revisions.toReversed()))).toEqual(expected);
    expect(entityHistory(E, [])).toEqual([]);
  });

  it('[F12] tells what happened at each step', () => {
    const steps = entityHistory(E, [
      creation,
      rev('r_0000010', { b: [E], t: 11, s: { del: 1 } }),
      rev('r_0000020', { b: ['r_0000010'], t: 12, s: { del: 0 } }),
      rev('r_0000030', { b: ['r_0000020'], t: 13, s: { del: 0, title: 'b' } }),
      rev('r_0000040', { b: ['r_0000030'], t: 14, s: { del: 1 }, auto: 'e_plan000' }),
    ]);
    expect(steps.map(({ what, auto }) => [what, auto])).toEqual([
      ['created', null],
      ['deleted', null],
      ['restored', null],
      ['edited', null],
      ['deleted', 'e_plan000'],
    ]);
    const uncreated = entityHistory(E, [rev('r_0000020', { t: 5 }), rev('r_0000010', { t: 9 })]);
    expect(uncreated.map(({ revisionId, what }) => [revisionId, what])).toEqual([
      ['r_0000020', 'created'],
      ['r_0000010', 'edited'],
    ]);
  });

  it('[F13] shows what a writer had before them, not what others wrote at the same time', () => {
    const steps = entityHistory(E, [
      creation,
      rev('r_0000010', { b: [E], t: 20, s: { title: 'b' } }),
      rev('r_0000020', { b: [E], t: 30, s: { title: 'c' } }),
      rev('r_0000030', { b: ['r_0000010', 'r_0000020'], t: 25, s: { title: 'd', category: 'x' } }),
    ]);
    expect(changesOf(steps, E)).toEqual([
      { group: 'title', before: undefined, after: 'a' },
      { group: 'note', before: undefined, after: 'n' },
    ]);
    expect(changesOf(steps, 'r_0000010')).toEqual([{ group: 'title', before: 'a', after: 'b' }]);
    expect(changesOf(steps, 'r_0000020')).toEqual([{ group: 'title', before: 'a', after: 'c' }]);
    expect(changesOf(steps, 'r_0000030')).toEqual([
      { group: 'title', before: 'c', after: 'd' },
      { group: 'category', before: undefined, after: 'x' },
    ]);
  });

  it('[F13] names overwritten groups and why something is in quarantine', () => {
    const steps = entityHistory(E, [
      creation,
      rev('r_0000010', { b: [E], t: 20, s: { title: 'b', note: 'm' } }),
      rev('r_0000020', { b: [E], t: 30, s: { title: 'c', note: 'o' } }),
      rev('r_0000030', { b: [E], t: 40, s: { money: 7 } }),
      rev('r_0000040', { b: [E], t: 50, k: 'i', s: { title: 'z' } }),
    ]);
    expect(steps.map(({ overwrittenGroups, quarantined }) => [overwrittenGroups, quarantined])).toEqual([
      [[], null],
      [['note', 'title'], null],
      [[], null],
      [[], 'money-not-an-object'],
      [[], 'other-kind'],
    ]);
  });

  it('[F13] has before each step what folding all that its writer had seen gives', () => {
    fc.assert(
      fc.property(entities, (revisions) => {
        const steps = entityHistory(E, revisions);
        expect(idsOf(steps).toSorted()).toEqual(revisions.map(({ id }) => id).sort());
        const ancestorsOf = plainAncestors(revisions);
        steps.forEach(({ revisionId, changes }, i) => {
          const ancestors = ancestorsOf(revisionId);
          const before = ancestors.length > 0 ? foldEntity(E, ancestors) : null;
          for (const { group, before: shown } of changes) {
            expect([revisionId, group, shown]).toEqual([revisionId, group, before?.groups.get(group)?.value]);
          }
          const earlier = idsOf(steps.slice(0, i));
          expect(ancestors.every(({ id }) => earlier.includes(id))).toBe(true);
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('[F13] takes 5,000 revisions in a chain, and 5,000 beside each other', () => {
    const id = (i: number) => `r_${String(i).padStart(7, '0')}`;
    const chain = Array.from({ length: 5000 }, (_, i) =>
      rev(id(i), {
        b: [i === 0 ? E : id(i - 1)],
        t: 1,
        s: { title: `${i}`, ...(i % 100 === 0 ? { note: `${i}` } : {}) },
      }),
    );
    const steps = entityHistory(E, [creation, ...chain.toReversed()]);
    expect(steps.at(-1)).toMatchObject({
      revisionId: id(4999),
      changes: [{ before: '4998', after: '4999' }],
    });
    expect(changesOf(steps, id(4900))?.[1]).toEqual({ group: 'note', before: '4800', after: '4900' });
    const fan = Array.from({ length: 5000 }, (_, i) =>
      rev(id(i), { b: [E], t: i + 11, s: { title: `${i}` } }),
    );
    const last = entityHistory(E, [creation, ...fan]).at(-1);
    expect(last).toMatchObject({ revisionId: id(4999), changes: [{ before: 'a', after: '4999' }] });
  });

  it('[F13] leaves open what stood before once finding it takes too many steps', () => {
    const id = (i: number) => `r_${String(i).padStart(7, '0')}`;
    // Each names the one before and the old one beside it, so every search would go all the way down.
    const ladder = Array.from({ length: 3000 }, (_, i) =>
      rev(id(i), {
        b: [i === 0 ? E : id(i - 1), 'r_beside0'],
        t: i + 11,
        s: { title: `${i}`, note: `${i}` },
      }),
    );
    const revisions = [creation, rev('r_beside0', { t: 5, s: { title: 'old' } }), ...ladder];
    const walks = vi.spyOn(Ancestry.prototype, 'seenWithin');
    const steps = entityHistory(E, revisions);
    const [first, ...others] = walks.mock.calls.map(([budget]) => budget);
    walks.mockRestore();
    expect(others.length).toBeGreaterThan(100);
    expect(others.every((budget) => budget === first)).toBe(true);
    // Of 3,000 searches, each longer than the one before, those stay out that come after the budget is spent.
    expect(others.length).toBeLessThan(500);
    expect(first?.steps).toBe(-1);
    expect(changesOf(steps, id(100))?.[0]).toEqual({ group: 'title', before: '99', after: '100' });
    expect(changesOf(steps, id(2999))?.[0]).toEqual({ group: 'title', before: undefined, after: '2999' });
    // The search for one group takes nothing from that for another.
    expect(changesOf(steps, id(2999))?.[1]).toEqual({ group: 'note', before: '2998', after: '2999' });
    expect(entityHistory(E, revisions.toReversed())).toEqual(steps);
  });
});

const ids = [E, ...Array.from({ length: 11 }, (_, i) => `r_00000${String(i).padStart(2, '0')}`)];

/** Small entities of one kind with merges, circles and automatic revisions. */
const entities: fc.Arbitrary<KeyedRevision[]> = fc.uniqueArray(
  fc
    .record({
      id: fc.constantFrom(...ids),
      b: fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 3 }),
      t: fc.nat({ max: 5 }),
      auto: fc.constantFrom(undefined, undefined, undefined, 'e_plan000'),
      s: fc.record(
        { title: fc.nat({ max: 99 }), note: fc.nat({ max: 99 }), del: fc.nat({ max: 1 }) },
        { requiredKeys: [] },
      ),
    })
    .map(({ id, auto, ...fields }) => rev(id, auto === undefined ? fields : { ...fields, auto })),
  { selector: ({ id }) => id, minLength: 1, maxLength: 12 },
);

/** All that a revision has seen and that has not seen it, searched anew for each. */
function plainAncestors(revisions: readonly KeyedRevision[]): (id: string) => KeyedRevision[] {
  const byId = new Map(revisions.map((keyed) => [keyed.id, keyed]));
  const reachedFrom = (from: string): ReadonlySet<string> => {
    const reached = new Set<string>();
    const open = [from];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      for (const next of byId.get(id)?.revision.b ?? []) {
        if (!byId.has(next) || reached.has(next)) continue;
        reached.add(next);
        open.push(next);
      }
    }
    return reached;
  };
  return (id) => {
    const reached = reachedFrom(id);
    return revisions.filter(
      (other) => reached.has(other.id) && other.id !== id && !reachedFrom(other.id).has(id),
    );
  };
}
