import { describe, expect, it } from 'vitest';
import { claimMember, addMember } from './members.ts';
import { restoreValue } from './restore-value.ts';
import { setPayLine } from './set-pay-line.ts';
import { ANNA, BEA, classOfThree, exchange, groupsOf } from './test-replica.ts';

const IBAN = 'IBAN DE02 1203 0000 0000 2020 51';

const lineOf = ({ ledger }: ReturnType<typeof classOfThree>[0], id: string) => ledger.members().get(id)?.pay;

describe('how a member wants to be paid', () => {
  it('[D36] is a line of their own, trimmed; saying the same writes nothing, and an empty one takes it back', () => {
    const replicas = classOfThree();
    const [anna, bea] = replicas;
    const set = anna.run(
      setPayLine(anna.ledger, { memberId: ANNA, line: `  ${IBAN}\n or cash ` }, anna.context),
    );
    expect(groupsOf(set)).toEqual([{ pay: `${IBAN} or cash` }]);
    exchange(replicas);
    expect(lineOf(bea, ANNA)).toBe(`${IBAN} or cash`);
    const again = setPayLine(anna.ledger, { memberId: ANNA, line: `${IBAN} or cash` }, anna.context);
    expect(again).toMatchObject({ ok: true, value: { rows: [] } });
    anna.run(setPayLine(anna.ledger, { memberId: ANNA, line: ' ' }, anna.context));
    expect(lineOf(anna, ANNA)).toBe('');
  });

  it('[D36] takes 200 code units and refuses more, with both numbers', () => {
    const [anna] = classOfThree();
    anna.run(setPayLine(anna.ledger, { memberId: ANNA, line: 'x'.repeat(200) }, anna.context));
    expect(setPayLine(anna.ledger, { memberId: ANNA, line: 'x'.repeat(201) }, anna.context)).toEqual({
      ok: false,
      refusal: {
        reason: 'fields',
        faults: [{ field: 'pay', reason: 'too-long', limit: 200, given: 201 }],
      },
    });
  });

  it('[D36] nobody sets that of another author, neither with a command nor with a record made by hand', () => {
    const replicas = classOfThree();
    const [anna, bea] = replicas;
    anna.run(setPayLine(anna.ledger, { memberId: ANNA, line: IBAN }, anna.context));
    exchange(replicas);
    expect(setPayLine(bea.ledger, { memberId: ANNA, line: 'mine' }, bea.context)).toEqual({
      ok: false,
      refusal: { reason: 'not-yours', memberId: ANNA },
    });
    const forged = { k: 'm', e: ANNA, t: 9e12, a: BEA, b: bea.ledger.allHeads(ANNA), s: { pay: 'mine' } };
    bea.receive([['r_forged0001', JSON.stringify(forged)]]);
    exchange(replicas);
    for (const replica of replicas) expect(lineOf(replica, ANNA)).toBe(IBAN);
    const step = { entityId: ANNA, revisionId: 'r_forged0001', group: 'pay', today: '2026-05-02' };
    expect(restoreValue(bea.ledger, step, bea.context)).toMatchObject({ refusal: { reason: 'not-yours' } });
  });

  it('[D36] anybody says it for a member without an account; once that one is claimed, the account’s own counts', () => {
    const replicas = classOfThree();
    const [anna, bea] = replicas;
    const kid = anna.run(addMember(anna.ledger, { name: 'Kid' }, anna.context)).entityId;
    exchange(replicas);
    bea.run(setPayLine(bea.ledger, { memberId: kid, line: 'to Bea' }, bea.context));
    exchange(replicas);
    expect(lineOf(anna, kid)).toBe('to Bea');
    anna.run(claimMember(anna.ledger, { memberId: kid, asId: ANNA }, anna.context));
    anna.run(setPayLine(anna.ledger, { memberId: kid, line: IBAN }, anna.context));
    exchange(replicas);
    expect(bea.ledger.identity(kid)).toBe(ANNA);
    expect(lineOf(bea, ANNA)).toBe(IBAN);
  });

  it('[D36] what is no text or too long reads as none', () => {
    const [anna] = classOfThree();
    for (const [i, pay] of [7, null, ['x'], 'y'.repeat(201)].entries()) {
      const row = { k: 'm', e: ANNA, t: 9e12 + i, a: ANNA, b: anna.ledger.allHeads(ANNA), s: { pay } };
      anna.receive([[`r_odd00000${String(i)}`, JSON.stringify(row)]]);
      expect(lineOf(anna, ANNA)).toBe('');
    }
  });
});
