/** What one member did in one currency, in minor units. Bigint, since sums pass 2^53. [B1] [B2] */
export interface MemberFigures {
  /** Paid for expenses, less income received. */
  paidMinor: bigint;
  /** Borne of expenses, less the share of income. */
  shareMinor: bigint;
  /** Paid in settlements, less received in them. */
  settledMinor: bigint;
  /** paid - share + settled: above zero is owed to the member, below zero the member owes. */
  balanceMinor: bigint;
}

/** Per currency and member, both in the order of code units. The balances of a currency sum to zero. [B3] */
export type BalanceSheet = ReadonlyMap<string, ReadonlyMap<string, MemberFigures>>;
