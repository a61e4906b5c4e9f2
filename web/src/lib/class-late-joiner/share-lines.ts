import type { InclusionOffer } from '@tallybook/shared/class-doc/commands/include-member';
import type { Leg } from '@tallybook/shared/class-doc/records';

/** What one person bears of an entry, or gets of an income, before and after somebody is added. */
interface ShareLine {
  readonly memberId: string;
  readonly beforeMinor: number;
  readonly afterMinor: number;
}

/** Everybody who has a share now or then, in the order of the entry; who is added comes last. */
export function shareLines({ entry, money }: InclusionOffer): readonly ShareLine[] {
  const isIncome = entry.kind === 'income';
  const sharesOf = (leg: Leg | undefined): ReadonlyMap<string, number> =>
    new Map((isIncome ? leg?.pay : leg?.owe) ?? []);
  const before = sharesOf(entry.legs[0]);
  const after = sharesOf(money.legs[0]);
  return Array.from(new Set([...before.keys(), ...after.keys()]), (memberId) => ({
    memberId,
    beforeMinor: before.get(memberId) ?? 0,
    afterMinor: after.get(memberId) ?? 0,
  }));
}
