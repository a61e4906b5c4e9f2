/** What a member is owed (above zero) or owes (below zero) in one currency, in minor units. */
export type Balance = readonly [memberId: string, minor: bigint];

/** A payment that settles debt: `amountMinor` is more than zero, in minor units. */
export interface Payment {
  fromId: string;
  toId: string;
  amountMinor: bigint;
}
