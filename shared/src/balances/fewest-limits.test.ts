import { describe, expect, it } from 'vitest';
import { fewestPlan } from './fewest-plan.ts';
import type { Balance } from './payment.ts';
import { steadyPlan } from './steady-plan.ts';

interface Component {
  ids: string[];
  balances: Balance[];
}

function component(place: string, minors: readonly bigint[]): Component {
  const balances = minors.map((minor, i): Balance => [`m_${place}${String(i)}`, minor]);
  return { ids: balances.map(([id]) => id), balances };
}

function planOf(components: readonly Component[]): ReturnType<typeof fewestPlan> {
  return fewestPlan(
    components.flatMap(({ balances }) => balances),
    components.map(({ ids }) => ids),
  );
}

describe('the fewest plan of many components', () => {
  it('[P6] searches 32 of them, and is steady and unproven in the others that need it', () => {
    // Four payments or three; the pairs between them need no search.
    const fives = Array.from({ length: 40 }, (_, i) =>
      component(`${String(i + 10)}a`, [2n, 3n, 2n, -3n, -4n]),
    );
    const pairs = Array.from({ length: 40 }, (_, i) => component(`${String(i + 10)}b`, [7n, -7n]));
    const within = planOf([...fives.slice(0, 32), ...pairs]);
    expect([within.isProvenFewest, within.payments.length]).toEqual([true, 32 * 3 + 40]);
    expect(planOf([...fives.slice(0, 33), ...pairs]).isProvenFewest).toBe(false);

    const beyond = planOf([...pairs, ...fives.toReversed()]);
    expect([beyond.isProvenFewest, beyond.payments.length]).toEqual([false, 32 * 3 + 8 * 4 + 40]);
    for (const { ids, balances } of fives.slice(32)) {
      const payments = beyond.payments.filter(({ fromId }) => ids.includes(fromId));
      expect(payments).toEqual(steadyPlan(balances, [ids]));
    }
  });
});
