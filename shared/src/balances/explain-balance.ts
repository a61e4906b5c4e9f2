import type { Leg, LegPart } from '../revisions/money-group.ts';

/** What an explanation needs of an entry. */
export interface ExplainableEntry {
  id: string;
  day: string;
  deleted: boolean;
  legs: readonly Leg[];
}

/** What one entry does to a balance, in minor units: above zero it is owed to the member. */
export interface BalanceLine {
  entryId: string;
  minor: bigint;
}

/** The lines behind a balance; they add up to it exactly. */
export interface BalanceExplanation {
  lines: readonly BalanceLine[];
  balanceMinor: bigint;
}

/**
 * Why a member's balance in one currency is what it is: every live entry that moves it, by day and then by id. The
 * entries are all of the class; whoever is the same person counts together. [B10]
 */
export function explainBalance(
  entries: Iterable<ExplainableEntry>,
  memberId: string,
  currency: string,
  identity: (id: string) => string,
): BalanceExplanation {
  const canonicalId = identity(memberId);
  const sumOf = (parts: readonly LegPart[]) =>
    parts.reduce((sum, [id, minor]) => (identity(id) === canonicalId ? sum + BigInt(minor) : sum), 0n);
  const found: { day: string; line: BalanceLine }[] = [];
  let balanceMinor = 0n;
  for (const { id, day, deleted, legs } of entries) {
    if (deleted) continue;
    let minor = 0n;
    for (const { cur, pay, owe } of legs) if (cur === currency) minor += sumOf(pay) - sumOf(owe);
    if (minor === 0n) continue;
    balanceMinor += minor;
    found.push({ day, line: { entryId: id, minor } });
  }
  found.sort((a, b) => compareText(a.day, b.day) || compareText(a.line.entryId, b.line.entryId));
  return { lines: found.map(({ line }) => line), balanceMinor };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
