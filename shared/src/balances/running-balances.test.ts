import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RunningBalances, type Contribution } from './running-balances.ts';

const minor = fc.oneof(
  fc.integer({ min: 0, max: 100 }),
  fc.integer({ min: Number.MAX_SAFE_INTEGER - 100, max: Number.MAX_SAFE_INTEGER }),
);

it('[B1] adds up exactly beyond what one number holds, and is back where it was after subtracting', () => {
  fc.assert(
    fc.property(fc.array(minor, { minLength: 1, maxLength: 20 }), fc.nat(), (minors, at) => {
      const running = new RunningBalances();
      const entries = minors.map((amount): Contribution => ({
        kind: 'x',
        legs: [{ cur: 'EUR', amt: amount, pay: [['m_a', amount]], owe: [['m_b', amount]] }],
      }));
      for (const entry of entries) running.add(entry);
      const gone = entries.splice(at % entries.length, 1);
      for (const entry of gone) running.subtract(entry);
      const total = minors.reduce((sum, amount) => sum + BigInt(amount), 0n);
      const left = total - BigInt(minors[at % minors.length] ?? 0);
      const figures = running.sheet((id) => id).get('EUR');
      if (entries.length === 0) expect(figures).toBeUndefined();
      else {
        expect(figures?.get('m_a')).toEqual({
          paidMinor: left,
          shareMinor: 0n,
          settledMinor: 0n,
          balanceMinor: left,
        });
        expect(figures?.get('m_b')?.balanceMinor).toBe(-left);
      }
    }),
  );
});
