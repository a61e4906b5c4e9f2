import { resolveMoney } from '@tallybook/shared/split/resolve-money';
import type { BalanceSheet } from '@tallybook/shared/balances/member-figures';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planContinuation, type ContinuePlan, type OldClass } from './continue-plan.ts';

const NEW_ID = '5f0c6c3e-0000-4000-8000-000000000001';
const me = 'm_oldmyself';

function oldClass(byCurrency: Readonly<Record<string, readonly bigint[]>>): OldClass {
  const count = Math.max(1, ...Object.values(byCurrency).map((minors) => minors.length));
  const ids = Array.from({ length: count }, (_, at) => (at === 0 ? me : `m_oldmember${at}`));
  const zero = { paidMinor: 0n, shareMinor: 0n, settledMinor: 0n };
  const balances: BalanceSheet = new Map(
    Object.entries(byCurrency).map(([currency, minors]) => [
      currency,
      new Map(minors.map((balanceMinor, at) => [ids[at] ?? '', { ...zero, balanceMinor }])),
    ]),
  );
  const members = ids.map((id) => ({ id, name: `Name of ${id}` }));
  return { newClassId: NEW_ID, oldMyId: me, newMyId: 'm_newmyself', members, balances };
}

/** What the openings alone make of everybody's balance, by currency and id in the new class. */
function balancesAfter(plan: ContinuePlan): Map<string, bigint> {
  const found = new Map<string, bigint>();
  for (const { id, money } of plan.openings) {
    const resolved = resolveMoney(money, id);
    if (!resolved.ok) throw new Error(JSON.stringify(resolved.refusal));
    for (const { cur, pay, owe } of resolved.value.legs) {
      const add = (memberId: string, minor: number) => {
        const key = `${cur} ${memberId}`;
        found.set(key, (found.get(key) ?? 0n) + BigInt(minor));
      };
      for (const [memberId, minor] of pay) add(memberId, minor);
      for (const [memberId, minor] of owe) add(memberId, -minor);
    }
  }
  return found;
}

const balanced = (max: bigint) =>
  fc
    .array(fc.bigInt({ min: -max, max }), { minLength: 1, maxLength: 49 })
    .map((minors) => [...minors, -minors.reduce((sum, minor) => sum + minor, 0n)]);
const anyClass = fc
  .record({ EUR: balanced(1_000_000n), JPY: balanced(3_000_000_000_000n) })
  .map((byCurrency) => oldClass(byCurrency));

it('carries every balance exactly, and each currency sums to zero', () => {
  fc.assert(
    fc.property(anyClass, (old) => {
      const plan = planContinuation(old);
      const after = balancesAfter(plan);
      const newIds = new Map([[me, 'm_newmyself'], ...plan.members.map((m) => [m.oldId, m.id] as const)]);
      for (const [currency, sheet] of old.balances) {
        let sum = 0n;
        for (const [oldId, { balanceMinor }] of sheet) {
          const now = after.get(`${currency} ${newIds.get(oldId) ?? ''}`) ?? 0n;
          expect(now).toBe(balanceMinor);
          sum += now;
        }
        expect(sum).toBe(0n);
      }
    }),
  );
});

it('plans the same records again after a crash, and others for another class', () => {
  fc.assert(
    fc.property(anyClass, (old) => {
      const plan = planContinuation(old);
      expect(planContinuation(old)).toEqual(plan);
      const ids = [...plan.members, ...plan.openings].map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const other = planContinuation({ ...old, newClassId: 'another' });
      for (const { id } of [...other.members, ...other.openings]) expect(ids).not.toContain(id);
    }),
  );
});

it('makes one opening balance per currency, and none of one that is settled', () => {
  const { openings } = planContinuation(
    oldClass({ EUR: [500n, -200n, -300n], USD: [0n, 0n], JPY: [-7n, 7n] }),
  );
  expect(openings.map(({ money }) => [money.currency, money.amountMinor])).toEqual([
    ['EUR', 500],
    ['JPY', 7],
  ]);
});

it('names everybody but me as members to be claimed', () => {
  const { members } = planContinuation(oldClass({ EUR: [0n, 0n, 0n] }));
  expect(members.map(({ name }) => name)).toEqual(['Name of m_oldmember1', 'Name of m_oldmember2']);
});

it('does not lose the balance of somebody who was left out', () => {
  const old = oldClass({ EUR: [500n, -500n] });
  expect(() => planContinuation({ ...old, members: [] })).toThrow('nobody who comes along');
});
