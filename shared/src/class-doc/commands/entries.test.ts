import { describe, expect, it } from 'vitest';
import type { MoneyInput } from '../../split/money-input.ts';
import { openMoney } from '../../split/open-money.ts';
import { addEntry } from './add-entry.ts';
import { deleteEntity } from './delete-entity.ts';
import { editEntry } from './edit-entry.ts';
import { addMember, claimMember, setMemberState } from './members.ts';
import { ANNA, BEA, CLEO, classOfThree, dinner, equally, groupsOf, TestReplica } from './test-replica.ts';

const added = (replica: TestReplica, changes = {}) =>
  replica.run(addEntry(replica.ledger, dinner(changes), replica.context)).entityId;
const entryOf = (replica: TestReplica, id: string) => {
  const entry = replica.ledger.entry(id);
  if (!entry) throw new Error('No such entry');
  return entry;
};
const minorOf = (replica: TestReplica) => {
  const members = replica.ledger.balances().get('EUR') ?? new Map<string, { balanceMinor: bigint }>();
  return [ANNA, BEA, CLEO].map((id) => Number(members.get(id)?.balanceMinor ?? 0n));
};

describe('adding an entry', () => {
  it('[D23] splits once, in minor units, and leaves empty texts out', () => {
    const [anna] = classOfThree();
    const command = anna.run(addEntry(anna.ledger, dinner(), anna.context));
    expect(command.rows).toHaveLength(1);
    expect(groupsOf(command)[0]).not.toHaveProperty('note');
    const entry = entryOf(anna, command.entityId);
    expect(entry).toMatchObject({ kind: 'expense', title: 'Dinner', day: '2026-05-02', createdBy: ANNA });
    const owed = entry.legs[0]?.owe.map(([, minor]) => minor) ?? [];
    expect(owed.toSorted((a, b) => a - b)).toEqual([333, 333, 334]);
    expect(minorOf(anna).reduce((sum, minor) => sum + minor, 0)).toBe(0);
  });

  it('[D23] refuses members who are unknown or have left, and counts the author as known', () => {
    const [anna] = classOfThree();
    const money = equally(1000, [ANNA, 'm_nobody01', 'm_nobody02']);
    expect(addEntry(anna.ledger, dinner({ money }), anna.context)).toEqual({
      ok: false,
      refusal: {
        reason: 'fields',
        faults: [{ field: 'members', reason: 'unknown', memberIds: ['m_nobody01', 'm_nobody02'] }],
      },
    });
    anna.run(setMemberState(anna.ledger, { memberId: CLEO, state: 'out' }, anna.context));
    expect(addEntry(anna.ledger, dinner(), anna.context)).toEqual({
      ok: false,
      refusal: { reason: 'fields', faults: [{ field: 'members', reason: 'left', memberIds: [CLEO] }] },
    });
    const first = new TestReplica(ANNA);
    expect(addEntry(first.ledger, dinner({ money: equally(5, [ANNA]) }), first.context).ok).toBe(true);
  });

  it('[D23] refuses two ids of one person, who would bear twice; what named both before may go on', () => {
    const [anna] = classOfThree();
    const grandma = anna.run(addMember(anna.ledger, { name: 'Grandma' }, anna.context)).entityId;
    const money = equally(900, [ANNA, BEA, grandma]);
    const id = added(anna, { money });
    anna.run(claimMember(anna.ledger, { memberId: grandma, asId: BEA }, anna.context));
    const memberIds = [BEA, grandma].sort();
    const refusal = { reason: 'fields', faults: [{ field: 'members', reason: 'same-person', memberIds }] };
    expect(addEntry(anna.ledger, dinner({ money }), anna.context)).toEqual({ ok: false, refusal });
    const edit = (memberIdsOfSplit: readonly string[], entryId: string) =>
      editEntry(anna.ledger, { entryId, changes: { money: equally(600, memberIdsOfSplit) } }, anna.context);
    expect(edit([BEA, CLEO, grandma], id).ok).toBe(true);
    const other = added(anna, { money: equally(900, [grandma]) });
    expect(edit([BEA, grandma], other)).toEqual({ ok: false, refusal });
    expect(edit([ANNA, BEA], other).ok).toBe(true);
  });

  it('[D22] names every field at fault at once', () => {
    const [anna] = classOfThree();
    const result = addEntry(
      anna.ledger,
      dinner({
        money: equally(0),
        day: '2026-02-30',
        category: 'a b',
        title: 'a'.repeat(201),
        note: '😀'.repeat(5001),
        tags: ['trip', 'trip'],
      }),
      anna.context,
    );
    expect(result).toMatchObject({ ok: false, refusal: { reason: 'fields' } });
    const faults = !result.ok && result.refusal.reason === 'fields' ? result.refusal.faults : [];
    expect(faults.slice(1)).toEqual([
      { field: 'day', reason: 'not-a-day' },
      { field: 'category', reason: 'not-a-category' },
      { field: 'title', reason: 'too-long', limit: 200, given: 201 },
      { field: 'note', reason: 'too-long', limit: 10_000, given: 10_002 },
      { field: 'tags', reason: 'not-a-tag', found: 'trip' },
    ]);
    expect(faults[0]).toMatchObject({ field: 'money', reason: 'not-resolved' });
    expect(addEntry(anna.ledger, dinner({ day: '2200-01-01' }), anna.context)).toMatchObject({
      refusal: {
        faults: [{ field: 'day', reason: 'out-of-range', first: '1970-01-01', last: '2199-12-31' }],
      },
    });
    const tags = Array.from({ length: 21 }, (_, i) => `t${i}`);
    expect(addEntry(anna.ledger, dinner({ tags }), anna.context)).toMatchObject({
      refusal: { faults: [{ field: 'tags', reason: 'too-many', limit: 20, given: 21 }] },
    });
  });

  it('[D22] refuses a record of more than 32 KB, though each text is short enough', () => {
    const [anna] = classOfThree();
    const result = addEntry(anna.ledger, dinner({ note: '\0'.repeat(10_000) }), anna.context);
    expect(result).toMatchObject({ ok: false, refusal: { reason: 'record-too-large', limitBytes: 32_768 } });
  });
});

describe('editing an entry', () => {
  it('[D24] moves no cent when title or category change after people settled (0.04 by three)', () => {
    const [anna] = classOfThree();
    const id = added(anna, { money: equally(4) });
    const before = entryOf(anna, id).legs;
    const changes = dinner({ money: equally(4), title: 'Supper', category: 'fun' });
    const command = anna.run(editEntry(anna.ledger, { entryId: id, changes }, anna.context));
    expect(groupsOf(command)).toEqual([{ title: 'Supper', category: 'fun' }]);
    expect(entryOf(anna, id).legs).toEqual(before);
  });

  it('[D24] writes nothing when nothing differs, and checks only what differs', () => {
    const [anna] = classOfThree();
    const id = added(anna);
    expect(anna.run(editEntry(anna.ledger, { entryId: id, changes: dinner() }, anna.context)).rows).toEqual(
      [],
    );
    anna.run(setMemberState(anna.ledger, { memberId: CLEO, state: 'out' }, anna.context));
    const note = anna.run(
      editEntry(anna.ledger, { entryId: id, changes: dinner({ note: 'x' }) }, anna.context),
    );
    expect(groupsOf(note)).toEqual([{ note: 'x' }]);
  });

  it('[D24] leaves money alone that opens as what was entered, also from a recipe of a newer app', () => {
    const [anna] = classOfThree();
    const leg = { cur: 'EUR', amt: 5, pay: [[ANNA, 5]], owe: [[BEA, 5]] };
    const record = { k: 'x', t: 1, a: BEA, s: { money: { legs: [leg], how: { mode: 'dice' } } } };
    anna.receive([['e_newer001', JSON.stringify(record)]]);
    const money = openMoney('expense', { legs: entryOf(anna, 'e_newer001').legs }, 'e_newer001');
    if (!money) throw new Error('It opens');
    const changes = { money, title: 'Dice' };
    const command = anna.run(editEntry(anna.ledger, { entryId: 'e_newer001', changes }, anna.context));
    expect(groupsOf(command)).toEqual([{ title: 'Dice' }]);
  });

  it('[D24] converts anew when the rate is edited, and keeps what was entered (peers: 19.99 USD became 0.19)', () => {
    const [anna] = classOfThree();
    const inDollars = (num: number, den: number): MoneyInput => ({
      ...{ ...equally(1999), currency: 'USD' },
      countIn: { currency: 'EUR', num, den },
    });
    const id = added(anna, { money: inDollars(87, 100) });
    expect(entryOf(anna, id)).toMatchObject({
      legs: [{ cur: 'EUR', amt: 1739 }],
      original: { cur: 'USD', amt: 1999, num: 87, den: 100 },
    });
    const edit = (money: MoneyInput) =>
      anna.run(editEntry(anna.ledger, { entryId: id, changes: { money, title: 'x' } }, anna.context));
    expect(groupsOf(edit(inDollars(87, 100)))).toEqual([{ title: 'x' }]);
    edit(inDollars(90, 100));
    expect(entryOf(anna, id)).toMatchObject({ legs: [{ amt: 1799 }], original: { num: 90, den: 100 } });
    edit({ ...equally(1000), currency: 'CHF' });
    expect(minorOf(anna)).toEqual([0, 0, 0]);
    expect(entryOf(anna, id).original).toBeNull();
  });

  it('[D23] keeps rates of any smallness exact (peers: 491687 IDR at 0.00005 was stored at 0.0001)', () => {
    const [anna] = classOfThree();
    const countIn = { currency: 'EUR', num: 5, den: 100_000 };
    const id = added(anna, { money: { ...equally(49_168_700), currency: 'IDR', countIn } });
    expect(entryOf(anna, id)).toMatchObject({
      legs: [{ cur: 'EUR', amt: 2458 }],
      original: { cur: 'IDR', amt: 49_168_700, num: 5, den: 100_000 },
    });
  });

  it('[D24] keeps who left, but takes nobody in who has', () => {
    const [anna] = classOfThree();
    const [withCleo, without] = [added(anna), added(anna, { money: equally(1000, [ANNA, BEA]) })];
    anna.run(setMemberState(anna.ledger, { memberId: CLEO, state: 'out' }, anna.context));
    const changes = { money: equally(1200) };
    anna.run(editEntry(anna.ledger, { entryId: withCleo, changes }, anna.context));
    expect(entryOf(anna, withCleo).legs[0]?.amt).toBe(1200);
    expect(editEntry(anna.ledger, { entryId: without, changes }, anna.context)).toMatchObject({
      refusal: { faults: [{ field: 'members', reason: 'left', memberIds: [CLEO] }] },
    });
  });

  it('[D24] turns an expense into income by deleting it and creating another, in one command', () => {
    const [anna] = classOfThree();
    const id = added(anna, { note: 'deposit' });
    anna.run(setMemberState(anna.ledger, { memberId: CLEO, state: 'out' }, anna.context));
    const changes = { money: { ...equally(1000), kind: 'income' as const } };
    const command = anna.run(editEntry(anna.ledger, { entryId: id, changes }, anna.context));
    expect(command.name).toBe('replace-entry');
    expect(entryOf(anna, id).deleted).toBe(true);
    expect(entryOf(anna, command.entityId)).toMatchObject({
      ...{ kind: 'income', title: 'Dinner', note: 'deposit', day: '2026-05-02', deleted: false },
    });
    expect(minorOf(anna)[0]).toBeLessThan(0);
  });

  it('[D24] refuses what is unknown, deleted, or of a kind with other money', () => {
    const [anna] = classOfThree();
    const edit = (entryId: string, changes = dinner()) =>
      editEntry(anna.ledger, { entryId, changes }, anna.context);
    expect(edit('e_nothing1')).toEqual({
      ok: false,
      refusal: { reason: 'unknown-entity', entityId: 'e_nothing1' },
    });
    const id = added(anna);
    anna.run(deleteEntity(anna.ledger, id, anna.context));
    expect(edit(id)).toEqual({ ok: false, refusal: { reason: 'deleted', entityId: id } });
    const leg = { cur: 'EUR', amt: 5, pay: [[ANNA, 5]], owe: [[BEA, 5]] };
    const newer = { k: 'loan', t: 1, a: BEA, s: { money: { legs: [leg] }, title: 'Loan' } };
    anna.receive([['e_newer001', JSON.stringify(newer)]]);
    expect(edit('e_newer001')).toEqual({
      ok: false,
      refusal: { reason: 'kind-is-fixed', entityId: 'e_newer001' },
    });
    anna.run(editEntry(anna.ledger, { entryId: 'e_newer001', changes: { title: 'Car' } }, anna.context));
    expect(entryOf(anna, 'e_newer001')).toMatchObject({ kind: 'other', title: 'Car' });
  });
});
