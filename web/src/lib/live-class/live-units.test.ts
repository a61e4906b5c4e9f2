import { setPayLine } from '@tallybook/shared/class-doc/commands/set-pay-line';
import { leaveUnit, setUnit } from '@tallybook/shared/class-doc/commands/set-unit';
import { ME } from '$lib/class-sync/test-class.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BERT, bertIsIn, bertPaid, TestLive } from './test-live.ts';

const CLEO = 'm_cleo00000';
const cleoIsIn = { r_cleoin000: { k: 'm', e: CLEO, t: 1, a: CLEO, s: { state: 'in' } } };
const [first = '', second = ''] = [ME, BERT].sort();
const bertAgrees = { r_bertunit0: { k: 'm', e: BERT, t: 9, a: BERT, s: { unit: [first, second] } } };

let test: TestLive;

beforeEach(async () => {
  test = await TestLive.start();
  test.receive({ ...bertIsIn, ...cleoIsIn, ...bertPaid(3000, CLEO) });
});
afterEach(() => test.close());

const sayUnit = () =>
  test.live.run((ledger, context) => setUnit(ledger, { memberId: ME, withIds: [BERT] }, context));

describe('settling as one in an open class', () => {
  it('[D37] shows the plan of the unit as soon as both say so, and of each again when one takes it back', async () => {
    const { live } = test;
    const figuresOf = (id: string) =>
      live.currencies[0]?.balances.find(({ memberId }) => memberId === id)?.balanceMinor;
    expect(live.currencies[0]?.steady).toMatchObject([{ fromId: CLEO, toId: BERT, amountMinor: 3000n }]);
    await sayUnit();
    expect(live.read((ledger) => ledger.units().size)).toBe(0);
    test.receive(bertAgrees);
    expect(live.read((ledger) => ledger.units().get(ME))).toEqual([first, second]);
    expect(live.currencies[0]?.steady).toMatchObject([{ fromId: CLEO, toId: first, amountMinor: 3000n }]);
    expect([figuresOf(BERT), figuresOf(CLEO), figuresOf(ME)]).toEqual([3000n, -3000n, undefined]);
    await live.run((ledger, context) => leaveUnit(ledger, ME, context));
    expect(live.currencies[0]?.steady).toMatchObject([{ fromId: CLEO, toId: BERT, amountMinor: 3000n }]);
  });

  it('[D37] is settled once the unit is even, whatever its members owe one another', async () => {
    const { live } = test;
    await sayUnit();
    test.receive(bertAgrees);
    const [planned] = live.currencies[0]?.steady ?? [];
    if (!planned) throw new Error('Nothing to pay');
    const { fromId, toId, amountMinor, suggestionId } = planned;
    const written = await live.recordPayment(
      { fromId, toId, amountMinor: Number(amountMinor), currency: 'EUR', day: '2026-03-01', note: '' },
      { id: suggestionId, amountMinor },
    );
    expect(written.kind).toBe('saved');
    expect(live.currencies[0]).toMatchObject({ isSettled: true, steady: [], fewest: null });
  });

  it('[D36] a line on how to be paid is read at once, and nobody else’s record changes it', async () => {
    const { live } = test;
    await live.run((ledger, context) => setPayLine(ledger, { memberId: ME, line: 'cash is fine' }, context));
    test.receive({ r_forged0001: { k: 'm', e: ME, t: 9e12, a: BERT, s: { pay: 'to Bert' } } });
    expect(live.read((ledger) => ledger.members().get(ME)?.pay)).toBe('cash is fine');
    const refused = await live.run((ledger, context) =>
      setPayLine(ledger, { memberId: BERT, line: 'to me' }, context),
    );
    expect(refused).toMatchObject({ kind: 'refused', refusal: { reason: 'not-yours' } });
  });
});
