import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BERT, bertIsIn, bertPaid, TestLive } from './test-live.ts';

const step = fc.oneof(
  fc.record({
    do: fc.constant('add' as const),
    day: fc.integer({ min: 10, max: 28 }),
    amount: fc.integer({ min: 1, max: 9999 }),
  }),
  fc.record({
    do: fc.constantFrom('delete' as const, 'restore' as const, 'move' as const, 'retitle' as const),
    at: fc.nat(20),
  }),
  fc.record({ do: fc.constantFrom('member' as const, 'settle' as const, 'bert' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

async function take(test: TestLive, one: Step, turn: number): Promise<void> {
  const { live } = test;
  if (one.do === 'add') await test.add('x', `2026-01-${String(one.day)}`, one.amount);
  else if (one.do === 'member') await live.addMember(`Person ${String(live.members.length)}`);
  else if (one.do === 'settle') await settle(test);
  else if (one.do === 'bert') {
    const record = bertPaid(100 + turn).e_bertpaid0 as object;
    test.receive({
      ...bertIsIn,
      [`e_bert${String(turn).padStart(6, '0')}`]: { ...record, t: turn, a: BERT },
    });
    await live.retrySave();
  } else if ('at' in one) await change(test, one);
}

async function change({ live }: TestLive, one: Extract<Step, { at: number }>): Promise<void> {
  const all = [...live.entries, ...live.deletedEntries];
  const entry = all[one.at % Math.max(1, all.length)];
  if (!entry) return;
  if (one.do === 'delete') await live.deleteEntry(entry.id);
  else if (one.do === 'restore') await live.restoreEntry(entry.id);
  else if (one.do === 'move') await live.editEntry(entry.id, { day: '2026-01-15' });
  else await live.editEntry(entry.id, { title: `Title ${String(one.at)}` });
}

async function settle({ live }: TestLive): Promise<void> {
  const [payment] = live.currencies[0]?.steady ?? [];
  if (!payment) return;
  const { fromId, toId, amountMinor, suggestionId } = payment;
  const fields = {
    fromId,
    toId,
    amountMinor: Number(amountMinor),
    currency: 'EUR',
    day: '2026-02-02',
    note: '',
  };
  await live.recordPayment(fields, { id: suggestionId, amountMinor });
}

it('shows after any changes what a class opened anew shows, and balances that sum to zero', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const test = await TestLive.start();
      const shown = () => {
        const { entries, deletedEntries, members, currencies } = test.live;
        return { entries, deletedEntries, members, currencies };
      };
      try {
        for (const [turn, one] of steps.entries()) await take(test, one, turn + 1);
        const before = shown();
        for (const { balances } of before.currencies)
          expect(balances.reduce((sum, { balanceMinor }) => sum + balanceMinor, 0n)).toBe(0n);
        await test.open();
        expect(shown()).toEqual(before);
      } finally {
        await test.close();
      }
    }),
    { numRuns: 60 },
  );
});
