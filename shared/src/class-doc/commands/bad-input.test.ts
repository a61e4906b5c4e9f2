import { describe, expect, it } from 'vitest';
import type { MoneyInput } from '../../split/money-input.ts';
import { addEntry } from './add-entry.ts';
import { addMember, claimMember, renameMember, unclaimMember } from './members.ts';
import { dueOccurrences } from './occurrences.ts';
import { addPlan } from './plans.ts';
import type { TestReplica } from './test-replica.ts';
import { ANNA, BEA, classOfThree, CLEO, dinner, equally, exchange } from './test-replica.ts';

const manyIds = (count: number) => Array.from({ length: count }, (_, i) => `m_guest${String(1000 + i)}`);

/** What is said of an entry with such money; the class is left as it was. */
function refusalOf(changes: Partial<MoneyInput>, members: readonly string[] = []): unknown {
  const [anna] = classOfThree();
  for (const id of members) anna.receive([[`r_${id.slice(2)}`, recordOf(id)]]);
  const before = anna.rowById.size;
  const fields = dinner({ money: { ...equally(1000), ...changes } });
  const result = addEntry(anna.ledger, fields, anna.context);
  expect(anna.rowById.size).toBe(before);
  if (result.ok) return null;
  return result.refusal.reason === 'fields' ? result.refusal.faults : result.refusal;
}

function recordOf(id: string): string {
  return JSON.stringify({ k: 'm', e: id, t: 1, a: ANNA, s: { name: id, state: 'in' } });
}

function unresolved(refusal: object): unknown[] {
  return [expect.objectContaining({ field: 'money', refusal: expect.objectContaining(refusal) as unknown })];
}

describe('an entry is refused and says why', () => {
  it.each<[string, Partial<MoneyInput>, object]>([
    [
      'exact parts that fall short',
      {
        split: {
          mode: 'exact',
          parts: [
            [ANNA, 400],
            [BEA, 500],
          ],
        },
      },
      { reason: 'exact-off', leftMinor: 100 },
    ],
    [
      'exact parts that are too much',
      {
        split: {
          mode: 'exact',
          parts: [
            [ANNA, 600],
            [BEA, 500],
          ],
        },
      },
      { reason: 'exact-off', leftMinor: -100 },
    ],
    [
      'percentages over 100',
      {
        split: {
          mode: 'percent',
          basisPoints: [
            [ANNA, 6000],
            [BEA, 5000],
          ],
        },
      },
      { reason: 'percent-off', leftBasisPoints: -1000 },
    ],
    [
      'one percentage over 100',
      { split: { mode: 'percent', basisPoints: [[ANNA, 15_000]] } },
      { reason: 'percent-off', leftBasisPoints: -5000 },
    ],
    [
      'a payer without an amount',
      {
        payers: [
          [ANNA, NaN],
          [BEA, 1000],
        ],
      },
      { reason: 'payer', index: 0, memberId: ANNA },
    ],
    ['no payer', { payers: [] }, { reason: 'no-payer' }],
    [
      'payers who fall short',
      {
        payers: [
          [ANNA, 400],
          [BEA, 500],
        ],
      },
      { reason: 'payers-off', leftMinor: 100 },
    ],
    ['a rate of zero', { countIn: { currency: 'USD', num: 0, den: 100 } }, { reason: 'rate' }],
    ['a rate by zero', { countIn: { currency: 'USD', num: 1, den: 0 } }, { reason: 'rate' }],
    [
      'a negative item that leaves somebody below nothing',
      {
        split: {
          mode: 'items',
          memberIds: [ANNA, BEA],
          items: [
            { title: 'Soup', amountMinor: 1400, memberIds: [ANNA] },
            { title: 'Bottle', amountMinor: -400, memberIds: [BEA] },
          ],
          extras: [],
        },
      },
      { reason: 'below-zero', memberId: BEA, belowMinor: 400 },
    ],
    [
      'items that fall short of the amount',
      {
        split: {
          mode: 'items',
          memberIds: [ANNA],
          items: [{ title: 'Soup', amountMinor: 900, memberIds: [ANNA] }],
          extras: [],
        },
      },
      { reason: 'items-off', leftMinor: 100 },
    ],
    [
      'adjustments over the amount',
      {
        split: {
          mode: 'adjust',
          adjustments: [
            [ANNA, 1200],
            [BEA, 0],
          ],
        },
      },
      { reason: 'adjustments-exceed', overMinor: 200 },
    ],
  ])('[D23] %s', (_case, changes, refusal) => {
    expect(refusalOf(changes)).toEqual(unresolved(refusal));
  });

  it('[S11] 201 participants; 200 take part', () => {
    const ids = manyIds(201);
    const split = (memberIds: readonly string[]) => ({ split: { mode: 'equally', memberIds } as const });
    expect(refusalOf(split(ids.slice(1)), ids)).toBeNull();
    expect(refusalOf(split(ids), ids)).toEqual(unresolved({ reason: 'too-many-members', limit: 200 }));
    const payers = ids.map((id, i) => [id, i === 0 ? 800 : 1] as const);
    expect(refusalOf({ payers }, ids)).toEqual(unresolved({ reason: 'too-many-members', limit: 200 }));
  });
});

it('[D29] refuses a name that is only spaces, of a new member and of one who is there', () => {
  const [anna] = classOfThree();
  const guest = addGuest(anna, 'Dan');
  const refusal = { reason: 'fields', faults: [{ field: 'name', reason: 'empty' }] };
  for (const name of ['', '   ', '\t ', '\u00a0', '\u2003\u200b']) {
    expect(addMember(anna.ledger, { name }, anna.context)).toEqual({ ok: false, refusal });
    const renamed = renameMember(anna.ledger, { memberId: guest, name }, anna.context);
    expect(renamed).toEqual({ ok: false, refusal });
  }
  expect(anna.ledger.members().get(guest)?.name).toBe('Dan');
});

it('[C6] refuses a plan that would make 100,000 occurrences by count or by its last day; one without end makes a year', () => {
  const [anna] = classOfThree();
  const template = { money: equally(900), title: 'Milk', category: '', note: '' };
  const daily = { every: 1, unit: 'day', anchor: '1970-01-01' } as const;
  const add = (end: object) => addPlan(anna.ledger, { rule: { ...daily, ...end }, template }, anna.context);
  const refusalWith = (refusal: object) => ({
    ok: false,
    refusal: {
      reason: 'fields',
      faults: [{ field: 'rule', reason: 'not-a-rule', refusals: [refusal] }],
    },
  });
  expect(add({ count: 100_000 })).toEqual(
    refusalWith({ field: 'count', reason: 'out-of-range', min: 1, max: 9999 }),
  );
  expect(add({ until: '2243-10-17' })).toEqual(
    refusalWith({ field: 'until', reason: 'too-many', max: 9999 }),
  );
  anna.run(add({}));
  expect(dueOccurrences(anna.ledger, '2199-12-31', 200_000)).toHaveLength(367);
});

it('[D30] counts who claims two placeholders once, and takes back either', () => {
  const replicas = classOfThree();
  const [anna, bea] = replicas;
  const guests = ['Dan', 'Danny'].map((name) => addGuest(anna, name));
  const [dan = '', danny = ''] = guests;
  anna.run(addEntry(anna.ledger, dinner({ money: equally(900, [ANNA, ...guests]) }), anna.context));
  exchange(replicas);
  for (const memberId of guests) bea.run(claimMember(bea.ledger, { memberId, asId: BEA }, bea.context));
  exchange(replicas);
  expect(anna.ledger.balancesOf('EUR')).toEqual([
    [ANNA, 600n],
    [BEA, -600n],
  ]);
  anna.run(unclaimMember(anna.ledger, { memberId: danny }, anna.context));
  expect([anna.ledger.identity(dan), anna.ledger.identity(danny)]).toEqual([BEA, danny]);
});

it('[B6] counts a cycle of claims as one, writes none that closes it by itself, and can be taken back', () => {
  const replicas = classOfThree();
  const [anna, bea, cleo] = replicas;
  const guests = ['Dan', 'Danny', 'Daniel'].map((name) => addGuest(anna, name));
  const [dan = '', danny = '', daniel = ''] = guests;
  anna.run(addEntry(anna.ledger, dinner({ money: equally(900, guests) }), anna.context));
  exchange(replicas);
  // Each for themselves, so that nobody sees the circle close.
  anna.run(claimMember(anna.ledger, { memberId: dan, asId: danny }, anna.context));
  bea.run(claimMember(bea.ledger, { memberId: danny, asId: daniel }, bea.context));
  cleo.run(claimMember(cleo.ledger, { memberId: daniel, asId: dan }, cleo.context));
  exchange(replicas);
  const smallest = guests.toSorted()[0] ?? '';
  for (const { ledger } of replicas) {
    expect(guests.map((id) => ledger.identity(id))).toEqual([smallest, smallest, smallest]);
    expect(ledger.balancesOf('EUR').toSorted()).toEqual(
      [
        [ANNA, 900n],
        [smallest, -900n],
      ].toSorted(),
    );
  }
  const again = claimMember(anna.ledger, { memberId: danny, asId: dan }, anna.context);
  expect(anna.run(again).rows).toEqual([]);
  for (const memberId of guests) anna.run(unclaimMember(anna.ledger, { memberId }, anna.context));
  expect(guests.map((id) => anna.ledger.identity(id))).toEqual(guests);
  const forCleo = claimMember(anna.ledger, { memberId: CLEO, asId: dan }, anna.context);
  expect(forCleo).toEqual({ ok: false, refusal: { reason: 'not-yours', memberId: CLEO } });
});

function addGuest(replica: TestReplica, name: string): string {
  return replica.run(addMember(replica.ledger, { name }, replica.context)).entityId;
}
