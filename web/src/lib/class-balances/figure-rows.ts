import type { MemberFigures } from '@tallybook/shared/balances/member-figures';
import type { LiveMember, MemberBalance } from '$lib/live-class/live-class.svelte.ts';

const NOTHING: MemberFigures = { paidMinor: 0n, shareMinor: 0n, settledMinor: 0n, balanceMinor: 0n };

/** Every member in their order, also without figures of their own; who has left only when something counts for them. */
export function figureRows(
  balances: readonly MemberBalance[],
  members: readonly Pick<LiveMember, 'id' | 'hasLeft'>[],
): MemberBalance[] {
  const byId = new Map(balances.map((balance) => [balance.memberId, balance]));
  const rows = members.flatMap(({ id, hasLeft }): MemberBalance[] => {
    const known = byId.get(id);
    byId.delete(id);
    return known ? [known] : hasLeft ? [] : [{ memberId: id, ...NOTHING }];
  });
  return [...rows, ...byId.values()];
}

export function sumOf(rows: readonly MemberFigures[]): MemberFigures {
  return rows.reduce(
    (sum, row) => ({
      paidMinor: sum.paidMinor + row.paidMinor,
      shareMinor: sum.shareMinor + row.shareMinor,
      settledMinor: sum.settledMinor + row.settledMinor,
      balanceMinor: sum.balanceMinor + row.balanceMinor,
    }),
    NOTHING,
  );
}
