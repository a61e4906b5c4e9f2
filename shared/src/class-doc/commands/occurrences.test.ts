import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecurrenceRule } from '../../calendar/recurrence.ts';
import { readMoneyGroup } from '../../revisions/money-group.ts';
import { openMoney } from '../../split/open-money.ts';
import { deleteEntity, restoreEntity } from './delete-entity.ts';
import { editEntry } from './edit-entry.ts';
import { dueOccurrences, makeOccurrences } from './occurrences.ts';
import { addPlan, editPlan } from './plans.ts';
import type { TestReplica } from './test-replica.ts';
import { ANNA, BEA, CLEO, classOfThree, equally, exchange, groupsOf } from './test-replica.ts';

/** ms; a thousand runs on a busy machine. */
const timeout = 60_000;
const monthEnd: RecurrenceRule = { every: 1, unit: 'month', anchor: '2026-01-31' };
const rent = { money: equally(100_000), title: 'Rent', category: 'home', note: '' };

const planned = (replica: TestReplica, rule = monthEnd, template = rent) =>
  replica.run(addPlan(replica.ledger, { rule, template }, replica.context)).entityId;
const make = (replica: TestReplica, today: string, limit?: number) =>
  replica.write(
    makeOccurrences(replica.ledger, dueOccurrences(replica.ledger, today, limit), replica.context),
  );
const daysOf = ({ ledger }: TestReplica) =>
  Array.from(ledger.entries(), ({ day, deleted }) => (deleted ? `${day} deleted` : day)).sort();

describe('occurrences', () => {
  it('[D33] are made once whoever makes them, on the last day of short months (peers: created twice)', () => {
    const [anna, bea] = classOfThree();
    planned(anna);
    exchange([anna, bea]);
    make(anna, '2026-03-31');
    make(bea, '2026-03-31');
    expect(make(bea, '2026-03-31').rows).toEqual([]);
    exchange([anna, bea]);
    expect(daysOf(anna)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31']);
    expect(daysOf(bea)).toEqual(daysOf(anna));
    const [first] = anna.ledger.entries();
    expect(first).toMatchObject({ kind: 'expense', title: 'Rent', category: 'home' });
    expect(first?.plannedBy).toBe(anna.ledger.plans()[0]?.revisionId);
    expect(first?.overwritten.size).toBe(0);
  });

  it('[D33] share odd cents out anew each time', () => {
    const [anna] = classOfThree();
    planned(anna, { every: 1, unit: 'day', anchor: '2026-01-01' }, { ...rent, money: equally(100) });
    make(anna, '2026-02-28');
    const extraCents = new Map<string, number>();
    for (const { legs } of anna.ledger.entries()) {
      for (const [id, minor] of legs[0]?.owe ?? []) {
        if (minor === 34) extraCents.set(id, (extraCents.get(id) ?? 0) + 1);
      }
    }
    expect([...extraCents.keys()].sort()).toEqual([ANNA, BEA, CLEO]);
    for (const count of extraCents.values()) expect(count).toBeLessThan(35);
  });

  it('[D33] count in the currency of the class what was entered in another', () => {
    const [anna] = classOfThree();
    const money = { ...equally(1200), currency: 'USD', countIn: { currency: 'EUR', num: 9, den: 10 } };
    const planId = planned(anna, monthEnd, { ...rent, money });
    make(anna, '2026-01-31');
    const [made] = anna.ledger.entries();
    expect(made?.legs).toMatchObject([{ cur: 'EUR', amt: 1080 }]);
    expect(made?.original).toEqual({ cur: 'USD', amt: 1200, num: 9, den: 10 });
    const stored = readMoneyGroup(anna.ledger.entity(made?.id ?? '')?.groups.get('money')?.value);
    expect(stored.ok && openMoney('expense', stored.value, made?.id ?? '')).toEqual(money);
    const template = { ...rent, money };
    const edit = editPlan(anna.ledger, { planId, template, today: '2026-02-01' }, anna.context);
    expect(anna.run(edit).rows).toEqual([]);
  });

  it('[D33] have no texts that are empty, as what is entered by hand', () => {
    const [anna] = classOfThree();
    planned(anna, monthEnd, { ...rent, category: '' });
    const [groups] = groupsOf(make(anna, '2026-01-31'));
    expect(Object.keys(groups as object).sort()).toEqual(['date', 'money', 'title']);
  });

  it('[D33] come oldest first over all plans, at most as many as asked for, and the rest later', () => {
    const [anna] = classOfThree();
    planned(anna);
    planned(anna, { ...monthEnd, anchor: '2026-01-15' });
    expect(dueOccurrences(anna.ledger, '2026-03-20', 3).map(({ day }) => day)).toEqual([
      ...['2026-01-15', '2026-01-31', '2026-02-15'],
    ]);
    make(anna, '2026-03-20', 3);
    make(anna, '2026-03-20', 3);
    expect(dueOccurrences(anna.ledger, '2026-03-20')).toEqual([]);
    expect(daysOf(anna)).toHaveLength(5);
  });

  it('[D33] are made in commands that fit one update', () => {
    const [anna] = classOfThree();
    planned(anna, { every: 1, unit: 'day', anchor: '2026-01-01' }, { ...rent, note: 'x'.repeat(10_000) });
    let commands = 0;
    for (; dueOccurrences(anna.ledger, '2026-03-31').length > 0; commands++) {
      const { rows } = make(anna, '2026-03-31');
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.reduce((sum, { json }) => sum + json.length, 0)).toBeLessThan(300_000);
    }
    expect(commands).toBeGreaterThan(1);
    expect(daysOf(anna)).toHaveLength(90);
  });

  it('[D33] are none of plans that cannot be read or whose record would not fit, and never throw', () => {
    const [anna] = classOfThree();
    const leg = { cur: 'EUR', amt: 5, pay: [[ANNA, 5]], owe: [[BEA, 5]] };
    const template = { kind: 'x', leg };
    const write = (n: number, s: unknown): [string, string] => [
      `e_plan000${n}`,
      JSON.stringify({ k: 'p', t: 1, a: BEA, s }),
    ];
    anna.receive([
      write(1, { rule: { ...monthEnd, weekdays: [1] }, template }),
      write(2, { rule: monthEnd, template: { ...template, leg: { ...leg, amt: 6 } } }),
      write(3, { rule: monthEnd, template, note: 'x'.repeat(32_300) }),
      write(4, { rule: monthEnd }),
      write(5, { rule: { every: 1, unit: 'year', anchor: '0001-02-01', until: '2026-02-10' }, template }),
      write(6, { rule: { ...monthEnd, count: 1 }, template: { ...template, how: { mode: 'percent' } } }),
    ]);
    expect(dueOccurrences(anna.ledger, '2026-02-28').map(({ planId, day }) => [planId, day])).toEqual([
      ['e_plan0006', '2026-01-31'],
      ['e_plan0005', '2026-02-01'],
    ]);
    make(anna, '2026-02-28');
    expect(Array.from(anna.ledger.entries(), ({ legs }) => legs)).toEqual([[leg], [leg]]);
  });

  it(
    '[D33] never double, come back or undo an edit, whoever does what and gets rows when',
    { timeout },
    () => {
      const step = fc.record({
        who: fc.nat(2),
        what: fc.constantFrom('make', 'make', 'edit', 'delete', 'restore', 'send', 'send', 'plan'),
        which: fc.nat(5),
        to: fc.nat(2),
        seed: fc.nat(9),
      });
      fc.assert(
        fc.property(fc.array(step, { minLength: 3, maxLength: 14 }), (steps) => {
          const replicas = classOfThree();
          const planId = planned(replicas[0], { ...monthEnd, until: '2026-04-01' });
          exchange(replicas);
          const touchedTitles = new Map<string, Set<string>>();
          const deletedBy = new Map<string, boolean>();
          for (const [n, { who, what, which, to, seed }] of steps.entries()) {
            const replica = replicas[who] ?? replicas[0];
            const { ledger } = replica;
            const entries = Array.from(ledger.entries()).sort((a, b) => (a.id < b.id ? -1 : 1));
            const entry = entries[which % Math.max(1, entries.length)];
            if (what === 'make') make(replica, '2026-12-31', seed);
            if (what === 'plan') {
              const template = { ...rent, money: equally(1000 + n) };
              replica.run(editPlan(ledger, { planId, template, today: '2026-12-31' }, replica.context));
            }
            if (what === 'send') {
              const rows = Array.from(replica.rowById);
              // Some of the rows, from the middle on first.
              replicas[to]?.receive([...rows.slice(seed * 2), ...rows.slice(0, seed)]);
            }
            if (entry && what === 'edit' && !entry.deleted) {
              replica.run(
                editEntry(ledger, { entryId: entry.id, changes: { title: `T${n}` } }, replica.context),
              );
              touchedTitles.set(entry.id, (touchedTitles.get(entry.id) ?? new Set()).add(`T${n}`));
            }
            if (entry && what === 'delete') {
              replica.run(deleteEntity(ledger, entry.id, replica.context));
              if (!deletedBy.has(entry.id)) deletedBy.set(entry.id, true);
            }
            if (entry && what === 'restore') {
              replica.run(
                restoreEntity(ledger, { entityId: entry.id, today: '2026-12-31' }, replica.context),
              );
              deletedBy.set(entry.id, false);
            }
          }
          for (const replica of replicas) make(replica, '2026-12-31');
          exchange(replicas);
          const [first, ...others] = replicas.map(({ ledger }) =>
            Array.from(ledger.entries()).sort((a, b) => (a.id < b.id ? -1 : 1)),
          );
          for (const other of others) expect(other).toEqual(first);
          expect((first ?? []).map(({ day }) => day).sort()).toEqual([
            '2026-01-31',
            '2026-02-28',
            '2026-03-31',
          ]);
          for (const { id, title, deleted, editedWhileDeleted } of first ?? []) {
            const titles = touchedTitles.get(id);
            expect(titles ? titles.has(title) : title === 'Rent').toBe(true);
            // Deleted by somebody, restored and edited by nobody: making it late does not bring it back.
            if (deletedBy.get(id) === true && !titles) expect(deleted).toBe(true);
            if (editedWhileDeleted) expect(titles).toBeDefined();
          }
          for (const { ledger } of replicas) expect(ledger.quarantined()).toEqual([]);
        }),
        { numRuns: 1000 },
      );
    },
  );
});
