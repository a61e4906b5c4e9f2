import type { NumberStyle } from '@tallybook/shared/money/read-number';

const stylesByLocale = new Map<string, NumberStyle>();

/**
 * The separators of `locale` (a BCP 47 tag; undefined is the browser's own) as Intl writes them; `group` is '' where
 * it writes none. Only separators come from Intl, never a currency's number of decimals.
 */
export function readNumberStyle(locale?: string): NumberStyle {
  const key = locale ?? '';
  const known = stylesByLocale.get(key);
  if (known) return known;
  // Seven digits, since Spanish and Polish group only from five on.
  const parts = new Intl.NumberFormat(locale, { useGrouping: true, minimumFractionDigits: 1 }).formatToParts(
    1234567.5,
  );
  const style = {
    decimal: parts.find((part) => part.type === 'decimal')?.value ?? '.',
    group: parts.find((part) => part.type === 'group')?.value ?? '',
  };
  stylesByLocale.set(key, style);
  return style;
}
