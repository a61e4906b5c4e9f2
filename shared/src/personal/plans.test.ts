import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../calendar/day.ts';
import type { RecurrenceRule, RecurrenceUnit } from '../calendar/recurrence.ts';
import { foldLog } from '../revisions/fold.ts';
import type { RevisionRow } from '../revisions/revision.ts';
import { deleteEntry, editEntry } from './personal-commands.ts';
import type { PersonalEntry } from './personal-entry.ts';
import { entryFromEntity } from './personal-entry.ts';
import { occurrenceIds, planOfEntry } from './plan-of-entry.ts';
import type { PersonalPlan, PlanTemplate } from './plans.ts';
import {
  comingDays,
  createPlan,
  dueDays,
  editPlan,
  endPlan,
  isPlan,
  makeOccurrence,
  monthlyCost,
  occurrenceId,
  planFromEntity,
  resumePlan,
  skipOccurrence,
  validatePlan,
  yearlyCost,
} from './plans.ts';

const rent: PlanTemplate = {
  kind: 'expense',
  amountMinor: 90_000,
  currency: 'EUR',
  title: 'Rent',
  category: 'home',
  note: '',
  tags: ['flat'],
};
const monthly: RecurrenceRule = { every: 1, unit: 'month', anchor: '2026-01-31' };
const PLAN = 'e_plan0000';

/** One device: a log that grows by commands, with stamps of its own. */
class Device {
  rows: readonly RevisionRow[];
  readonly #name: string;
  #t: number;

  constructor(name: string, t: number, rows: readonly RevisionRow[] = []) {
    this.#name = name;
    this.#t = t;
    this.rows = rows;
  }

  stamp() {
    this.#t += 1;
    return { t: this.#t, id: `r_${this.#name}${String(this.#t).padStart(8, '0')}` };
  }

  write(row: RevisionRow | null): void {
    if (row) this.rows = [...this.rows, row];
  }

  start(rule: RecurrenceRule = monthly, template: PlanTemplate = rent): void {
    this.write(createPlan(rule, template, { ...this.stamp(), id: PLAN }));
  }

  get plan(): PersonalPlan {
    const entity = foldLog(this.rows).entities.get(PLAN);
    const plan = entity && planFromEntity(entity);
    if (!plan) throw new Error('No plan');
    return plan;
  }

  /** What was made or entered, newest day first. */
  get entries(): PersonalEntry[] {
    return Array.from(foldLog(this.rows).entities.values(), entryFromEntity)
      .filter((entry) => entry !== null)
      .sort((a, b) => (a.day < b.day ? -1 : 1));
  }

  get madeDays(): string[] {
    return this.entries.filter(({ deleted }) => !deleted).map(({ day }) => day);
  }

  entryOn(day: string): PersonalEntry {
    const entry = this.entries.find(({ id }) => id === occurrenceId(PLAN, day));
    if (!entry) throw new Error(`Nothing was made on ${day}`);
    return entry;
  }

  heads(day: string): readonly string[] {
    return foldLog(this.rows).entities.get(occurrenceId(PLAN, day))?.heads ?? [];
  }

  /** As the app does: whatever is due and neither made nor skipped. */
  enterDue(today: string): void {
    const { plan } = this;
    for (const day of dueDays(plan, today)) {
      const entity = foldLog(this.rows).entities.get(occurrenceId(plan.id, day));
      if (entity && (entryFromEntity(entity) !== null || entity.deleted)) continue;
      this.write(makeOccurrence(plan, day, this.heads(day), this.stamp()));
    }
  }

  skip(day: string, isSkipped = true): void {
    this.write(skipOccurrence(this.plan, day, { isSkipped, heads: this.heads(day) }, this.stamp()));
  }

  edit(change: { rule?: RecurrenceRule; template?: Partial<PlanTemplate> }, today: string): void {
    const { plan } = this;
    const rule = change.rule ?? plan.rule ?? monthly;
    const template = { ...(plan.template ?? rent), ...change.template };
    this.write(editPlan(plan, { rule, template }, today, this.stamp()));
  }

  /** Both know afterwards what either wrote. */
  meet(other: Device): void {
    const rows = [...new Map([...this.rows, ...other.rows].map((row) => [row.id, row])).values()];
    this.rows = rows;
    other.rows = rows.toReversed();
  }
}

function device(rule: RecurrenceRule = monthly, template: PlanTemplate = rent): Device {
  const one = new Device('a', 1_767_225_600_000);
  one.start(rule, template);
  return one;
}

const anyDay = fc.integer({ min: 0, max: 2_000 }).map((n) => addDays('2024-01-01', n));
const anyRule: fc.Arbitrary<RecurrenceRule> = fc.record(
  {
    every: fc.integer({ min: 1, max: 5 }),
    unit: fc.constantFrom<RecurrenceUnit>('day', 'week', 'month', 'year'),
    anchor: fc.oneof(anyDay, fc.constantFrom('2024-01-31', '2024-02-29', '2025-12-30')),
    count: fc.integer({ min: 1, max: 60 }),
  },
  { requiredKeys: ['every', 'unit', 'anchor'] },
);

describe('plans', () => {
  it('[L42] are read back as they were written, and through storage', () => {
    const { plan } = device({ ...monthly, until: '2027-01-31' });
    expect(plan).toMatchObject({
      id: PLAN,
      deleted: false,
      rule: { ...monthly, until: '2027-01-31' },
      template: rent,
      revisionId: PLAN,
    });
    expect(isPlan(structuredClone(plan))).toBe(true);
    expect(isPlan({ ...plan, rule: 'monthly' })).toBe(false);
    const bare = { ...rent, title: '', category: '', tags: [] };
    expect(device(monthly, bare).plan.template).toEqual(bare);
  });

  it('[L42] name every field at fault', () => {
    const refused = (rule: Partial<RecurrenceRule>, template: Partial<PlanTemplate> = {}) => {
      const checked = validatePlan({ ...monthly, ...rule }, { ...rent, ...template });
      return checked.ok ? [] : checked.refusal;
    };
    expect(refused({})).toEqual([]);
    expect(refused({}, { amountMinor: 0 })).toEqual([{ field: 'amount', reason: 'zero' }]);
    expect(refused({ every: 0 }, { currency: 'Euro' })).toEqual([
      { field: 'rule', refusal: { field: 'every', reason: 'out-of-range', min: 1, max: 999 } },
      { field: 'currency', reason: 'not-a-currency' },
    ]);
    expect(refused({ anchor: '1969-12-31' })).toEqual([{ field: 'anchor', reason: 'out-of-range' }]);
    expect(refused({ anchor: '2026-02-30' })).toEqual([
      { field: 'rule', refusal: { field: 'anchor', reason: 'not-a-day' } },
    ]);
    expect(() => createPlan(monthly, { ...rent, amountMinor: 0 }, { t: 1, id: PLAN })).toThrow('zero');
  });

  it('[L42] with an end after 100,000 occurrences are a slip, and say how many there may be', () => {
    const refused = (rule: Partial<RecurrenceRule>) => {
      const checked = validatePlan({ ...monthly, ...rule }, rent);
      return checked.ok ? [] : checked.refusal;
    };
    expect(refused({ count: 100_000 })).toEqual([
      { field: 'rule', refusal: { field: 'count', reason: 'out-of-range', min: 1, max: 9_999 } },
    ]);
    expect(refused({ unit: 'day', until: addDays(monthly.anchor, 99_999) })).toEqual([
      { field: 'rule', refusal: { field: 'until', reason: 'too-many', max: 9_999 } },
    ]);
    expect(refused({ unit: 'day', until: addDays(monthly.anchor, 9_998) })).toEqual([]);
  });

  it('[L42] that this version cannot read make nothing, and stay what they are', () => {
    const raw = (groups: unknown) => ({
      id: PLAN,
      json: JSON.stringify({ k: 'p', t: 1, a: 'm_self00', s: groups }),
    });
    for (const groups of [
      { rule: { ...monthly, weekday: 1 }, template: rent },
      { rule: monthly, template: { ...rent, amountMinor: '5' } },
      { rule: monthly, template: { ...rent, kind: 'transfer' } },
      { rule: 7 },
    ]) {
      const one = new Device('a', 1, [raw(groups)]);
      expect(dueDays(one.plan, '2026-06-30')).toEqual([]);
      expect(monthlyCost(one.plan)).toBe(0n);
      expect(isPlan(structuredClone(one.plan))).toBe(true);
    }
  });
});

describe('a plan that is changed', () => {
  it('[L43] writes only what differs, and nothing when nothing does', () => {
    const one = device();
    expect(editPlan(one.plan, { rule: monthly, template: rent }, '2026-03-10', one.stamp())).toBeNull();
    one.edit({ template: { amountMinor: 95_000 } }, '2026-03-10');
    expect(one.rows).toHaveLength(2);
    expect(JSON.parse(one.rows[1]?.json ?? '')).toHaveProperty('s', {
      template: {
        kind: 'expense',
        amountMinor: 95_000,
        currency: 'EUR',
        title: 'Rent',
        category: 'home',
        tags: ['flat'],
      },
    });
    expect(one.plan.rule).toEqual(monthly);
  });

  it('[L43] leaves what was made as it is and makes nothing of the past anew', () => {
    const one = device();
    one.enterDue('2026-03-31');
    one.edit(
      { rule: { every: 1, unit: 'week', anchor: '2026-01-05' }, template: { amountMinor: 20_000 } },
      '2026-04-08',
    );
    one.enterDue('2026-04-20');
    expect(one.entries.map(({ day, amountMinor }) => [day, amountMinor])).toEqual([
      ['2026-01-31', 90_000],
      ['2026-02-28', 90_000],
      ['2026-03-31', 90_000],
      ['2026-04-13', 20_000],
      ['2026-04-20', 20_000],
    ]);
  });

  it('[L43] keeps clear of the entry that it repeats, also when that is of today or later', () => {
    const today = '2026-01-31';
    const one = device({ ...monthly, since: '2026-02-01' });
    one.enterDue(today);
    one.edit({ rule: { ...monthly, until: '2026-12-31' } }, today);
    one.enterDue(today);
    one.write(endPlan(one.plan, one.stamp()));
    one.write(resumePlan(one.plan, today, one.stamp()));
    one.enterDue(today);
    expect(one.madeDays).toEqual([]);
    one.enterDue('2026-02-28');
    expect(one.madeDays).toEqual(['2026-02-28']);
  });

  it('[L43] that has ended makes nothing, and taken up again it goes on from that day', () => {
    const one = device();
    one.enterDue('2026-02-28');
    one.write(endPlan(one.plan, one.stamp()));
    expect(one.plan.deleted).toBe(true);
    one.enterDue('2026-05-15');
    expect(comingDays(one.plan, '2026-05-15', 3)).toEqual([]);
    one.write(resumePlan(one.plan, '2026-05-15', one.stamp()));
    one.enterDue('2026-06-30');
    expect(one.madeDays).toEqual(['2026-01-31', '2026-02-28', '2026-05-31', '2026-06-30']);
  });

  it('[L43] stays an expense or income, and a refund may become income', () => {
    const one = device(monthly, { ...rent, kind: 'refund' });
    expect(() => one.edit({ template: { kind: 'expense' } }, '2026-03-10')).toThrow('kind');
    one.edit({ template: { kind: 'income' } }, '2026-03-10');
    expect(one.plan.template?.kind).toBe('income');
  });

  it('[L43] never loses or doubles anything of the past, whatever it is changed to', () => {
    fc.assert(
      fc.property(anyRule, anyRule, anyDay, fc.integer({ min: 0, max: 90 }), (rule, next, today, later) => {
        const one = device(rule);
        one.enterDue(today);
        const before = new Map(one.entries.map(({ id, day }) => [id, day]));
        one.edit({ rule: next }, today);
        one.enterDue(addDays(today, later));
        const after = new Map(one.entries.map(({ id, day }) => [id, day]));
        for (const [id, day] of before) expect(after.get(id)).toBe(day);
        for (const [id, day] of after) if (!before.has(id)) expect(day >= today).toBe(true);
        expect(new Set(after.values()).size).toBe(after.size);
      }),
      { numRuns: 60 },
    );
  });
});

describe('what a plan makes', () => {
  it('[L44] has the same id on every device and never drifts off the 31st', () => {
    const one = device();
    one.enterDue('2026-05-31');
    expect(one.madeDays).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31']);
    expect(occurrenceId(PLAN, '2026-01-31')).toBe(occurrenceId(PLAN, '2026-01-31'));
    expect(occurrenceId(PLAN, '2026-01-31')).not.toBe(occurrenceId(PLAN, '2026-02-28'));
    expect(occurrenceId(PLAN, '2026-01-31')).toMatch(/^o_[0-9a-f]{32}$/);
  });

  it('[L44] is made once by two devices that know nothing of one another', () => {
    const one = device();
    const other = new Device('b', 1_767_229_200_000, one.rows);
    one.enterDue('2026-03-31');
    other.enterDue('2026-04-30');
    one.meet(other);
    expect(one.madeDays).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']);
    expect(other.entries).toEqual(one.entries);
  });

  it('[L44] loses to what somebody enters about it, even when it is made later without knowing', () => {
    const one = device();
    const other = new Device('b', 1_900_000_000_000, one.rows);
    one.enterDue('2026-03-31');
    const january = one.entryOn('2026-01-31');
    one.write(editEntry(january, { ...january, amountMinor: 91_000, day: '2026-02-02' }, one.stamp()));
    one.write(deleteEntry(one.entryOn('2026-02-28'), one.stamp()));
    other.enterDue('2026-03-31');
    one.meet(other);
    for (const each of [one, other]) {
      expect(each.entryOn('2026-01-31')).toMatchObject({ amountMinor: 91_000, day: '2026-02-02' });
      expect(each.entryOn('2026-02-28')).toMatchObject({ deleted: true, editedWhileDeleted: false });
      expect(each.madeDays).toEqual(['2026-02-02', '2026-03-31']);
    }
  });

  it('[L44] is of the last 366 days at most, so that a mistyped year does not fill the ledger', () => {
    const one = device({ every: 1, unit: 'day', anchor: '1970-01-01' });
    expect(dueDays(one.plan, '2026-06-30')).toHaveLength(367);
    expect(dueDays(one.plan, '2300-06-30').at(-1) ?? '').toBe('');
    expect(dueDays(one.plan, '1969-12-31')).toEqual([]);
  });

  it('[L44] leads back to its plan, also after both were changed', () => {
    const one = device();
    one.enterDue('2026-03-31');
    const made = one.entryOn('2026-02-28');
    one.edit({ rule: { every: 1, unit: 'week', anchor: '2026-04-01' } }, '2026-04-01');
    const { plan } = one;
    expect(planOfEntry([plan], made)?.id).toBe(PLAN);
    expect(planOfEntry([plan], { ...made, day: '2026-04-17' })?.id).toBe(PLAN);
    expect(planOfEntry([plan], { ...made, id: 'e_other000' })).toBeNull();
    expect(planOfEntry([{ id: 'e_other000' }], made)).toBeNull();
    const ids = occurrenceIds(PLAN, '2026-03-01', '2026-03-31');
    expect(one.entries.every(({ id }) => ids.has(id))).toBe(true);
  });
});

describe('an occurrence that is skipped', () => {
  it('[L45] is not made, is no entry, and can be taken back in', () => {
    const one = device();
    one.skip('2026-02-28');
    one.enterDue('2026-03-31');
    expect(one.madeDays).toEqual(['2026-01-31', '2026-03-31']);
    expect(one.entries).toHaveLength(2);
    one.skip('2026-02-28', false);
    one.enterDue('2026-03-31');
    expect(one.madeDays).toEqual(['2026-01-31', '2026-02-28', '2026-03-31']);
  });

  it('[L45] is not made by a device that did not know of it', () => {
    const one = device();
    const other = new Device('b', 1_900_000_000_000, one.rows);
    one.skip('2026-02-28');
    other.enterDue('2026-03-31');
    one.meet(other);
    expect(one.madeDays).toEqual(['2026-01-31', '2026-03-31']);
    expect(other.madeDays).toEqual(['2026-01-31', '2026-03-31']);
  });
});

describe('what a plan costs', () => {
  const costs = (rule: Partial<RecurrenceRule>, amountMinor: number) => {
    const { plan } = device({ ...monthly, ...rule }, { ...rent, amountMinor });
    return [monthlyCost(plan), yearlyCost(plan)];
  };

  it('[L46] is its average of a month and of a year, each rounded by itself', () => {
    expect(costs({}, 1_299)).toEqual([1_299n, 15_588n]);
    expect(costs({ unit: 'year' }, 999)).toEqual([83n, 999n]);
    expect(costs({ every: 3 }, 1_000)).toEqual([333n, 4_000n]);
    // 365.2425 days are 52.1775 weeks and 30.436875 days a month.
    expect(costs({ unit: 'week' }, 1_000)).toEqual([4_348n, 52_178n]);
    expect(costs({ unit: 'week', every: 2 }, 1_000)).toEqual([2_174n, 26_089n]);
    expect(costs({ unit: 'day' }, 100)).toEqual([3_044n, 36_524n]);
    expect(costs({ every: 12 }, 6)).toEqual([1n, 6n]);
  });

  it('[L46] is nothing once it has ended', () => {
    const one = device();
    one.write(endPlan(one.plan, one.stamp()));
    expect([monthlyCost(one.plan), yearlyCost(one.plan)]).toEqual([0n, 0n]);
  });

  it('[L46] is within half a minor unit of what its rule says, also of the largest amount', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        fc.constantFrom<RecurrenceUnit>('day', 'week', 'month', 'year'),
        fc.integer({ min: 1, max: 10 ** 12 }),
        (every, unit, amountMinor) => {
          const [month = 0n, year = 0n] = costs({ every, unit }, amountMinor);
          const perYear = { day: 3_652_425n, week: 3_652_425n, month: 120_000n, year: 10_000n }[unit];
          const parts = 10_000n * BigInt(every) * (unit === 'week' ? 7n : 1n);
          const exact = BigInt(amountMinor) * perYear;
          const off = (figure: bigint, share: bigint) => {
            const difference = 2n * (figure * parts * share - exact);
            return difference < 0n ? -difference : difference;
          };
          expect(off(year, 1n) <= parts).toBe(true);
          expect(off(month, 12n) <= parts * 12n).toBe(true);
        },
      ),
    );
  });
});
