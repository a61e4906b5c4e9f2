/** "38 %" as the locale has it: whole per cent, rounded. `whole` is above zero. */
export function percentOf(part: bigint, whole: bigint, locale: string): string {
  const perMille = Number((part * 1000n) / whole);
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(
    perMille / 1000,
  );
}
