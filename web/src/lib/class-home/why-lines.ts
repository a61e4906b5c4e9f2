import type { BalanceExplanation, BalanceLine } from '@tallybook/shared/balances/explain-balance';

/** One entry behind a balance and what the balance was after it. */
interface WhyLine extends BalanceLine {
  readonly runningMinor: bigint;
}

/** The newest lines of an explanation, and what all earlier ones came to, so that nothing is missing from the sum. */
interface WhyLines {
  readonly carriedCount: number;
  readonly carriedMinor: bigint;
  readonly lines: readonly WhyLine[];
}

/** The last `limit` lines, oldest first; the last running figure is the balance. */
export function whyLines({ lines }: BalanceExplanation, limit: number): WhyLines {
  const carriedCount = Math.max(0, lines.length - limit);
  let runningMinor = 0n;
  for (const { minor } of lines.slice(0, carriedCount)) runningMinor += minor;
  const carriedMinor = runningMinor;
  const shown = lines.slice(carriedCount).map((line) => {
    runningMinor += line.minor;
    return { ...line, runningMinor };
  });
  return { carriedCount, carriedMinor, lines: shown };
}
