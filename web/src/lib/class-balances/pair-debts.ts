import { debtsOfLeg } from '@tallybook/shared/balances/pairwise-plan';
import type { ClassEntry } from '@tallybook/shared/class-doc/records';

/** What one entry adds to a debt between two, in minor units; below zero it makes the debt smaller. */
interface DebtPart {
  readonly entryId: string;
  readonly minor: bigint;
}

export interface PairDebt {
  readonly fromId: string;
  readonly toId: string;
  readonly amountMinor: bigint;
  /** Newest day first; they sum to the amount. */
  readonly parts: readonly DebtPart[];
}

/** The pairwise plan of one currency with the entries behind each debt, greatest debt first. */
export function pairDebts(
  entries: Iterable<ClassEntry>,
  currency: string,
  identity: (id: string) => string,
): PairDebt[] {
  const pairs = new Map<string, { a: string; b: string; sum: bigint; days: string[]; parts: DebtPart[] }>();
  for (const entry of entries) {
    if (entry.deleted) continue;
    for (const leg of entry.legs) {
      if (leg.cur !== currency) continue;
      for (const { fromId, toId, amountMinor } of debtsOfLeg(leg, identity)) {
        const isForward = fromId < toId;
        const [a, b] = isForward ? [fromId, toId] : [toId, fromId];
        const pair = pairs.get(`${a} ${b}`) ?? { a, b, sum: 0n, days: [], parts: [] };
        pairs.set(`${a} ${b}`, pair);
        const minor = isForward ? amountMinor : -amountMinor;
        pair.sum += minor;
        pair.parts.push({ entryId: entry.id, minor });
        pair.days.push(entry.day);
      }
    }
  }
  return Array.from(pairs.values())
    .filter(({ sum }) => sum !== 0n)
    .map(({ a, b, sum, days, parts }): PairDebt => {
      const order = parts.map((part, i) => ({ part, day: days[i] ?? '' }));
      order.sort((x, y) => (x.day < y.day ? 1 : x.day > y.day ? -1 : 0));
      const isForward = sum > 0n;
      return {
        fromId: isForward ? a : b,
        toId: isForward ? b : a,
        amountMinor: isForward ? sum : -sum,
        parts: order.map(({ part }) => (isForward ? part : { ...part, minor: -part.minor })),
      };
    })
    .sort((x, y) => (x.amountMinor === y.amountMinor ? 0 : x.amountMinor < y.amountMinor ? 1 : -1));
}
