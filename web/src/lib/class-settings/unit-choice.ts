import type { Units } from '@tallybook/shared/balances/units';
import type { LiveMember } from '$lib/live-class/live-members.ts';

/** With whom a member may want to settle as one: those who are there and are not settled for elsewhere. */
export function unitCandidates(
  members: readonly LiveMember[],
  units: Units,
  memberId: string,
): readonly LiveMember[] {
  return members.filter(
    ({ id, hasLeft, isRemoved }) => id !== memberId && !hasLeft && !isRemoved && !units.has(id),
  );
}
