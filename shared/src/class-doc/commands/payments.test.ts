import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settleUp } from '../../balances/settle-up.ts';
import { addEntry } from './add-entry.ts';
import { deleteEntity } from './delete-entity.ts';
import { addMember, claimMember, setMemberState } from './members.ts';
import type { PaymentFields } from './record-payment.ts';
import { editPayment, recordPayment, suggestedPaymentId } from './record-payment.ts';
import type { TestReplica } from './test-replica.ts';
import { ANNA, BEA, CLEO, classOfThree, dinner, equally, exchange, groupsOf } from './test-replica.ts';

const balancesOf = (replica: TestReplica, currency = 'EUR') =>
  Object.fromEntries(replica.ledger.balancesOf(currency).map(([id, minor]) => [id, Number(minor)]));
const payment = (changes: Partial<PaymentFields> = {}): PaymentFields => ({
  ...{ fromId: BEA, toId: ANNA, amountMinor: 300, currency: 'EUR', day: '2026-05-03', note: '' },
  ...changes,
});
const suggestionOf = (replica: TestReplica, fields: PaymentFields) => ({
  id: suggestedPaymentId(replica.ledger, fields, BigInt(fields.amountMinor)),
  amountMinor: BigInt(fields.amountMinor),
});

describe('recording a payment', () => {
  it('[D27] is exactly one from and one to, a kind of its own (peers: "mark as paid" applied the default split)', () => {
    const [anna] = classOfThree();
    anna.run(addEntry(anna.ledger, dinner({ money: equally(900) }), anna.context));
    const { entityId } = anna.run(recordPayment(anna.ledger, payment(), anna.context));
    expect(anna.ledger.entry(entityId)).toMatchObject({
      kind: 'settlement',
      legs: [{ cur: 'EUR', amt: 300, pay: [[BEA, 300]], owe: [[ANNA, 300]] }],
    });
    expect(balancesOf(anna)).toEqual({ [ANNA]: 300, [CLEO]: -300 });
  });

  it('[D27] of a suggestion is one payment when two record it offline, and refuses a third time', () => {
    const [anna, bea, cleo] = classOfThree();
    anna.run(addEntry(anna.ledger, dinner({ money: equally(900) }), anna.context));
    exchange([anna, bea, cleo]);
    const suggestion = suggestionOf(anna, payment());
    expect(suggestionOf(bea, payment())).toEqual(suggestion);
    for (const replica of [anna, bea]) {
      const command = replica.run(
        recordPayment(replica.ledger, { ...payment(), suggestion }, replica.context),
      );
      expect(command.entityId).toBe(suggestion.id);
      expect(command.rows[0]?.id).toMatch(/^r_/);
    }
    exchange([anna, bea, cleo]);
    expect(balancesOf(cleo)).toEqual({ [ANNA]: 300, [CLEO]: -300 });
    expect(recordPayment(cleo.ledger, { ...payment(), suggestion }, cleo.context)).toEqual({
      ok: false,
      refusal: { reason: 'already-recorded', entityId: suggestion.id },
    });
    expect(suggestionOf(cleo, payment()).id).not.toBe(suggestion.id);
  });

  it('[D27] of a suggestion in part is a payment of its own, and an outdated suggestion is refused', () => {
    const [anna] = classOfThree();
    anna.run(addEntry(anna.ledger, dinner({ money: equally(900) }), anna.context));
    const suggestion = suggestionOf(anna, payment());
    const part = recordPayment(anna.ledger, { ...payment({ amountMinor: 100 }), suggestion }, anna.context);
    expect(anna.run(part).entityId).toMatch(/^e_/);
    expect(recordPayment(anna.ledger, { ...payment(), suggestion }, anna.context)).toMatchObject({
      refusal: { reason: 'suggestion-outdated' },
    });
    const rest = payment({ amountMinor: 200 });
    const { entityId } = anna.run(
      recordPayment(anna.ledger, { ...rest, suggestion: suggestionOf(anna, rest) }, anna.context),
    );
    anna.run(deleteEntity(anna.ledger, entityId, anna.context));
    const again = { ...rest, suggestion: suggestionOf(anna, rest) };
    expect(anna.run(recordPayment(anna.ledger, again, anna.context)).entityId).not.toBe(entityId);
  });

  it('[D27] is recorded once under the next id when something else stands under the foreseeable one', () => {
    const leg = { cur: 'EUR', amt: 1, pay: [[CLEO, 1]], owe: [[ANNA, 1]] };
    for (const money of [7, undefined, { legs: [leg] }]) {
      const [anna, bea, cleo] = classOfThree();
      anna.run(addEntry(anna.ledger, dinner({ money: equally(900) }), anna.context));
      exchange([anna, bea, cleo]);
      const shown = suggestionOf(anna, payment());
      // Two in a row, as whoever foresees one id foresees the next.
      for (const n of [1, 2]) {
        const e = suggestionOf(cleo, payment()).id;
        const squat = JSON.stringify({ k: 's', e, t: 1, a: CLEO, s: { money } });
        for (const replica of [anna, bea, cleo]) replica.receive([[`r_squat000${n}`, squat]]);
      }
      const before = balancesOf(anna);
      // Anna's screen is older than the squatting, Bea's is not.
      const ids = [shown, suggestionOf(bea, payment())].map((suggestion, i) => {
        const replica = [anna, bea][i] ?? anna;
        const recorded = recordPayment(replica.ledger, { ...payment(), suggestion }, replica.context);
        return replica.run(recorded).entityId;
      });
      expect(ids[0]).toMatch(/^s_/);
      expect(ids[1]).toBe(ids[0]);
      exchange([anna, bea, cleo]);
      expect(balancesOf(cleo)).toEqual({
        ...before,
        ...{ [ANNA]: (before[ANNA] ?? 0) - 300, [BEA]: undefined },
      });
      const late = recordPayment(cleo.ledger, { ...payment(), suggestion: shown }, cleo.context);
      expect(late).toMatchObject({ refusal: { reason: 'suggestion-outdated' } });
      const again = { id: ids[0] ?? '', amountMinor: 300n };
      expect(recordPayment(cleo.ledger, { ...payment(), suggestion: again }, cleo.context)).toMatchObject({
        refusal: { reason: 'already-recorded' },
      });
    }
  });

  it('[D27] is recorded once more when the payment under its id was edited to be between others', () => {
    const [anna, bea] = classOfThree();
    anna.run(addEntry(anna.ledger, dinner({ money: equally(900) }), anna.context));
    const shown = suggestionOf(anna, payment());
    anna.run(recordPayment(anna.ledger, { ...payment(), suggestion: shown }, anna.context));
    const others = { ...payment({ fromId: CLEO }), entryId: shown.id };
    anna.run(editPayment(anna.ledger, others, anna.context));
    exchange([anna, bea]);
    for (const replica of [anna, bea]) {
      const suggestion = suggestionOf(replica, payment());
      replica.run(recordPayment(replica.ledger, { ...payment(), suggestion }, replica.context));
    }
    exchange([anna, bea]);
    expect([balancesOf(anna), balancesOf(bea)]).toEqual([{}, {}]);
  });

  it('[D27] refuses the same person on both sides, strangers, and fields at fault', () => {
    const [anna] = classOfThree();
    const { entityId: grandma } = anna.run(addMember(anna.ledger, { name: 'Grandma' }, anna.context));
    anna.run(claimMember(anna.ledger, { memberId: grandma, asId: BEA }, anna.context));
    const refusalOf = (changes: Partial<PaymentFields>) => {
      const result = recordPayment(anna.ledger, payment(changes), anna.context);
      return result.ok ? null : result.refusal;
    };
    expect(refusalOf({ toId: BEA })).toEqual({ reason: 'same-member', memberId: BEA });
    expect(refusalOf({ toId: grandma })).toEqual({ reason: 'same-member', memberId: BEA });
    expect(refusalOf({ toId: 'm_nobody01' })).toEqual({ reason: 'unknown-member', memberId: 'm_nobody01' });
    expect(refusalOf({ amountMinor: -1, currency: 'eur', day: '', note: 'a'.repeat(10_001) })).toEqual({
      reason: 'fields',
      faults: [
        { field: 'amount', reason: 'negative' },
        { field: 'currency', reason: 'not-a-currency' },
        { field: 'day', reason: 'not-a-day' },
        { field: 'note', reason: 'too-long', limit: 10_000, given: 10_001 },
      ],
    });
    for (const [amountMinor, reason] of [
      [0, 'zero'],
      [0.5, 'not-an-integer'],
      [NaN, 'not-an-integer'],
      [1e12 + 1, 'too-large'],
    ] as const) {
      expect(refusalOf({ amountMinor })).toMatchObject({ faults: [{ field: 'amount', reason }] });
    }
  });

  it('[D27] pays whoever has a balance, also when no record of theirs has come yet', () => {
    const [anna] = classOfThree();
    const leg = { cur: 'EUR', amt: 5, pay: [['m_late00001', 5]], owe: [[ANNA, 5]] };
    anna.receive([['e_late00001', JSON.stringify({ k: 'x', t: 1, a: BEA, s: { money: { legs: [leg] } } })]]);
    const fields = payment({ fromId: ANNA, toId: 'm_late00001', amountMinor: 5 });
    anna.run(recordPayment(anna.ledger, { ...fields, suggestion: suggestionOf(anna, fields) }, anna.context));
    expect(balancesOf(anna)).toEqual({});
  });

  it('[D27] lets who has left pay, and an edit change what differs', () => {
    const [anna] = classOfThree();
    anna.run(setMemberState(anna.ledger, { memberId: BEA, state: 'out' }, anna.context));
    const { entityId } = anna.run(recordPayment(anna.ledger, payment(), anna.context));
    const edit = (fields: PaymentFields) =>
      editPayment(anna.ledger, { ...fields, entryId: entityId }, anna.context);
    expect(anna.run(edit(payment())).rows).toEqual([]);
    expect(groupsOf(anna.run(edit(payment({ amountMinor: 250 }))))).toMatchObject([
      { money: { legs: [{ amt: 250 }] } },
    ]);
    expect(edit(payment({ toId: BEA }))).toMatchObject({ refusal: { reason: 'same-member' } });
    anna.run(deleteEntity(anna.ledger, entityId, anna.context));
    expect(edit(payment())).toMatchObject({ refusal: { reason: 'deleted' } });
  });

  it('[D27] leaves nobody owing anything once every suggestion is recorded', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 1e6 })), { minLength: 1, maxLength: 5 }),
        (bills) => {
          const [anna, bea] = classOfThree();
          for (const [payer, amountMinor] of bills) {
            const payers = [[[ANNA, BEA, CLEO][payer] ?? ANNA, amountMinor]] as const;
            anna.run(
              addEntry(anna.ledger, dinner({ money: { ...equally(amountMinor), payers } }), anna.context),
            );
          }
          exchange([anna, bea]);
          const { ledger } = anna;
          for (const { fromId, toId, amountMinor } of settleUp(
            ledger.balancesOf('EUR'),
            ledger.together('EUR'),
          ).steady) {
            const fields = payment({ fromId, toId, amountMinor: Number(amountMinor) });
            for (const replica of [anna, bea]) {
              const suggestion = suggestionOf(replica, fields);
              replica.run(recordPayment(replica.ledger, { ...fields, suggestion }, replica.context));
            }
          }
          exchange([anna, bea]);
          expect([balancesOf(anna), balancesOf(bea)]).toEqual([{}, {}]);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
