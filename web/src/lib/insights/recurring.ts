/** Something that comes back, with what it comes to in a month. */
export interface RecurringCost {
  readonly id: string;
  readonly title: string;
  readonly currency: string;
  readonly monthlyMinor: bigint;
  readonly href: string;
}

/** What all of them come to in a month, per currency in the order of their first one. */
export function monthlySums(
  recurring: readonly RecurringCost[],
): { readonly currency: string; readonly minor: bigint }[] {
  const sums = new Map<string, bigint>();
  for (const { currency, monthlyMinor } of recurring)
    sums.set(currency, (sums.get(currency) ?? 0n) + monthlyMinor);
  return Array.from(sums, ([currency, minor]) => ({ currency, minor }));
}
