import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FoldedEntity } from './fold.ts';
import { foldLog } from './fold.ts';
import type { Revision, RevisionRow } from './revision.ts';
import { E, money, row } from './test-log.ts';

describe('fold of any log', { timeout: 60_000 }, () => {
  it('[F6] does not depend on the order or the repetition of rows', () => {
    fc.assert(
      fc.property(logs, fc.array(fc.nat(), { minLength: 19, maxLength: 19 }), (rows, places) => {
        const shuffled = [...rows, ...rows.slice(0, 5)].map((one, i) => ({ one, at: places[i] ?? 0 }));
        shuffled.sort((a, b) => a.at - b.at);
        expect(foldLog(shuffled.map(({ one }) => one))).toEqual(foldLog(rows));
      }),
      { numRuns: 1000 },
    );
  });

  it('[F6] gives the same when records come later', () => {
    fc.assert(
      fc.property(logs, fc.nat({ max: 20 }), (rows, at) => {
        const union = new Map([...rows.slice(at), ...rows.slice(0, at)].map((one) => [one.id, one]));
        expect(foldLog(union.values())).toEqual(foldLog(rows));
      }),
      { numRuns: 1000 },
    );
  });

  it('[F6] folds a single revision as it folds it among others that count for nothing', () => {
    fc.assert(
      fc.property(logs, (rows) => {
        for (const one of rows) {
          const id = (JSON.parse(one.json) as Revision).e ?? one.id;
          const alone = foldLog([one]).entities.get(id);
          const other = row('r_9999999', { e: id, k: 'zzz', t: 99 });
          const beside = foldLog([one, other]).entities.get(id);
          expect({ ...beside, quarantined: beside?.quarantined.filter((q) => q.id !== 'r_9999999') }).toEqual(
            { ...alone },
          );
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('[F2] agrees with a fold that follows the words of the rule', () => {
    fc.assert(
      fc.property(logs, (rows) => {
        for (const entity of foldLog(rows).entities.values()) {
          for (const [group, winner] of entity.groups) {
            const expected = plainWinner(rows, entity, group);
            expect([entity.id, group, winner.revisionId]).toEqual([entity.id, group, expected]);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });
});

/** Small logs with concurrent edits, circles, deletions, automatic and damaged records over two entities. */
const ids = Array.from({ length: 12 }, (_, i) => `r_00000${String(i).padStart(2, '0')}`).concat(
  E,
  'e_0000020',
);
const logs: fc.Arbitrary<RevisionRow[]> = fc
  .uniqueArray(
    fc.record({
      id: fc.constantFrom(...ids),
      e: fc.constantFrom(E, 'e_0000020'),
      b: fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 3 }),
      t: fc.nat({ max: 5 }),
      k: fc.constantFrom('x', 'x', 'x', 'i'),
      auto: fc.constantFrom(undefined, undefined, undefined, 'e_plan000'),
      s: fc.record(
        {
          title: fc.constantFrom('a', 'b'),
          note: fc.constantFrom('c', 'd'),
          money: fc.constantFrom(money(100), money(200), { legs: [] }),
          del: fc.constantFrom(0, 1),
        },
        { requiredKeys: [] },
      ),
    }),
    { selector: ({ id }) => id, maxLength: 14 },
  )
  .map((records) =>
    records.map(({ id, e, ...rest }) => ({
      id,
      json: JSON.stringify({ ...rest, ...(id.startsWith('e_') ? {} : { e }), a: 'm_ali000' }),
    })),
  );

/** The winner of a group word by word: who has seen whom is searched anew for each pair. */
function plainWinner(rows: readonly RevisionRow[], entity: FoldedEntity, group: string): string | undefined {
  const isOther = (id: string) =>
    entity.quarantined.some((one) => one.id === id && one.reason === 'other-kind');
  const isBroken = (id: string) => group === 'money' && entity.quarantined.some((one) => one.id === id);
  const all = rows
    .map(({ id, json }) => ({ id, ...(JSON.parse(json) as Revision) }))
    .filter(({ id, e }) => (e ?? id) === entity.id);
  const sees = (from: string, to: string): boolean => {
    const reached = new Set<string>();
    const open = [from];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      for (const next of all.find((one) => one.id === id)?.b ?? []) {
        if (reached.has(next) || !all.some((one) => one.id === next)) continue;
        reached.add(next);
        open.push(next);
      }
    }
    return reached.has(to);
  };
  const candidates = all.filter(({ id, s }) => Object.hasOwn(s, group) && !isOther(id) && !isBroken(id));
  const entered = candidates.filter(({ auto }) => auto === undefined);
  const field = entered.length > 0 ? entered : candidates;
  const heads = field.filter(
    (one) => !field.some((other) => sees(other.id, one.id) && !sees(one.id, other.id)),
  );
  heads.sort((a, b) => b.t - a.t || (a.id < b.id ? 1 : -1));
  return heads[0]?.id;
}
