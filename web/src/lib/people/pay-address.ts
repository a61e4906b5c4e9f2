import { formatMinor } from '@tallybook/shared/money/amount';
import type { DebtInClass } from './people-figures.ts';

/** Where to record the payment that would settle this, filled in as the class's own suggestion of it is. */
export function payAddress({ classId, myId, theirId, currency, minor, suggestionId }: DebtInClass): string {
  const [from, to] = minor > 0n ? [theirId, myId] : [myId, theirId];
  const amount = formatMinor(minor < 0n ? -minor : minor, currency);
  const query = new URLSearchParams({ from, to, currency, amount, suggestion: suggestionId });
  return `/classes/${classId}/pay?${query.toString()}`;
}
