import { describe, expect, it } from 'vitest';
import { settleUp } from '../../balances/settle-up.ts';
import { assertSameAsRebuilt } from '../rebuilt.ts';
import { openWish, unitRequests } from '../unit-requests.ts';
import { addEntry } from './add-entry.ts';
import { convertCurrency } from './convert-currency.ts';
import { addMember, claimMember } from './members.ts';
import { recordPayment, suggestedPaymentId } from './record-payment.ts';
import { declineUnits, leaveUnit, setUnit } from './set-unit.ts';
import { ANNA, BEA, classOfThree, CLEO, dinner, exchange, type TestReplica } from './test-replica.ts';

const say = (replica: TestReplica, ...withIds: string[]) =>
  replica.run(setUnit(replica.ledger, { memberId: replica.authorId, withIds }, replica.context));
const alone = (replica: TestReplica) =>
  replica.run(leaveUnit(replica.ledger, replica.authorId, replica.context));
const decline = (replica: TestReplica) =>
  replica.run(declineUnits(replica.ledger, replica.authorId, replica.context));
const unitsOf = ({ ledger }: TestReplica) => Object.fromEntries(ledger.units());
const planOf = ({ ledger }: TestReplica, currency = 'EUR') =>
  settleUp(ledger.balancesToSettle(currency), ledger.companyToSettle(currency)).steady;

/** Anna and Bea are a unit; Anna paid 10.00 for the three. */
function couple() {
  const replicas = classOfThree();
  const [anna, bea] = replicas;
  anna.run(addEntry(anna.ledger, dinner(), anna.context));
  say(anna, BEA);
  exchange(replicas);
  say(bea, ANNA);
  exchange(replicas);
  return replicas;
}

describe('settling as one', () => {
  it('[D37] holds once everybody in it says so, and until one takes it back', () => {
    const replicas = classOfThree();
    const [anna, bea, cleo] = replicas;
    say(anna, BEA);
    exchange(replicas);
    expect(unitsOf(cleo)).toEqual({});
    expect(openWish(anna.ledger, ANNA)).toEqual({
      memberIds: [ANNA, BEA],
      waitingIds: [BEA],
      otherwiseIds: [],
    });
    expect(unitRequests(bea.ledger, BEA)).toEqual([{ memberIds: [ANNA, BEA], fromIds: [ANNA] }]);
    say(bea, ANNA);
    exchange(replicas);
    for (const replica of replicas)
      expect(unitsOf(replica)).toEqual({ [ANNA]: [ANNA, BEA], [BEA]: [ANNA, BEA] });
    expect(say(bea, ANNA).rows).toEqual([]);
    alone(bea);
    exchange(replicas);
    for (const replica of replicas) {
      expect(unitsOf(replica)).toEqual({});
      assertSameAsRebuilt(
        replica.ledger,
        Array.from(replica.rowById, ([id, value]) => ({ id, value })),
      );
    }
    expect(openWish(anna.ledger, ANNA)?.otherwiseIds).toEqual([BEA]);
    expect(unitRequests(bea.ledger, BEA)).toEqual([]);
  });

  it('[D37] who declines is not asked again until somebody says it anew', () => {
    const replicas = classOfThree();
    const [anna, bea] = replicas;
    say(anna, BEA);
    exchange(replicas);
    expect(alone(bea).rows).toEqual([]);
    expect(decline(bea).rows).toHaveLength(1);
    expect(decline(bea).rows).toEqual([]);
    exchange(replicas);
    expect(unitRequests(bea.ledger, BEA)).toEqual([]);
    alone(anna);
    say(anna, BEA, CLEO);
    exchange(replicas);
    expect(unitRequests(bea.ledger, BEA)).toEqual([{ memberIds: [ANNA, BEA, CLEO], fromIds: [ANNA] }]);
  });

  it('[D37] who declines one unit stays in another', () => {
    const [anna, bea, cleo] = couple();
    say(cleo, BEA);
    exchange([anna, bea, cleo]);
    expect(unitRequests(bea.ledger, BEA)).toEqual([{ memberIds: [BEA, CLEO], fromIds: [CLEO] }]);
    decline(bea);
    exchange([anna, bea, cleo]);
    expect(unitsOf(cleo)).toEqual({ [ANNA]: [ANNA, BEA], [BEA]: [ANNA, BEA] });
    for (const { ledger, authorId } of [anna, bea]) expect(unitRequests(ledger, authorId)).toEqual([]);
    expect(openWish(cleo.ledger, CLEO)?.otherwiseIds).toEqual([BEA]);
  });

  it('[D37] nobody is drawn into a unit, neither with a command nor with a record made by hand', () => {
    const replicas = classOfThree();
    const [anna, bea] = replicas;
    say(bea, ANNA);
    exchange(replicas);
    expect(setUnit(bea.ledger, { memberId: ANNA, withIds: [BEA] }, bea.context)).toMatchObject({
      refusal: { reason: 'not-yours', memberId: ANNA },
    });
    const forged = { k: 'm', e: ANNA, t: 9e12, a: BEA, s: { unit: [ANNA, BEA] } };
    bea.receive([['r_forged0001', JSON.stringify(forged)]]);
    exchange(replicas);
    for (const replica of replicas) expect(unitsOf(replica)).toEqual({});
    expect(unitRequests(anna.ledger, ANNA)).toHaveLength(1);
  });

  it('[D37] a member without an account is in at once, and out with the one who brought them', () => {
    const replicas = classOfThree();
    const [anna, bea] = replicas;
    const kid = anna.run(addMember(anna.ledger, { name: 'Kid' }, anna.context)).entityId;
    expect(say(anna, kid).rows).toHaveLength(2);
    exchange(replicas);
    expect(Object.keys(unitsOf(bea)).sort()).toEqual([ANNA, kid].sort());
    alone(anna);
    exchange(replicas);
    expect(unitsOf(bea)).toEqual({});
    expect(bea.ledger.unitWishes().get(kid)?.memberIds).toBeNull();
    say(anna, kid, BEA);
    exchange(replicas);
    // What Anna says along for the one without an account is her word.
    expect(unitRequests(bea.ledger, BEA)).toEqual([{ memberIds: [ANNA, BEA, kid].sort(), fromIds: [ANNA] }]);
  });

  it('[D37] of one with an account and one without, the one with it settles, whatever the ids', () => {
    const replicas = classOfThree();
    const cleo = replicas[2];
    const kid = cleo.run(
      addMember(cleo.ledger, { name: 'Kid' }, { ...cleo.context, newId: (prefix) => `${prefix}_a00000000` }),
    ).entityId;
    expect(kid < CLEO).toBe(true);
    say(cleo, kid);
    exchange(replicas);
    for (const replica of replicas) expect(unitsOf(replica)[kid]).toEqual([CLEO, kid]);
  });

  it('[D37] ids are read as the persons they are by now: a claim of one of them is one of them', () => {
    const replicas = classOfThree();
    const [anna, bea] = replicas;
    const old = anna.run(addMember(anna.ledger, { name: 'Bea' }, anna.context)).entityId;
    say(anna, old);
    exchange(replicas);
    expect(Object.keys(unitsOf(anna)).sort()).toEqual([ANNA, old].sort());
    bea.run(claimMember(bea.ledger, { memberId: old, asId: BEA }, bea.context));
    exchange(replicas);
    expect(unitsOf(anna)).toEqual({});
    expect(unitRequests(bea.ledger, BEA)).toEqual([{ memberIds: [ANNA, BEA], fromIds: [ANNA] }]);
    say(bea, ANNA);
    exchange(replicas);
    expect(unitsOf(anna)).toEqual({ [ANNA]: [ANNA, BEA], [BEA]: [ANNA, BEA] });
  });

  it('[D37] what is ill-formed, partial or without themself is no unit', () => {
    const replicas = classOfThree();
    const [anna, bea] = replicas;
    say(bea, ANNA);
    exchange(replicas);
    const odd: unknown[] = ['x', 7, {}, [], [ANNA], [BEA], [ANNA, 7], [ANNA, BEA, CLEO], [[ANNA, BEA]]];
    for (const [i, unit] of odd.entries()) {
      const row = { k: 'm', e: ANNA, t: 9e12 + i, a: ANNA, b: anna.ledger.allHeads(ANNA), s: { unit } };
      anna.receive([[`r_odd00000${String(i)}`, JSON.stringify(row)]]);
      expect(unitsOf(anna)).toEqual({});
    }
    const unsorted = {
      k: 'm',
      e: ANNA,
      t: 9.1e12,
      a: ANNA,
      b: anna.ledger.allHeads(ANNA),
      s: { unit: [BEA, ANNA] },
    };
    anna.receive([['r_odd0000099', JSON.stringify(unsorted)]]);
    expect(unitsOf(anna)[BEA]).toEqual([ANNA, BEA]);
    expect(setUnit(anna.ledger, { memberId: ANNA, withIds: [ANNA] }, anna.context)).toMatchObject({
      refusal: { reason: 'same-member' },
    });
    expect(setUnit(anna.ledger, { memberId: ANNA, withIds: ['m_nobody00'] }, anna.context)).toMatchObject({
      refusal: { reason: 'unknown-member' },
    });
  });

  it('[D37] the plan settles the sum under one of them, and figures of persons stay', () => {
    const [anna, bea, cleo] = couple();
    const figures = (replica: TestReplica) => Object.fromEntries(replica.ledger.balancesOf('EUR'));
    const before = figures(cleo);
    const owed = -(before[CLEO] ?? 0n);
    expect(planOf(cleo)).toEqual([{ fromId: CLEO, toId: ANNA, amountMinor: owed }]);
    const fields = {
      fromId: CLEO,
      toId: ANNA,
      amountMinor: Number(owed),
      currency: 'EUR',
      day: '2026-05-03',
      note: '',
    };
    for (const replica of [anna, cleo]) {
      const id = suggestedPaymentId(replica.ledger, fields, owed);
      const suggestion = { id, amountMinor: owed };
      replica.run(recordPayment(replica.ledger, { ...fields, suggestion }, replica.context));
    }
    exchange([anna, bea, cleo]);
    expect(planOf(bea)).toEqual([]);
    expect(bea.ledger.balancesToSettle('EUR')).toEqual([]);
    expect(figures(bea)).toEqual({ [ANNA]: -(before[BEA] ?? 0n), [BEA]: before[BEA] });
    alone(bea);
    expect(planOf(bea)).toEqual([{ fromId: BEA, toId: ANNA, amountMinor: -(before[BEA] ?? 0n) }]);
  });

  it('[D37] a conversion takes every person’s balance along, and the plan in the new currency is the units’', () => {
    const [anna] = couple();
    anna.run(
      convertCurrency(
        anna.ledger,
        { from: 'EUR', to: 'USD', num: 2, den: 1, day: '2026-05-03' },
        anna.context,
      ),
    );
    expect(anna.ledger.balancesOf('EUR')).toEqual([]);
    const [payment] = planOf(anna, 'USD');
    const cleo = Object.fromEntries(anna.ledger.balancesOf('USD'))[CLEO] ?? 0n;
    expect(payment).toEqual({ fromId: CLEO, toId: ANNA, amountMinor: -cleo });
    expect(planOf(anna, 'USD')).toHaveLength(1);
  });
});
