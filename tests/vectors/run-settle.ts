import { fewestPlan } from '@tallybook/shared/balances/fewest-plan';
import type { Balance, Payment } from '@tallybook/shared/balances/payment';
import { steadyPlan } from '@tallybook/shared/balances/steady-plan';
import type { CaseOutcome, VectorCase } from './vector-case.ts';

interface VectorPayment {
  from: string;
  to: string;
  amt: number;
}

/** The steady payments, and how many payments the fewest plan has, or why it is no plan. */
export function runSettle(testCase: VectorCase): Omit<CaseOutcome, 'name'> {
  const { steady, fewestCount } = testCase;
  const balances = (testCase.balances as [string, number][]).map(([id, minor]): Balance => [
    id,
    BigInt(minor),
  ]);
  const edges = (testCase.edges ?? []) as string[][];
  const { payments } = fewestPlan(balances, edges);
  return {
    expected: {
      steady: Array.isArray(steady) ? (steady as VectorPayment[]).toSorted(byFromThenTo) : 'none given',
      fewestCount,
    },
    got: {
      steady: steadyPlan(balances, edges).map(toVectorPayment),
      fewestCount: whyNotSettled(balances, payments) ?? payments.length,
    },
  };
}

function whyNotSettled(balances: readonly Balance[], payments: readonly Payment[]): string | null {
  const restById = new Map(balances);
  for (const { fromId, toId, amountMinor } of payments) {
    if (amountMinor <= 0n) return `pays ${String(amountMinor)} from ${fromId} to ${toId}`;
    restById.set(fromId, (restById.get(fromId) ?? 0n) + amountMinor);
    restById.set(toId, (restById.get(toId) ?? 0n) - amountMinor);
  }
  for (const [id, rest] of restById) if (rest !== 0n) return `leaves ${String(rest)} to ${id}`;
  return null;
}

function toVectorPayment({ fromId, toId, amountMinor }: Payment): VectorPayment {
  return { from: fromId, to: toId, amt: Number(amountMinor) };
}

function byFromThenTo(a: VectorPayment, b: VectorPayment): number {
  if (a.from !== b.from) return a.from < b.from ? -1 : 1;
  return a.to < b.to ? -1 : a.to > b.to ? 1 : 0;
}
