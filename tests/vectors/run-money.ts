import { formatMinor } from '@tallybook/shared/money/amount';
import type { MemberBalance } from '@tallybook/shared/money/convert';
import { convertBalances, convertMinor } from '@tallybook/shared/money/convert';
import { parseAmount } from '@tallybook/shared/money/parse-amount';
import type { VectorCase } from './vector-case.ts';

/** The value, or null when it is refused. What a writer must not do throws in the code, which is a refusal here. */
export function callMoney({ fn, args = [] }: VectorCase): unknown {
  if (fn === 'parseAmount') {
    const [text, currency] = args as [string, string];
    const amount = parseAmount(text, currency);
    return amount.ok ? amount.value : null;
  }
  try {
    switch (String(fn)) {
      case 'formatMinor':
        return formatMinor(...(args as [number, string]));
      case 'convert':
        return convertMinor(...(args as [number, string, string, number, number]));
      case 'convertBalances':
        return convertBalances(...(args as [MemberBalance[], string, string, number, number, string]));
      default:
        return `no function ${String(fn)}`;
    }
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
