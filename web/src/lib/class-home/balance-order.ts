import type { CurrencyState, LiveMember, MemberBalance } from '$lib/live-class/live-class.svelte.ts';

/** A balance with whom it is of. */
export interface BalanceOfMember extends MemberBalance {
  readonly member: LiveMember;
}

/** The rows of one currency in the order that every device shows, whoever looks. */
interface BalanceRows {
  /** Everybody. */
  readonly all: readonly BalanceOfMember[];
  /** Who gets back or owes. */
  readonly open: readonly BalanceOfMember[];
  /** Who is even. */
  readonly even: readonly BalanceOfMember[];
}

/** From the most to get back to the most to owe; the same text on every member's device, so never "me first". */
export function balanceRows(state: CurrencyState, memberOf: (id: string) => LiveMember): BalanceRows {
  const all = state.balances
    .map((balance) => ({ ...balance, member: memberOf(balance.memberId) }))
    .sort(
      (a, b) =>
        compare(b.balanceMinor, a.balanceMinor) ||
        compare(a.member.name ?? '', b.member.name ?? '') ||
        compare(a.memberId, b.memberId),
    );
  return {
    all,
    open: all.filter(({ balanceMinor }) => balanceMinor !== 0n),
    // Who has left and is even has nothing to do with the figures any more.
    even: all.filter(({ balanceMinor, member }) => balanceMinor === 0n && !member.hasLeft),
  };
}

/** Of many rows those that weigh most, in the order in which they stood. */
export function heaviest(rows: readonly BalanceOfMember[], limit: number): readonly BalanceOfMember[] {
  if (rows.length <= limit) return rows;
  const kept = new Set(
    rows.toSorted((a, b) => compare(weight(b), weight(a)) || compare(a.memberId, b.memberId)).slice(0, limit),
  );
  return rows.filter((row) => kept.has(row));
}

/** The part of `largest` that a balance is, in percent of a half bar. */
export function barPercent(minor: bigint, largest: bigint): number {
  if (largest === 0n || minor === 0n) return 0;
  const size = minor < 0n ? -minor : minor;
  // What is not zero is never invisible.
  return Math.max(1, Number((size * 1000n) / largest) / 10);
}

export function largestOf(rows: readonly MemberBalance[]): bigint {
  return rows.reduce((largest, row) => (weight(row) > largest ? weight(row) : largest), 0n);
}

function weight({ balanceMinor }: MemberBalance): bigint {
  return balanceMinor < 0n ? -balanceMinor : balanceMinor;
}

function compare(a: bigint | string, b: bigint | string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
