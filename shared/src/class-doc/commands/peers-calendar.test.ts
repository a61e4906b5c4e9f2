import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { RecurrenceRule } from '../../calendar/recurrence.ts';
import { dueOccurrences, makeOccurrences } from './occurrences.ts';
import { addPlan } from './plans.ts';
import { upcomingOccurrences } from './skip-occurrence.ts';
import type { TestReplica } from './test-replica.ts';
import { classOfThree, equally, exchange } from './test-replica.ts';

const monthEnd: RecurrenceRule = { every: 1, unit: 'month', anchor: '2026-01-31' };
const rent = { money: equally(100_000), title: 'Rent', category: 'home', note: '' };

const make = (replica: TestReplica, today: string) =>
  replica.write(makeOccurrences(replica.ledger, dueOccurrences(replica.ledger, today), replica.context));
const daysOf = ({ ledger }: TestReplica) => Array.from(ledger.entries(), ({ day }) => day).sort();

describe('peers 21: recurring entries twice, drifting from the 31st, and made on every read', () => {
  it('[D33] each is made once by any number of devices, on month ends counted from the anchor day', () => {
    const [anna, bea, cleo] = classOfThree();
    anna.run(addPlan(anna.ledger, { rule: monthEnd, template: rent }, anna.context));
    exchange([anna, bea, cleo]);
    for (const replica of [anna, bea, cleo]) for (let read = 0; read < 3; read++) make(replica, '2026-05-31');
    exchange([anna, bea, cleo]);
    for (const replica of [anna, bea, cleo]) {
      expect(make(replica, '2026-05-31').rows).toEqual([]);
      expect(daysOf(replica)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31']);
    }
  });

  it('[D33] a device that only reads writes nothing, of a class with a plan or without', () => {
    const [anna] = classOfThree();
    expect(make(anna, '2026-05-31').rows).toEqual([]);
    anna.run(addPlan(anna.ledger, { rule: monthEnd, template: rent }, anna.context));
    expect(make(anna, '2026-01-30').rows).toEqual([]);
    const before = new Map(anna.rowById);
    const [plan] = anna.ledger.plans();
    if (!plan) throw new Error('no plan');
    const range = { from: '2026-01-01', to: '2026-12-31', count: 12 };
    expect(upcomingOccurrences(anna.ledger, plan, range)).toHaveLength(12);
    expect(anna.rowById).toEqual(before);
  });
});

/** What devices in this zone make and show; in a process of its own, since a zone is fixed before the first date. */
const inZone = `
import { occurrenceDays, firstOccurrenceAfter } from './shared/src/calendar/recurrence.ts';
import { addDays, monthOf } from './shared/src/calendar/day.ts';
import { derivedId } from './shared/src/revisions/derived-id.ts';
import { localDay } from './web/src/lib/platform/today.ts';
const rules = [
  { every: 1, unit: 'month', anchor: '2026-01-31' },
  { every: 1, unit: 'day', anchor: '2026-03-06', until: '2026-03-10' },
  { every: 2, unit: 'week', anchor: '2026-10-18', count: 3 },
  { every: 1, unit: 'year', anchor: '2024-02-29', until: '2028-03-01' },
];
const days = rules.flatMap((rule) => occurrenceDays(rule, '2024-01-01', '2026-12-31'));
console.log(JSON.stringify({
  days,
  ids: days.map((day) => derivedId('o', ['e_plan0001', day])),
  after: firstOccurrenceAfter(rules[0], '2026-02-28'),
  steps: [addDays('2026-03-08', 1), addDays('2026-03-29', -1), addDays('2011-12-29', 1), monthOf('2026-03-01')],
  evening: localDay(new Date(2026, 2, 31, 20, 0)),
  afterMidnight: localDay(new Date(2026, 3, 1, 0, 30)),
}));
`;

describe('peers 22: the day of an entry shifts with the zone of whoever looks', () => {
  it.each([
    'America/Los_Angeles',
    'UTC',
    'Europe/Berlin',
    'Asia/Kathmandu',
    'Pacific/Kiritimati',
    'Pacific/Apia',
  ])(
    '[C5] days and occurrences in %s are those of every other zone, and 20:00 is still today',
    (zone) => {
      const seen = runIn(zone);
      expect(seen).toEqual(runIn('UTC'));
      expect(seen.evening).toBe('2026-03-31');
      expect(seen.afterMidnight).toBe('2026-04-01');
      expect(seen.after).toBe('2026-03-31');
      expect(seen.steps).toEqual(['2026-03-09', '2026-03-28', '2011-12-30', '2026-03']);
      expect(seen.days.slice(0, 3)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31']);
    },
    30_000,
  );
});

interface Seen {
  days: string[];
  after: string;
  steps: string[];
  evening: string;
  afterMidnight: string;
}

const seenIn = new Map<string, Seen>();

function runIn(zone: string): Seen {
  const known = seenIn.get(zone);
  if (known) return known;
  const root = new URL('../../../../', import.meta.url).pathname;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', inZone];
  const out = execFileSync(process.execPath, args, {
    cwd: root,
    env: { ...process.env, TZ: zone },
    encoding: 'utf8',
  });
  const seen = JSON.parse(out) as Seen;
  seenIn.set(zone, seen);
  return seen;
}
